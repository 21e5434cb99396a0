using Trichter.Activities;
using Trichter.Offers.Seller;

namespace Trichter.Demo;

/// <summary>
/// The small, named world of the demo, the tests and the screenshots: Nordwerk sells building machines on the coast.
/// Jana Petersen leads the sale, Tom Albers and Sabine Brandt sell with her.
/// </summary>
internal static class Nordwerk
{
    public static readonly IReadOnlyList<(string Name, string Email)> Sellers =
        [("Tom Albers", "tom@nordwerk.example"), ("Sabine Brandt", "sabine@nordwerk.example")];

    /// <summary>Nordwerk as its documents name it: for the demo only, never beside the data of a real company.</summary>
    public static OurCompany OurCompany() => new()
    {
        LegalName = "Nordwerk Baumaschinen GmbH",
        Street = "Am Seehafen 12",
        PostalCode = "18147",
        City = "Rostock",
        Country = "DE",
        VatNumber = "DE136695976",
        RegisterEntry = "HRB 12345 Rostock",
        Directors = "Jana Petersen",
        ContactName = "Jana Petersen",
        Phone = "+49 381 555010",
        Email = "jana@nordwerk.example",
        BankName = "Ostseebank",
        Iban = "DE89370400440532013000",
        Bic = "COBADEFFXXX",
    };

    public static readonly IReadOnlyList<DemoCompany> Companies =
    [
        new("Straßenbau Petry AG", "Rostock", "DE", "Straßenbau", "petry.example", [("Andrea", "Petry", "Vorstand"), ("Klaus", "Wulf", "Bauleitung"), ("Otto", "Lüders", "Einkauf")]),
        new("Kieswerk Lüders KG", "Schwerin", "DE", "Kies und Sand", "lueders.example", [("Hinrich", "Lüders", "Geschäftsführung")]),
        new("Hansen Tiefbau GmbH", "Flensburg", "DE", "Tiefbau", "hansen.example", [("Meike", "Hansen", "Geschäftsführung")]),
        new("GaLaBau Grünwerk", "Lübeck", "DE", "Garten- und Landschaftsbau", "gruenwerk.example", [("Jens", "Voss", "Inhaber")]),
        new("Zimmerei Holm", "Husum", "DE", "Zimmerei", "holm.example", [("Birte", "Holm", "Inhaberin")]),
        new("Recyclinghof Elbmarsch", "Stade", "DE", "Recycling", "elbmarsch.example", [("Uwe", "Cordes", "Betriebsleitung")]),
        new("Kowalski Roboty Ziemne sp. z o.o.", "Szczecin", "PL", "Roboty ziemne", "kowalski.example", [("Piotr", "Kowalski", "Prezes"), ("Anna", "Wójcik", "Zakupy")]),
        new("Stadtwerke Osterbrück", "Osterbrück", "DE", "Versorgung", "osterbrueck.example", [("Frauke", "Jansen", "Technik")]),
        new("Abbruch Yılmaz & Söhne", "Hamburg", "DE", "Abbruch", "yilmaz.example", [("Deniz", "Yılmaz", "Geschäftsführung")]),
        new("Gemeinde Süderfelde", "Süderfelde", "DE", "Öffentlich", "suederfelde.example", [("Henning", "Thiel", "Bauhof")]),
        new("Hafenlogistik Brunskoog", "Wismar", "DE", "Logistik", "brunskoog.example", [("Silke", "Brunskoog", "Leitung")]),
        new("Nordkoog Windservice", "Husum", "DE", "Windkraft", "nordkoog.example", [("Arne", "Nissen", "Einkauf")]),
    ];

    /// <summary>The open deals: how far along, worth what, and what stands in the way.</summary>
    public static readonly IReadOnlyList<DemoDeal> Open =
    [
        new("2 × Raupenbagger 22 t + Service", 0, .78, 412_600, "Messe NordBau", 34, ["Entscheiderin nicht erreicht"], ActivityType.Meeting, "Verhandlung bei Petry, mit Herrn Wulf", 0),
        new("Radlader 18 t mit Waage", 1, .5, 289_000, "Empfehlung", 8, [], ActivityType.Meeting, "Werksbesuch", 0),
        new("Minibagger 2,6 t, Mietkauf", 2, .2, 18_400, "Website", 6, [], ActivityType.Call, "Anruf wegen Finanzierung", -1),
        new("Kompaktradlader 5 t", 3, .15, 64_900, "Website", 3, [], ActivityType.Call, "Erstgespräch", 0),
        new("Teleskoplader 7 m, gebraucht", 4, .2, 58_750, "Kaltakquise", 17, [], null, "", 0),
        new("Umschlagbagger 24 t, gebraucht", 5, .45, 164_000, "Bestandskunde", 13, [], ActivityType.Task, "Angebot nachfassen", -2),
        new("2 × Raupenbagger 22 t", 6, .45, 372_500, "Messe Poznań", 5, [], ActivityType.Meeting, "Oferta PL omówienie", 2),
        new("2 × Minibagger 1,9 t elektrisch", 7, .4, 96_400, "Ausschreibung", 4, [], ActivityType.Meeting, "Bedarf aufnehmen", 3),
        new("Abbruchbagger 35 t Longfront", 8, .8, 486_000, "Empfehlung", 41, ["Wettbewerb bietet Mietkauf", "Leasingzusage der Bank offen"], ActivityType.Call, "Anruf Geschäftsführung", -3),
        new("Radlader 6 t, Kommunalpaket", 9, .6, 87_300, "Ausschreibung", 26, [], null, "", 0),
        new("Umschlagbagger 30 t", 10, .7, 338_900, "Bestandskunde", 12, [], ActivityType.Task, "Freigabe einholen", 2),
        new("Teleskoplader 17 m", 11, .95, 142_000, "Website", 1, [], ActivityType.Task, "Auftrag prüfen", 0),
        new("Walzenzug 13 t", 0, .65, 118_500, "Bestandskunde", 11, [], ActivityType.Call, "Nachfassen", 4),
        new("3 × Ramme, Miete 4 Monate", 11, .3, 41_200, "Messe NordBau", 2, [], ActivityType.Call, "Rückruf", 3),
        new("Kommunaltraktor mit Mulcher", 9, .2, 112_000, "Website", 9, [], ActivityType.Meeting, "Vorführung", 5),
    ];

    public static readonly string[] Machines =
        ["Minibagger 1,9 t", "Radlader 14 t", "Raupenbagger 18 t", "Walzenzug 11 t", "Teleskoplader 9 m", "Rüttelplatte", "Dumper 6 t", "Mobilbagger 15 t"];

    public static readonly string[] Sources = ["Website", "Empfehlung", "Messe NordBau", "Bestandskunde", "Kaltakquise"];
}

internal sealed record DemoCompany(string Name, string City, string Country, string Industry, string Domain, (string First, string Last, string Role)[] People);

/// <param name="Company">Index into the companies.</param>
/// <param name="Progress">How far through the sale, 0 to 1.</param>
/// <param name="Value">Whole units of the workspace's currency.</param>
/// <param name="DaysInStage">Days since it entered its stage.</param>
/// <param name="Step">What is planned, if anything, and in how many days.</param>
internal sealed record DemoDeal(
    string Name, int Company, double Progress, long Value, string Source, int DaysInStage, string[] Obstacles, ActivityType? Step, string StepText, int StepInDays);
