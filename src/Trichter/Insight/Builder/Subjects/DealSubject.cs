using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.AsOf;
using Trichter.Deals.List;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Insight.Builder.Subjects;

internal sealed class DealSubject(Db db, Me me, Texts texts, OwnFields own, DealFilterFields filters, MatchDeals match, ProcessCatalogue catalogue, PastDeals past, Surroundings around, FiguresOfPeople figures) : Subject<Deal>(texts, figures)
{
    /// <summary>What the ledger remembers.</summary>
    private static readonly string[] FieldsOfThePast = ["process", "name", "company", "value", "owner", "source", "product", "close", "created", "outcome", "closed", "entered-stage", "existing"];

    public override string Key => "deals";

    public override Told Title => new("Deals");

    public override bool KnowsThePast => true;

    public override bool IsSeen => me.May(Right.SeeDeals);

    protected override Expression<Func<Deal, RecordLine>> Line => deal => new RecordLine { Id = deal.Id, Name = deal.Name, About = deal.CompanyName };

    protected override async Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) =>
    [
        new("process", new Told("Process"), FilterKind.Choice) { Choices = [.. (await catalogue.AllAsync(cancellation)).Select(process => new FilterChoice($"{process.Id}", process.Name))] },
        .. await filters.AllAsync(cancellation),
    ];

    protected override async Task<IReadOnlyList<Dimension<Deal>>> DimensionsAsync(CancellationToken cancellation)
    {
        var (people, zone, stages) = (await around.PeopleAsync(cancellation), await around.ZoneAsync(cancellation), await StagesAsync(cancellation));
        var processes = (await catalogue.AllAsync(cancellation)).ToDictionary(process => $"{process.Id}", process => Texts[process.Name]);
        var reasons = (await db.CloseReasons.AsNoTracking().ToListAsync(cancellation)).ToDictionary(reason => $"{reason.Id}", reason => Texts[reason.Name]);
        return
        [
            Dimensions.Id<Deal>(Texts, "process", new("Process"), deal => deal.ProcessId, processes),
            Dimensions.Id<Deal>(Texts, "stage", new("Stage"), deal => deal.StageId, stages.Names, id => stages.Keys.GetValueOrDefault(id, ""), [.. stages.Keys.Keys]),
            Dimensions.Choice<Deal, Outcome>(Texts, "outcome", new("Outcome"), deal => deal.Outcome),
            Dimensions.Id<Deal>(Texts, "reason", new("Reason"), deal => deal.CloseReasonId, reasons),
            .. people.Dimensions<Deal>(Texts, deal => deal.OwnerId, deal => deal.OutcomeAt < people.Seen.ByNameFrom),
            Dimensions.Text<Deal>(Texts, "source", new("Source"), deal => deal.Source),
            Dimensions.Text<Deal>(Texts, "product", new("Product"), deal => deal.Product),
            Dimensions.Text<Deal>(Texts, "company", new("Company"), deal => deal.CompanyName),
            Dimensions.Text<Deal>(Texts, "industry", Texts["Industry of the company"], deal => db.Companies.Where(company => company.Id == deal.CompanyId).Select(company => company.Industry).FirstOrDefault() ?? "", text => text, isKnownOfThePast: false),
            Dimensions.Flag<Deal>(Texts, "existing", new("Existing customer"), deal => deal.ExistingCustomer),
            .. Dimensions.Instants<Deal>(Texts, "created", new("Entered"), deal => deal.CreatedAt, zone),
            .. Dimensions.Instants<Deal>(Texts, "closed", new("Closed"), deal => deal.OutcomeAt, zone),
            .. Dimensions.Days<Deal>(Texts, "close", new("Expected close"), deal => deal.ExpectedClose),
            .. OwnDimensions.Of<Deal>(db, Texts, await own.OfAsync(nameof(Deal), cancellation)),
        ];
    }

    protected override async Task<IReadOnlyList<Figure<Deal>>> FiguresAsync(CancellationToken cancellation) =>
    [
        .. me.MaySee(DealFields.Value) ? [new Figure<Deal>("value", Texts["Value"], deal => deal.ValueMinor, deal => deal.Currency) { Steps = 100 }] : Array.Empty<Figure<Deal>>(),
        .. OwnDimensions.Figures<Deal>(db, Texts, await own.OfAsync(nameof(Deal), cancellation)),
    ];

    protected override async Task<IQueryable<Deal>> RecordsAsync(Question question, CancellationToken cancellation)
    {
        if (question.AsOf is null) return await match.NarrowAsync(db.Deals.AsNoTracking().VisibleTo(me, db), question.Groups, cancellation);

        if (question.Groups.SelectMany(group => group).Any(condition => condition.Operator == "team" || !FieldsOfThePast.Contains(condition.Field.Key))) throw OnlyNow("Groups");
        var deals = new List<Deal>();
        foreach (var process in await catalogue.AllAsync(cancellation)) deals.AddRange((await past.OnAsync(process, question.AsOf.Value, null, cancellation)).Deals);
        return await match.NarrowAsync(deals.AsQueryable(), question.Groups, cancellation);
    }

    protected override IQueryable<Deal> InOrder(IQueryable<Deal> records) => records.OrderByDescending(deal => deal.CreatedAt).ThenByDescending(deal => deal.Id);

    protected override string AddressOf(Guid id) => $"/deals/{id}";

    /// <summary>Every stage of every version: which key it has, and how the current version calls that key.</summary>
    private async Task<(Dictionary<Guid, string> Keys, Dictionary<string, string> Names)> StagesAsync(CancellationToken cancellation)
    {
        var (keys, names) = (new Dictionary<Guid, string>(), new Dictionary<string, string>());
        foreach (var process in await catalogue.AllAsync(cancellation))
        {
            foreach (var (id, key) in await catalogue.StageKeysAsync(process.Id, cancellation)) keys[id] = $"{process.Key}/{key}";
            foreach (var stage in (await catalogue.CurrentAsync(process, cancellation)).Stages) names[$"{process.Key}/{stage.Key}"] = Texts[stage.Name];
            foreach (var key in keys.Values.Where(key => !names.ContainsKey(key)).Distinct().ToList()) names[key] = key.Split('/')[1];
        }

        return (keys, names);
    }
}
