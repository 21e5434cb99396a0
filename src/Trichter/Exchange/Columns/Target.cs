using Trichter.Customers;
using Trichter.Deals;
using Trichter.Exchange.Import;
using Trichter.Market.Universe;
using Trichter.Offers.Products;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Columns;

/// <summary>Where a column can go.</summary>
/// <param name="Label">English; translated when shown.</param>
public sealed record Target(string Key, string Label, FieldKind Kind)
{
    public const string Ignore = "ignore";
    public const string CustomPrefix = "custom:";
    public const string EnteredPrefix = "entered:";

    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    /// <summary>Two columns may go there: their values are joined.</summary>
    public bool TakesSeveral => Kind == FieldKind.List;

    public static IReadOnlyList<Target> Of(ImportKind kind) => kind switch
    {
        ImportKind.Companies => [.. CompanyFields.All.Select(Plain), Owner],
        ImportKind.People => [.. PersonFields.All.Select(Plain), FullName, CompanyOfPerson, Role, Owner],
        ImportKind.Events => [.. OfEvents, .. DealFields.All.Where(field => field.Key != "external_id").Select(Plain), .. OfDeals.Where(target => target.Key is "company" or "owner")],
        ImportKind.Suspects => [.. SuspectFields.All.Select(Plain), .. OfSuspects],
        ImportKind.Products => [.. ProductFields.OfFiles.Select(Plain)],
        ImportKind.Prices => SalesTargets.OfPrices,
        ImportKind.Orders => SalesTargets.OfOrders,
        _ => [.. DealFields.All.Select(Plain), .. OfDeals],
    };

    private static readonly Target Owner = new("owner", new Told("Owner").Key, FieldKind.Text)
    {
        AlsoCalled = ["sales_agent", "deal owner", "deal - owner", "opportunity owner", "account owner", "company owner", "organization - owner", "besitzer", "verantwortlich", "zuständig", "opiekun", "właściciel", "sales rep", "user", "assigned to", "salesperson"],
    };

    private static readonly Target FullName = new("full_name", new Told("Whole name").Key, FieldKind.Text)
    {
        AlsoCalled = ["name", "full name", "person - name", "display name", "contact name", "imię i nazwisko", "ansprechpartner"],
    };

    private static readonly Target CompanyOfPerson = new("company", new Told("Company").Key, FieldKind.Text)
    {
        AlsoCalled = ["organization - name", "associated company", "company name", "account name", "organization 1 - name", "organisation", "firma", "unternehmen"],
    };

    private static readonly Target Role = new("role", new Told("Role").Key, FieldKind.Text)
    {
        AlsoCalled = ["job title", "organization 1 - title", "position", "funktion", "stanowisko"],
    };

    private static readonly Target[] OfSuspects =
    [
        new("industry", new Told("Industry (NACE 2.1, WZ 2025, PKD 2025)").Key, FieldKind.Text) { AlsoCalled = ["nace", "nace code", "nace-code", "nace 2.1", "wz", "wz2025", "wz 2025", "pkd", "pkd 2025", "pkd2025", "branche", "branża", "branchencode"] },
        new("old_industry", new Told("Industry, older code (NACE 2, WZ 2008, PKD 2007)").Key, FieldKind.Text) { AlsoCalled = ["nace 2", "nace rev. 2", "wz2008", "wz 2008", "pkd2007", "pkd 2007"] },
    ];

    private static readonly Target[] OfEvents =
    [
        new("external_id", new Told("Which deal").Key, FieldKind.Text)
        {
            AlsoCalled = ["case", "case id", "case:concept:name", "deal", "deal id", "record id", "id", "vorgang", "fall", "sprawa"],
        },
        new("stage", new Told("Stage or end").Key, FieldKind.Text)
        {
            AlsoCalled = ["activity", "event", "concept:name", "deal stage", "stage name", "to stage", "new stage", "aktivität", "ereignis", "stufe", "etap", "zdarzenie"],
        },
        new("time", new Told("When").Key, FieldKind.Date)
        {
            AlsoCalled = ["timestamp", "time:timestamp", "date", "entered", "entered at", "changed at", "zeit", "zeitpunkt", "datum", "czas", "data"],
        },
        new("actor", new Told("By whom").Key, FieldKind.Text)
        {
            AlsoCalled = ["resource", "org:resource", "user", "changed by", "agent", "bearbeiter", "benutzer", "użytkownik"],
        },
    ];

    private static readonly Target[] OfDeals =
    [
        new("company", new Told("Company").Key, FieldKind.Text)
        {
            AlsoCalled = ["account", "account name", "organization - name", "deal - organization", "company name", "associated company", "organization", "organisation", "firma", "unternehmen", "kunde", "customer", "klient"],
        },
        new("contact", new Told("Contact").Key, FieldKind.Text)
        {
            AlsoCalled = ["deal - contact person", "contact person", "person - name", "primary contact", "associated contact", "ansprechpartner", "kontakt", "osoba kontaktowa"],
        },
        Owner,
        new("stage", new Told("Stage").Key, FieldKind.Text)
        {
            AlsoCalled = ["deal_stage", "deal stage", "deal - stage", "stage name", "sales stage", "pipeline stage", "phase", "stufe", "etap", "current stage"],
        },
        new("outcome", new Told("Outcome").Key, FieldKind.Text) { AlsoCalled = ["status", "deal - status", "deal status", "ergebnis", "wynik", "result"] },
        new("entered", new Told("Entered on").Key, FieldKind.Date)
        {
            AlsoCalled = ["first_contact_date", "engage_date", "create date", "created date", "created", "created at", "created on", "date created", "deal created", "deal - deal created", "add time", "entry date", "opened", "erstellt am", "erstellungsdatum", "eingangsdatum", "angelegt am", "data utworzenia", "utworzono"],
        },
        new("closed_on", new Told("Closed on").Key, FieldKind.Date)
        {
            AlsoCalled = ["close_date", "close date", "closed date", "closed at", "deal - deal closed on", "deal closed on", "abgeschlossen am", "abschlussdatum", "schlusstermin", "data zamknięcia"],
        },
        new("won_on", new Told("Won on").Key, FieldKind.Date) { AlsoCalled = ["won_date", "won time", "deal - won time", "won at", "gewonnen am", "data wygranej"] },
        new("lost_on", new Told("Lost on").Key, FieldKind.Date) { AlsoCalled = ["lost_date", "lost time", "deal - lost time", "lost at", "verloren am", "data przegranej"] },
        new("lost_reason", new Told("Reason for losing").Key, FieldKind.Text)
        {
            AlsoCalled = ["lost reason", "deal - lost reason", "closed lost reason", "loss reason", "verlustgrund", "powód przegranej"],
        },
    ];

    private static Target Plain<T>(FieldOf<T> field) => new(field.Key, field.Label, field.Kind) { AlsoCalled = field.AlsoCalled };
}
