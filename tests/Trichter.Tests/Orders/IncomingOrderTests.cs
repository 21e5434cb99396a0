using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Offers.Quotes.Decide;
using Trichter.Orders;
using Trichter.Orders.Incoming;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Billing.EInvoices;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Orders;

/// <summary>Orders that come as files: taken at once where customer and prices are as agreed, else a person looks at each difference.</summary>
public sealed class IncomingOrderTests : IAsyncLifetime
{
    private static readonly OrderFile AsListed = new() { Lines = [("BAGGER-22", "", "3", "H87", "160000", "480000.00"), ("service", "", "2.5", "HUR", "118.00", "")] };
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public void The_files_of_these_tests_are_valid_orders_of_UBL() =>
        Assert.Empty(Schemas.Problems(XDocument.Parse(Encoding.UTF8.GetString((AsListed with { Quote = "AN-1" }).Bytes)), Schemas.Ubl()));

    [Fact]
    public async Task A_known_customer_at_the_prices_of_the_list_has_ordered_by_that()
    {
        await UploadAsync(AsListed);
        var order = await desk.App.InDbAsync(db => db.Orders.SingleAsync());
        Assert.Equal(("PO-77", petry.Id, "Baustelle Süd", "Wismar", 480_295_00), (order.CustomerNumber, order.DealId, order.DeliveryStreet, order.DeliveryCity, order.NetMinor));
        Assert.Contains("everything is as agreed", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(IncomingState.Taken, await StateAsync());
    }

    [Fact]
    public async Task An_article_number_that_is_missing_is_found_by_GTIN()
    {
        await desk.App.InDbAsync(db => db.Products.Where(product => product.Key == "BAGGER-22").ExecuteUpdateAsync(set => set.SetProperty(product => product.Gtin, "4006381333931")));
        await UploadAsync(new OrderFile { Lines = [("", "4006381333931", "1", "C62", "165000", "")] });
        Assert.Equal("BAGGER-22", await desk.App.InDbAsync(db => db.OrderLines.Select(line => line.Article).SingleAsync()));
    }

    [Fact]
    public async Task An_accepted_quote_is_answered_at_its_prices_and_not_at_those_of_the_list()
    {
        var quote = await AcceptedAsync();
        await UploadAsync(new OrderFile(Quote: quote.Number) { Lines = [("BAGGER-22", "", "2", "H87", "155000", "")] });
        var order = await desk.App.InDbAsync(db => db.Orders.SingleAsync());
        Assert.Equal((await desk.VersionAsync(quote.Id, version => version.Id), 310_000_00), (order.QuoteVersionId!.Value, order.NetMinor));
    }

    [Theory]
    [InlineData("BAGGER-22", "2", "154999.99", "", "their price is 154999.99, ours 155000")]
    [InlineData("BAGGER-22", "3", "155000", "", "they order 3, the quote says 2")]
    [InlineData("BAGGER-22", "2", "", "", "they name no price")]
    [InlineData("BAGGER-22", "2", "155000", "310000.01", "they count")]
    [InlineData("KRAN", "2", "155000", "", "we know no such product")]
    public async Task What_differs_from_the_quote_waits_and_says_why(string article, string quantity, string price, string net, string says)
    {
        await AcceptedAsync();
        await UploadAsync(new OrderFile { Lines = [(article, "", quantity, "H87", price, net)] });
        Assert.Contains(says, desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Orders.CountAsync()));
        Assert.Equal(IncomingState.Waiting, await StateAsync());
    }

    [Theory]
    [InlineData("ours", 480_000_00)]
    [InlineData("theirs", 479_999_97)]
    public async Task A_person_confirms_at_our_prices_or_at_theirs(string prices, long net)
    {
        await UploadAsync(new OrderFile { Lines = [("BAGGER-22", "", "3", "H87", "159999.99", "")] });
        await desk.Browser.SubmitAsync("form[action$='/confirm']", ("prices", prices));
        var order = await desk.App.InDbAsync(db => db.Orders.SingleAsync());
        Assert.Equal((net, new DateOnly(2026, 4, 30)), (order.NetMinor, order.PromisedOn!.Value));
        Assert.Equal(IncomingState.Taken, await StateAsync());
    }

    [Fact]
    public async Task Taken_by_a_person_and_taken_back_it_waits_again_and_can_be_taken_anew()
    {
        await UploadAsync(new OrderFile { Lines = [("BAGGER-22", "", "3", "H87", "159999.99", "")] });
        var page = desk.Browser.Address.PathAndQuery;
        await desk.Browser.SubmitAsync("form[action$='/confirm']", ("prices", "ours"));
        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Equal(IncomingState.Waiting, await StateAsync());

        await desk.Browser.VisitAsync(page);
        await desk.Browser.SubmitAsync("form[action$='/confirm']", ("prices", "theirs"));
        Assert.Equal([OrderState.Cancelled, OrderState.Taken], await desk.App.InDbAsync(db => db.Orders.OrderBy(order => order.Id).Select(order => order.State).ToListAsync()));
    }

    [Fact]
    public async Task Words_we_do_not_know_are_taken_at_their_price_and_taxed()
    {
        await UploadAsync(new OrderFile { Lines = [("KRAN", "", "1", "H87", "1000", "")] });
        var id = await desk.App.InDbAsync(db => db.IncomingOrders.Select(incoming => incoming.Id).SingleAsync());
        Assert.IsType<IncomingResult.Faulty>(await desk.DoAsync<TakeIncomingOrder, IncomingResult>(verb => verb.ConfirmAsync(id, new IncomingChoice(null, null, TheirPrices: false, null))));
        await desk.Browser.SubmitAsync("form[action$='/confirm']", ("prices", "theirs"));
        var order = await desk.App.InDbAsync(db => db.Orders.SingleAsync());
        Assert.Equal((1_000_00, 190_00), (order.NetMinor, order.VatMinor));
    }

    [Fact]
    public async Task The_same_file_twice_gives_one_order_and_the_same_number_in_another_file_too()
    {
        await UploadAsync(AsListed);
        await UploadAsync(AsListed);
        Assert.Contains("had come before", desk.Browser.Text, StringComparison.Ordinal);
        await UploadAsync(AsListed with { Lines = [("BAGGER-22", "", "1", "H87", "165000", "")] });
        Assert.Contains("had come before", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal((1, 1), (await desk.App.InDbAsync(db => db.Orders.CountAsync()), await desk.App.InDbAsync(db => db.IncomingOrders.CountAsync())));
    }

    [Fact]
    public async Task Two_who_send_the_same_file_at_once_make_one_order()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.DoAsync<TakeIncomingOrder, IncomingResult>(verb => verb.RunAsync("po.xml", AsListed.Bytes)))));
        Assert.Equal((1, 1), (await desk.App.InDbAsync(db => db.Orders.CountAsync()), await desk.App.InDbAsync(db => db.IncomingOrders.CountAsync())));
    }

    [Fact]
    public async Task A_customer_nobody_knows_is_chosen_by_a_person()
    {
        await UploadAsync(AsListed with { Vat = "DE811569869", Name = "Petry Holding" });
        Assert.Contains("We know no customer Petry Holding", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"{desk.Browser.Address.PathAndQuery}?company={petry.CompanyId}");
        await desk.Browser.SubmitAsync("form[action$='/confirm']");
        Assert.Equal(petry.CompanyId, await desk.App.InDbAsync(db => db.Orders.Select(order => order.CompanyId).SingleAsync()));
    }

    [Fact]
    public async Task Of_two_deals_nobody_guesses_one()
    {
        var other = await desk.EnterAsync("A crane", "Straßenbau Petry AG");
        await UploadAsync(AsListed);
        Assert.Contains("not certain which deal", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"{desk.Browser.Address.PathAndQuery}?deal={other.Id}");
        Assert.Contains("Everything is as agreed by now", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action$='/confirm']");
        Assert.Equal(other.Id, await desk.App.InDbAsync(db => db.Orders.Select(order => order.DealId).SingleAsync()));
    }

    [Fact]
    public async Task What_was_refused_may_come_again()
    {
        var wrong = AsListed with { Currency = "PLN" };
        await UploadAsync(wrong);
        Assert.Contains("They order in PLN, we offer in EUR", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action$='/reject']", ("reason", "Wrong currency"));
        Assert.Equal(IncomingState.Rejected, await StateAsync());
        await UploadAsync(AsListed);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Orders.CountAsync()));
    }

    [Theory]
    [InlineData("<!DOCTYPE Order [<!ENTITY a \"b\">]>", OrderFile.OrderOnly, "it holds what an order must not hold")]
    [InlineData("", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", "not an order as Peppol writes it")]
    public async Task Other_files_are_refused(string before, string profile, string says)
    {
        await UploadAsync(AsListed with { Before = before, Profile = profile });
        Assert.Contains(says, desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.IncomingOrders.CountAsync()));
    }

    [Fact]
    public void A_file_that_is_too_large_or_too_deep_is_not_read()
    {
        Assert.IsType<UblRead.Faulty>(ReadUblOrder.Read(new byte[ReadUblOrder.LargestFile + 1]));
        Assert.IsType<UblRead.Faulty>(ReadUblOrder.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 1000)) + string.Concat(Enumerable.Repeat("</a>", 1000)))));
    }

    [Fact]
    public async Task Strangers_neither_see_a_file_nor_settle_it()
    {
        await UploadAsync(AsListed with { Currency = "PLN" });
        var id = await desk.App.InDbAsync(db => db.IncomingOrders.Select(incoming => incoming.Id).SingleAsync());
        await desk.App.InDbAsync(async db => await db.Companies.ExecuteUpdateAsync(set => set.SetProperty(company => company.OwnerId, db.Users.Where(user => user.Email == App.OwnerEmail).Select(user => (Guid?)user.Id).First())));
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        var nina = await desk.SignInAsync("Nina");
        await nina.VisitAsync("/orders/incoming");
        Assert.DoesNotContain("PO-77", nina.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/orders/incoming/{id}", UriKind.Relative))).StatusCode);
        Assert.IsType<IncomingResult.NotFound>(await desk.DoAsync<TakeIncomingOrder, IncomingResult>(verb => verb.ConfirmAsync(id, new IncomingChoice(null, petry.Id, false, null)), "nina@nordwerk.example"));
        Assert.NotNull(await desk.DoAsync<TakeIncomingOrder, Told?>(verb => verb.RejectAsync(id, "no"), "nina@nordwerk.example"));
    }

    private async Task UploadAsync(OrderFile file)
    {
        await desk.Browser.VisitAsync("/orders/incoming");
        await desk.Browser.UploadAsync("form[enctype]", "file", "po.xml", file.Bytes);
    }

    private async Task<Trichter.Offers.Quotes.Quote> AcceptedAsync()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "155000", "Normal")]);
        await desk.SendAsync(quote.Id);
        Assert.Null(await desk.DoAsync<DecideQuote, Told?>(verb => verb.AcceptAsync(quote.Id, "Frau Petry", [])));
        return quote;
    }

    private Task<IncomingState> StateAsync() => desk.App.InDbAsync(db => db.IncomingOrders.Select(incoming => incoming.State).SingleAsync());
}
