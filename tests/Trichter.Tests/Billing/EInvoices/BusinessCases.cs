using System.Text;
using Trichter.Billing.EInvoices;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>What the people of Nordwerk and their Polish sister bill: each case once as XRechnung and once as plain EN 16931, unless it fits one only.</summary>
internal static class BusinessCases
{
    private const string Iban = "DE02120300000000202051", PolishIban = "PL61109010140000071219812874";

    /// <summary>Every case by its name.</summary>
    public static Dictionary<string, EInvoice> All => German.Concat(Polish).Select(one => (one.Name, Invoice: Finished(one)))
        .SelectMany(one => new[] { (one.Name, one.Invoice), (Name: one.Name + " as EN 16931", Invoice: one.Invoice with { Profile = EProfile.En16931, Process = null }) })
        .ToDictionary(one => one.Name, one => one.Invoice);

    /// <summary>The cases of the Polish seller, which also go to KSeF.</summary>
    public static Dictionary<string, EInvoice> OfPolishSeller => Polish.ToDictionary(one => one.Name, Finished);

    private static IEnumerable<(string Name, EInvoice Invoice, decimal? Rate)> German =>
    [
        ("machines at 19 %", Sale("RE-1") with { Lines = [Line(3, 1249.90m)] }, null),
        ("two rates, discounts and freight", Sale("RE-2") with
        {
            Lines = [Line(3, 1249.90m) with { Allowances = [Percent(7.5m)] }, Line(250, 4.35m) with { BaseQuantity = 100, BaseUnit = "C62" }, Line(5, 12.49m, rate: 7)],
            Allowances = [Taken(69.59m, 19, 3479.35m, 2), Taken(1.25m, 7, 62.45m, 2)],
            Charges = [new() { Amount = 49, VatCategory = "S", VatRate = 19, ReasonCode = "FC", Reason = "Fracht" }],
        }, null),
        ("hours under reverse charge", Sale("RE-3", Warsaw) with { Lines = [Line(7.5m, 118, "AE", 0, "HUR")], VatGroups = [Exempt("AE", "VATEX-EU-AE", "Steuerschuldnerschaft des Leistungsempfängers")] }, null),
        ("goods to Poland", Delivered(Sale("RE-4", Warsaw), "PL") with { Lines = [Line(1, 18_750, "K", 0)], VatGroups = [Exempt("K", "VATEX-EU-IC", "Steuerfreie innergemeinschaftliche Lieferung")] }, null),
        ("goods to Poland in a period", Delivered(Sale("RE-4b", Warsaw), "PL") with { Period = November, Lines = [Line(3, 1_000, "K", 0)], VatGroups = [Exempt("K", "VATEX-EU-IC", null)] }, null),
        ("export to Switzerland", Delivered(Sale("RE-5", Zurich), "CH") with { Lines = [Line(1, 900, "G", 0)], VatGroups = [Exempt("G", "VATEX-EU-G", "Steuerfreie Ausfuhrlieferung")] }, null),
        ("photovoltaics at 0 %", Sale("RE-6") with { Lines = [Line(12, 149.5m, "Z", 0)] }, null),
        ("small business", Sale("RE-7") with { Lines = [Line(1, 480, "E", 0)], VatGroups = [Exempt("E", null, "Steuerfreier Umsatz eines Kleinunternehmers (§ 19 UStG)")] }, null),
        ("not taxable", OutsideVat(Sale("RE-8", Zurich)) with { Lines = [Line(4, 150, "O", null, "HUR")], VatGroups = [Exempt("O", "VATEX-EU-O", "Nicht steuerbar")] }, null),
        ("down payment", Sale("RE-9") with { Kind = "326", Lines = [Line(1, 6_000) with { Name = "Anzahlung auf Auftrag AB-17" }] }, null),
        ("rest after a down payment", Sale("RE-10") with { Preceding = [Earlier("RE-9")], Lines = [Line(1, 20_000), Line(-1, 6_000) with { Name = "Anzahlung RE-9 vom 02.11.2026" }] }, null),
        ("credit note", Sale("RE-11") with { Kind = "381", Preceding = [Earlier("RE-1")], Lines = [Line(1, 1249.90m) with { Allowances = [Percent(7.5m)] }] }, null),
        ("credit note with a due date", Sale("RE-11b") with { Kind = "381", Preceding = [Earlier("RE-1")], DueOn = new(2026, 12, 24), Lines = [Line(2, 10)] }, null),
        ("correction", Sale("RE-12") with { Kind = "384", Preceding = [Earlier("RE-1")], Lines = [Line(-3, 1249.90m)] }, null),
        ("self-billed", Sale("RE-13") with { Kind = "389", Lines = [Line(1, 250)] }, null),
        ("dollars with VAT in euros", Sale("RE-14") with { Currency = "USD", VatCurrency = "EUR", Lines = [Line(10, 99.99m)] }, 0.9234m),
        ("cash discount", Sale("RE-15") with { PaymentTerms = "Zahlbar in 30 Tagen.\n#SKONTO#TAGE=14#PROZENT=2.00#\n#SKONTO#TAGE=7#PROZENT=3.00#BASISBETRAG=1190.00#\n", Lines = [Line(1, 1_000)] }, null),
        ("rounding of halves", Sale("RE-16") with { Lines = [Line(3, 0.335m), Line(-1, 0.335m)] }, null),
        ("gross price with a discount", Sale("RE-17") with { Lines = [Line(10, 8.1m) with { GrossPrice = 9, PriceDiscount = 0.9m }] }, null),
        ("gross price list", Sale("RE-18") with { Lines = [Line(3, 8.393333m) with { Name = "Schleifscheibe" }] }, null),
        ("direct debit", Sale("RE-19") with { PaymentMeans = [new() { Code = "59", DebitedAccount = "DE89370400440532013000" }], Mandate = "M-2026-7", CreditorId = "DE98ZZZ09999999999", Lines = [Line(1, 75)] }, null),
        ("card", Sale("RE-20") with { PaymentMeans = [new() { Code = "48", Text = "Kreditkarte", Card = new() { Number = "1234", Holder = "Kim Kauf" } }], Lines = [Line(2, 19.95m)] }, null),
        ("two accounts", Sale("RE-21") with
        {
            PaymentMeans = [new() { Code = "58", Account = new() { Id = Iban, Name = "Nordwerk GmbH", Bank = "BYLADEM1001" } }, new() { Code = "58", Account = new() { Id = "DE89370400440532013000" } }],
            Lines = [Line(1, 75)],
        }, null),
        ("delivered elsewhere", Delivered(Sale("RE-22"), "DE") with { Lines = [Line(1, 75)] }, null),
        ("rent of a month with attachments", Sale("RE-23") with
        {
            Period = November,
            Attachments =
            [
                new() { Number = "Stundenzettel", Description = "Stunden im November", Content = [.. Encoding.UTF8.GetBytes("Tag;Stunden\n2;8\n")], MediaType = "text/csv", FileName = "stunden.csv" },
                new() { Number = "Bild", Location = "https://nordwerk.example/bild.png" },
            ],
            Lines = [Line(1, 890, unit: "MON") with { Period = November, Note = "Miete der Halle", OrderLine = "4", Account = "4711", Billed = new("Z-99", "ABZ") }],
        }, null),
        ("everything an item can say", Sale("RE-24") with
        {
            Notes = [new() { Subject = "AAI", Text = "Vielen Dank für Ihren Auftrag." }, new() { Text = "Ohne Betreff" }],
            References = new() { Buyer = "04011000-12345-34", Project = "P-1", Contract = "C-1", Order = "B-1", SalesOrder = "A-1", Receipt = "W-1", DeliveryNote = "L-1", Tender = "T-1", Billed = new("O-1", "ABT"), Account = "K-1" },
            TaxPointCode = "35",
            Lines = [Line(4, 25) with
            {
                Description = "Mit Kühlung", SellerItemId = "N-100", BuyerItemId = "K-200", StandardItemId = new("4012345678901", "0160"), Classifications = [new("84561100", "TSP", "19")], Origin = "DE",
                Properties = [new() { Name = "Farbe", Value = "Blau" }, new() { Name = "Masse", Value = "12 kg" }],
                Allowances = [new() { Amount = 5, Reason = "Ausstellungsstück" }], Charges = [new() { Amount = 2, ReasonCode = "PC", Reason = "Verpackung" }],
            }],
        }, null),
        ("other payee and tax representative", Sale("RE-25") with
        {
            Payee = new() { Name = "Faktor AG", Ids = [new("F-1")], RegistrationId = new("HRB 9") },
            TaxRepresentative = new() { Name = "Steuer Hilfe GmbH", VatId = "DE111111125", Address = new() { Line1 = "Amt 1", City = "Kiel", PostCode = "24103", Country = "DE" } },
            Lines = [Line(1, 75)],
        }, null),
        ("partly paid and rounded", Sale("RE-26") with { Totals = new() { Paid = 100, Rounding = 0.04m }, Lines = [Line(7, 33.33m)] }, null),
        ("a tax point of its own", Sale("RE-27") with { TaxPoint = new(2026, 11, 30), Lines = [Line(1, 75)] }, null),
        ("chained discounts", Sale("RE-28") with { Lines = [Line(17, 13.37m) with { Allowances = [Percent(10), Percent(3)] }] }, null),
        ("Peppol", Sale("RE-29") with
        {
            Profile = EProfile.Peppol, Lines = [Line(1, 75)],
            Seller = Nordwerk with { ElectronicAddress = new("DE123456788", "9930") }, Buyer = Kunde with { ElectronicAddress = new("04011000-12345-34", "0204") },
        }, null),
    ];

    private static IEnumerable<(string Name, EInvoice Invoice, decimal? Rate)> Polish =>
    [
        ("Polish at 23 %", PolishSale("FV/1") with { Lines = [Line(2, 1_500, rate: 23)] }, null),
        ("Polish at four rates", PolishSale("FV/2") with { Lines = [Line(2, 100, rate: 23), Line(3, 50, rate: 8), Line(4, 12.5m, rate: 5), Line(1, 40, "Z", 0)] }, null),
        ("Polish exempt", PolishSale("FV/3") with { Lines = [Line(1, 300, "E", 0)], VatGroups = [Exempt("E", null, "zwolnienie, art. 43 ust. 1 pkt 26 ustawy o VAT")] }, null),
        ("Polish goods to Germany", Delivered(PolishSale("FV/4", Kunde), "DE") with { Lines = [Line(5, 400, "K", 0)], VatGroups = [Exempt("K", "VATEX-EU-IC", "wewnątrzwspólnotowa dostawa towarów")] }, null),
        ("Polish service to Germany", PolishSale("FV/5", Kunde) with { Lines = [Line(8, 60, "AE", 0, "HUR")], VatGroups = [Exempt("AE", "VATEX-EU-AE", "odwrotne obciążenie")] }, null),
        ("Polish export", Delivered(PolishSale("FV/6", Zurich), "CH") with { Lines = [Line(1, 9_000, "G", 0)], VatGroups = [Exempt("G", "VATEX-EU-G", "eksport towarów")] }, null),
        ("Polish outside VAT", OutsideVat(PolishSale("FV/7", Zurich)) with { Lines = [Line(2, 800, "O", null)], VatGroups = [Exempt("O", "VATEX-EU-O", "nie podlega opodatkowaniu w Polsce")] }, null),
        ("Polish with discounts", PolishSale("FV/8") with
        {
            Lines = [Line(1, 100, rate: 23), Line(1, 50, rate: 23), Line(1, 62.45m, rate: 8)],
            Allowances = [Taken(10.01m, 23), Taken(1.25m, 8)], Charges = [new() { Amount = 15, VatCategory = "S", VatRate = 23, ReasonCode = "FC", Reason = "Transport" }],
        }, null),
        ("Polish in euros", PolishSale("FV/9") with { Currency = "EUR", VatCurrency = "PLN", Lines = [Line(3, 333.33m, rate: 23)] }, 4.2531m),
        ("Polish down payment", PolishSale("FV/10") with { Kind = "386", Lines = [Line(1, 5_000, rate: 23) with { Name = "Zaliczka do zamówienia Z-17" }] }, null),
        ("Polish rest", PolishSale("FV/11") with { Preceding = [Earlier("FV/10")], Lines = [Line(1, 20_000, rate: 23), Line(-1, 5_000, rate: 23) with { Name = "Zaliczka FV/10" }] }, null),
        ("Polish correction", PolishSale("FK/12") with { Kind = "384", Preceding = [Earlier("FV/1")], Lines = [Line(-2, 1_500, rate: 23)] }, null),
        ("Polish part credit", PolishSale("FK/13") with { Kind = "381", Preceding = [Earlier("FV/1")], Lines = [Line(1, 100, rate: 23)] }, null),
    ];

    private static EPeriod November => new() { From = new(2026, 11, 1), To = new(2026, 11, 30) };

    private static EParty Nordwerk => new()
    {
        Name = "Nordwerk GmbH",
        TradingName = "Nordwerk",
        Ids = [new("NW-1")],
        RegistrationId = new("HRB 12345"),
        VatId = "DE123456788",
        TaxNumber = "12/345/67890",
        LegalForm = "Geschäftsführerin: Anna Nord",
        ElectronicAddress = new("rechnung@nordwerk.example", "EM"),
        Address = new() { Line1 = "Werkstr. 1", Line2 = "Tor 3", City = "Görlitz", PostCode = "02826", Country = "DE" },
        Contact = new() { Name = "Anna Nord", Phone = "+49 3581 123456", Mail = "anna@nordwerk.example" },
    };

    private static EParty Nordwerk2 => new()
    {
        Name = "Nordwerk Polska Sp. z o.o.",
        RegistrationId = new("0000123456"),
        VatId = "PL5252248481",
        ElectronicAddress = new("faktury@nordwerk.example", "EM"),
        Address = new() { Line1 = "ul. Prosta 2", City = "Wrocław", PostCode = "50-001", Country = "PL" },
        Contact = new() { Name = "Ewa Nowak", Phone = "+48 71 1234567", Mail = "ewa@nordwerk.example" },
    };

    private static EParty Kunde => new()
    {
        Name = "Kunde & Söhne KG",
        VatId = "DE136695976",
        Ids = [new("10024")],
        ElectronicAddress = new("eingang@kunde.example", "EM"),
        Contact = new() { Name = "Kim Kauf", Phone = "+49 30 99", Mail = "kim@kunde.example" },
        Address = new() { Line1 = "Am Markt 5", Line3 = "Hinterhaus", City = "Berlin", PostCode = "10115", Region = "Berlin", Country = "DE" },
    };

    private static EParty Warsaw => new()
    {
        Name = "Klient Sp. z o.o.",
        VatId = "PL1132191233",
        ElectronicAddress = new("faktury@klient.example", "EM"),
        Address = new() { Line1 = "ul. Długa 7", City = "Warszawa", PostCode = "00-238", Country = "PL" },
    };

    private static EParty Zurich => new()
    {
        Name = "Käufer AG",
        RegistrationId = new("CHE-123.456.789"),
        ElectronicAddress = new("rechnungen@kaeufer.example", "EM"),
        Address = new() { Line1 = "Seestrasse 9", City = "Zürich", PostCode = "8002", Country = "CH" },
    };

    private static EInvoice Sale(string number, EParty? buyer = null) => new()
    {
        Profile = EProfile.XRechnung,
        Process = EProfile.BillingProcess,
        Number = number,
        Kind = "380",
        Currency = "EUR",
        IssuedOn = new(2026, 11, 20),
        DueOn = new(2026, 12, 20),
        References = new() { Buyer = "04011000-12345-34" },
        Seller = Nordwerk,
        Buyer = buyer ?? Kunde,
        Delivery = new() { DeliveredOn = new(2026, 11, 18) },
        PaymentMeans = [new() { Code = "58", Account = new() { Id = Iban, Name = "Nordwerk GmbH", Bank = "BYLADEM1001" } }],
        PaymentReference = number,
        PaymentTerms = "Zahlbar bis 20.12.2026 ohne Abzug.",
    };

    private static EInvoice PolishSale(string number, EParty? buyer = null) => Sale(number, buyer ?? Warsaw) with
    {
        Seller = Nordwerk2,
        Currency = "PLN",
        PaymentMeans = [new() { Code = "30", Account = new() { Id = PolishIban } }],
        PaymentTerms = "Płatność do 20.12.2026.",
    };

    private static EInvoice Delivered(EInvoice sale, string country) => sale with
    {
        Delivery = new() { Name = "Lager Süd", LocationId = new("4012345000009", "0088"), DeliveredOn = new(2026, 11, 18), Address = new() { Line1 = "Lagerweg 3", City = "Ort", PostCode = "12345", Country = country } },
    };

    private static EInvoice OutsideVat(EInvoice sale) => sale with { Seller = sale.Seller! with { VatId = null, TaxNumber = sale.Seller.TaxNumber ?? "5252248481" } };

    private static ELine Line(decimal quantity, decimal price, string category = "S", decimal? rate = 19, string unit = "C62") =>
        new() { Quantity = quantity, Unit = unit, Price = price, VatCategory = category, VatRate = rate, Name = "Fräsmaschine FX 3" };

    private static EAllowance Percent(decimal percent) => new() { Percent = percent, Reason = "Rabatt", ReasonCode = "95" };

    private static EAllowance Taken(decimal amount, decimal rate, decimal? of = null, decimal? percent = null) =>
        new() { Amount = amount, Base = of, Percent = percent, VatCategory = "S", VatRate = rate, Reason = "Nachlass", ReasonCode = "95" };

    private static EVatGroup Exempt(string category, string? code, string? reason) => new() { Category = category, ReasonCode = code, Reason = reason };

    private static EPrecedingInvoice Earlier(string number) => new() { Number = number, IssuedOn = new(2026, 11, 2) };

    private static EInvoice Finished((string Name, EInvoice Invoice, decimal? Rate) one) => (one.Invoice with
    {
        Lines = [.. one.Invoice.Lines.Select((line, index) => line with { Number = $"{index + 1}" })],
    }).WithTotals(one.Rate);
}
