using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Exchange.Import;
using Trichter.Ledger;
using Trichter.Offers.Prices;
using Trichter.Offers.Products;
using Trichter.Offers.Vat;
using Trichter.Orders;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

/// <summary>Products, prices and orders of the system before this one come in from files.</summary>
public sealed class ImportSalesTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Products_come_in_in_the_words_of_the_file_and_are_taken_back_as_a_whole()
    {
        const string csv = "Artikelnummer;Bezeichnung;Kind;Einheit;Steuer;Kosten;EAN;Lagerplatz\nloeffel-60;Tieflöffel 60 cm;Ware;Stück;;812,5;4006381333931;A7\nSERVICE;Wartung vor Ort;Dienstleistung;Std.;;41;;\nX1;Ohne Einheit;Ware;Kübel;;;;\nLOEFFEL-60;Tieflöffel 60 cm;Ware;szt.;;812,5;4006381333931;A7\n";
        var run = await desk.App.ImportTextAsync(csv, ImportKind.Products);

        Assert.Equal([(4, "Einheit", "Choose a unit of the list.")], (await desk.App.RefusalsAsync(run)).Select(refusal => (refusal.Line, refusal.ColumnName, Sentence.Read(refusal.Reason).Key)));
        Assert.Equal((1, 2, 0, 1), (run.Created, run.Updated, run.Unchanged, run.Refused));
        Assert.Contains(Importing.NoticesOf(run), notice => notice is { Kind: NoticeKind.LeftOut, Column: "Lagerplatz" });
        var products = await ProductsAsync();
        Assert.Equal(("Tieflöffel 60 cm", ProductKind.Goods, "H87", TaxClass.Standard, 812.5m, "EUR"), Words(products["LOEFFEL-60"]));
        Assert.Equal(("Wartung vor Ort", ProductKind.Service, "HUR", TaxClass.Standard, 41m, "EUR"), Words(products["SERVICE"]));

        Assert.IsType<UndoResult.Undone>(await desk.App.UndoAsync(run));
        Assert.Equal("Wartung", (await ProductsAsync())["SERVICE"].Name.De);
        Assert.Equal(4, (await desk.App.ImportTextAsync(csv, ImportKind.Products, dryRun: true)).RowsDone);
    }

    [Fact]
    public async Task Prices_enter_their_lists_along_and_what_a_list_says_otherwise_is_refused()
    {
        var run = await desk.App.ImportTextAsync("""
            Preisliste;Artikel;Preis;ab Menge;Kunde;Gültig ab
            Standard;BAGGER-22;164.000,00;1;;
            Standard;SERVICE;120;10;;
            Petry 2026;BAGGER-22;158.000;1;Straßenbau Petry AG;01.01.2026
            Petry 2026;SERVICE;99,123456;1;Straßenbau Petry AG;01.02.2026
            Petry 2026;BOHRER;5;1;;
            """, ImportKind.Prices);

        Assert.Equal((2, 1, 0, 2), (run.Created, run.Updated, run.Unchanged, run.Refused));
        Assert.Equal(["Gültig ab", "Artikel"], (await desk.App.RefusalsAsync(run)).Select(refusal => refusal.ColumnName));
        var lists = await desk.App.InDbAsync(db => db.PriceLists.AsNoTracking().OrderBy(list => list.Name).ToListAsync());
        Assert.Equal([("Petry 2026", PriceAudience.Customer, new DateOnly(2026, 1, 1)), ("Standard", PriceAudience.All, null)], lists.ConvertAll(list => (list.Name, list.Audience, list.ValidFrom)));
        var rows = await desk.App.InDbAsync(db => db.PriceRows.AsNoTracking().Where(row => row.ListId == lists[1].Id).OrderBy(row => row.Price).Select(row => row.Price).ToListAsync());
        Assert.Equal([118m, 120m, 160000m, 164000m], rows);
        Assert.Equal(3, (await desk.App.ImportTextAsync("list,product,price,from_quantity\nStandard,BAGGER-22,164000,1\nStandard,SERVICE,120,10\nStandard,SERVICE,118,\n", ImportKind.Prices)).Unchanged);
    }

    [Fact]
    public async Task A_price_for_a_hundred_is_not_replaced_by_one_for_a_piece_and_countries_are_codes()
    {
        await desk.ProductAsync("SCHRAUBE", "Schraube M8");
        Assert.Equal(1, (await desk.App.ImportTextAsync("list,product,price,per\nStandard,SCHRAUBE,250,100\n", ImportKind.Prices)).Created);
        var run = await desk.App.ImportTextAsync("list,product,price\nStandard,SCHRAUBE,2.60\n", ImportKind.Prices);
        Assert.Equal((0, 1), (run.Updated, run.Refused));
        run = await desk.App.ImportTextAsync("list,product,price,country\nPolen,SCHRAUBE,2.60,Polen\nPL,SCHRAUBE,2.60,pl\n", ImportKind.Prices);
        Assert.Equal((1, 1), (run.Created, run.Refused));

        Assert.Equal(1, (await desk.App.ImportTextAsync("number,deal,ordered_on,article,quantity,price\nS-1,Two excavators,2026-02-03,SCHRAUBE,200,2\n", ImportKind.Orders)).Created);
        Assert.Equal(2.5m, await desk.App.InDbAsync(db => db.OrderLines.Where(line => line.Article == "SCHRAUBE").Select(line => line.ListPrice).SingleAsync()));
    }

    [Fact]
    public async Task Orders_come_in_whole_or_not_at_all_once_and_what_was_delivered_counts()
    {
        const string csv = """
            Auftragsnummer;Verkaufschance;Bestelldatum;Liefertermin;Geliefert am;Artikel;Bezeichnung;Menge;ME;Preis;Rabatt
            ERP-1;Two excavators;02.02.2026;01.03.2026;20.02.2026;BAGGER-22;;2;Stk;150000;5
            ERP-2;Two excavators;03.02.2026;;;SERVICE;;10;h;;
            ERP-1;Two excavators;02.02.2026;;;;Fracht;1;psch;900;
            ERP-3;Two excavators;03.02.2026;;;SERVICE;;4;h;;
            ERP-3;Two excavators;03.02.2026;;;;Schmierfett;0;kg;5;
            ERP-4;Nobody's deal;03.02.2026;;;SERVICE;;1;h;;
            """;
        var run = await desk.App.ImportTextAsync(csv, ImportKind.Orders);

        Assert.Equal((3, 3), (run.Created, run.Refused));
        Assert.Equal([(5, "", "Another line of this order does not fit."), (6, "Menge", "A quantity above zero."), (7, "Verkaufschance", "There is no such deal.")],
            (await desk.App.RefusalsAsync(run)).Select(refusal => (refusal.Line, refusal.ColumnName, Sentence.Read(refusal.Reason).Key)));
        var orders = await desk.App.InDbAsync(db => db.Orders.AsNoTracking().OrderBy(order => order.CustomerNumber).ToListAsync());
        Assert.Equal([("ERP-1", OrderState.Confirmed, 28590000L, "AB-2026-00001"), ("ERP-2", OrderState.Taken, 118000L, "AB-2026-00002")],
            orders.ConvertAll(order => (order.CustomerNumber, order.State, order.NetMinor, order.Number)));
        Assert.Equal([2m], (await desk.App.InDbAsync(db => db.Deliveries.AsNoTracking().SingleAsync())).Items.Select(item => item.Quantity));

        var again = await desk.App.ImportTextAsync(csv, ImportKind.Orders);
        Assert.Equal((0, 3, 3), (again.Created, again.Unchanged, again.Refused));
        Assert.IsType<UndoResult.Undone>(await desk.App.UndoAsync(run));
        Assert.All(await desk.App.InDbAsync(db => db.Orders.AsNoTracking().Where(order => order.DealId == petry.Id).ToListAsync()), order => Assert.Equal(OrderState.Cancelled, order.State));
    }

    [Fact]
    public async Task The_same_number_at_two_deals_of_one_customer_is_refused_the_second_time()
    {
        await desk.EnterAsync("Service for a year", "Straßenbau Petry AG");
        var run = await desk.App.ImportTextAsync("number,deal,ordered_on,article,quantity\nP-1,Two excavators,2026-02-03,SERVICE,1\nP-1,Service for a year,2026-02-03,SERVICE,2\n", ImportKind.Orders);
        Assert.Equal((1, 0, 1), (run.Created, run.Unchanged, run.Refused));
    }

    [Fact]
    public async Task A_large_file_of_orders_comes_in_in_portions_that_never_part_an_order()
    {
        var lines = Enumerable.Range(0, 700).Select(line => $"P-{line % 3},Two excavators,2026-02-03,SERVICE,{1 + line}");
        var run = await desk.App.ImportTextAsync("number,deal,ordered_on,article,quantity\n" + string.Join('\n', lines), ImportKind.Orders);
        Assert.Equal((700, 0), (run.Created, run.Refused));
        Assert.Equal([234, 233, 233], await desk.App.InDbAsync(db => db.Orders.OrderBy(order => order.CustomerNumber).Select(order => db.OrderLines.Count(line => line.OrderId == order.Id)).ToListAsync()));
    }

    [Fact]
    [Trait("Database", "any")]
    public async Task Who_may_not_edit_products_imports_none_and_who_sees_no_margins_no_costs()
    {
        await desk.HireAsync("Mira", Role.Marketing);
        var marketing = await desk.SignInAsync("Mira");
        await marketing.VisitAsync("/import?kind=Products");
        Assert.DoesNotContain("Prices of products", marketing.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/products");
        await desk.Browser.VisitAsync("/import?kind=Products");
        Assert.Equal("Products", desk.Browser.Page.QuerySelector("select[name=kind] option[selected]")!.GetAttribute("value"));
    }

    private Task<Dictionary<string, Product>> ProductsAsync() => desk.App.InDbAsync(db => db.Products.AsNoTracking().ToDictionaryAsync(product => product.Key));

    private static (string, ProductKind, string, TaxClass, decimal, string) Words(Product its) => (its.Name.De, its.Kind, its.Unit, its.TaxClass, its.Cost!.Value, its.CostCurrency);

}
