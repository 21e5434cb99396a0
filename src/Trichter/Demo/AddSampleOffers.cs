using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Offers.Negotiation;
using Trichter.Offers.Prices;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Offers.Vat;
using Trichter.Platform.Language;

namespace Trichter.Demo;

/// <summary>What Nordwerk sells and for how much, and a quote for Petry that is still being written.</summary>
internal sealed class AddSampleOffers(Db db, Change change)
{
    private static readonly (string Key, string De, string Pl, string En, ProductKind Kind, string Unit, Interval Interval, int? Term, decimal Price, decimal Cost)[] Range =
    [
        ("RB-22", "Raupenbagger 22 t", "Koparka gąsienicowa 22 t", "Crawler excavator 22 t", ProductKind.Goods, "H87", Interval.Once, null, 186_250m, 151_000m),
        ("MB-26", "Minibagger 2,6 t", "Minikoparka 2,6 t", "Mini excavator 2.6 t", ProductKind.Goods, "H87", Interval.Once, null, 32_900m, 26_100m),
        ("RL-18", "Radlader 18 t", "Ładowarka kołowa 18 t", "Wheel loader 18 t", ProductKind.Goods, "H87", Interval.Once, null, 248_000m, 204_500m),
        ("TR-20", "Tiltrotator für 20 bis 26 t", "Tiltrotator do 20–26 t", "Tiltrotator for 20 to 26 t", ProductKind.Goods, "H87", Interval.Once, null, 31_400m, 24_800m),
        ("LF-150", "Tieflöffel 1,5 m", "Łyżka 1,5 m", "Bucket 1.5 m", ProductKind.Goods, "H87", Interval.Once, null, 2_890m, 1_950m),
        ("OEL-HY", "Hydrauliköl HVLP 46", "Olej hydrauliczny HVLP 46", "Hydraulic oil HVLP 46", ProductKind.Goods, "LTR", Interval.Once, null, 4.35m, 2.9m),
        ("WT-STD", "Technikerstunde", "Godzina pracy technika", "Technician, one hour", ProductKind.Service, "HUR", Interval.Once, null, 118m, 62m),
        ("SV-36", "Servicevertrag Raupenbagger", "Umowa serwisowa na koparkę", "Service contract, crawler excavator", ProductKind.Service, "MON", Interval.Month, 36, 410m, 265m),
        ("MIETE-RAM", "Ramme, Miete", "Kafar, wynajem", "Pile driver, rental", ProductKind.Rental, "MON", Interval.Month, 4, 3_435m, 1_900m),
        ("FRACHT", "Anlieferung mit Tieflader", "Dostawa naczepą niskopodwoziową", "Delivery by low loader", ProductKind.Service, "LS", Interval.Once, null, 1_150m, 890m),
    ];

    public void ToWorkspace(string currency)
    {
        var list = new PriceList { Name = "Listenpreise", Currency = currency };
        db.PriceLists.Add(list);
        foreach (var its in Range)
        {
            var product = new Product
            {
                Key = its.Key,
                Name = new Localized(its.En, its.De, its.Pl),
                Kind = its.Kind,
                Unit = its.Unit,
                Interval = its.Interval,
                MinimumTerm = its.Term,
                Cost = Micros.Plain(its.Cost),
                CostCurrency = currency,
            };
            product.RefreshFindBy();
            db.Products.Add(product);
            db.PriceRows.Add(new PriceRow { ListId = list.Id, ProductId = product.Id, Price = Micros.Plain(its.Price) });
        }
    }

    public void To(Deal deal, int index)
    {
        if (index != 0) return;

        var today = DateOnly.FromDateTime(change.Now);
        var quote = new Quote { DealId = deal.Id, Number = "AN-MUSTER-1", CreatedAt = change.Now, CreatedBy = deal.OwnerId };
        var version = new QuoteVersion
        {
            QuoteId = quote.Id,
            DealId = deal.Id,
            Number = 1,
            Language = "de",
            Currency = deal.Currency,
            Title = deal.Name,
            Intro = "Sehr geehrte Frau Petry,\nvielen Dank für das Gespräch auf Ihrer Baustelle. Wie besprochen bieten wir Ihnen an:",
            DeliveryTerms = "frei Baustelle Rostock, Kalenderwoche 8",
            PaymentDays = 14,
            ValidUntil = today.AddDays(30),
            BuyerName = deal.CompanyName,
            BuyerContact = "Andrea Petry",
            BuyerStreet = "Industriestraße 8",
            BuyerPostalCode = "18069",
            BuyerCity = "Rostock",
            BuyerCountry = "DE",
            CreatedAt = change.Now,
        };
        var lines = new List<QuoteLine>
        {
            Line(version, 0, LineKind.Heading, "", 0),
            Line(version, 1, LineKind.Normal, "RB-22", 2),
            Line(version, 2, LineKind.Normal, "LF-150", 2),
            Line(version, 3, LineKind.Optional, "TR-20", 1),
            Line(version, 4, LineKind.Normal, "FRACHT", 1),
            Line(version, 5, LineKind.Normal, "SV-36", 2),
        };
        lines[1].Discount = 2.5m;
        QuoteTotals.Of(version, lines).WriteTo(version);
        db.AddRange(quote, version);
        db.QuoteLines.AddRange(lines);
        db.Asks.AddRange(
            new Ask { DealId = deal.Id, Side = CommitmentSide.Customer, Subject = "5 % Nachlass auf die Bagger", Importance = 4, NotedAt = change.Now },
            new Ask { DealId = deal.Id, Side = CommitmentSide.Customer, Subject = "Einweisung der Fahrer auf der Baustelle", Importance = 3, NotedAt = change.Now },
            new Ask { DealId = deal.Id, Side = CommitmentSide.Us, Subject = "Bestellung noch in diesem Monat", Importance = 5, NotedAt = change.Now });
    }

    private QuoteLine Line(QuoteVersion version, int position, LineKind kind, string key, decimal quantity)
    {
        var line = new QuoteLine { VersionId = version.Id, DealId = version.DealId, Key = Platform.Storage.Ids.New(), Position = position, Kind = kind, Name = "Maschinen und Service" };
        if (db.Products.Local.FirstOrDefault(product => product.Key == key) is not { } its) return line;

        var row = db.PriceRows.Local.First(price => price.ProductId == its.Id);
        (line.ProductId, line.Article, line.Name, line.Unit, line.Quantity) = (its.Id, its.Key, its.Name.De, its.Unit, quantity);
        (line.Price, line.ListPrice, line.PriceRowId, line.Cost) = (row.Price, row.Price, row.Id, its.Cost);
        (line.Interval, line.Term, line.TaxClass, line.VatCategory, line.VatRate) = (its.Interval, its.MinimumTerm, TaxClass.Standard, VatCategory.S, 19);
        return line;
    }
}
