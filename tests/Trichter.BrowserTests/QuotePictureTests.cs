using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Offers.Quotes.Decide;
using Trichter.Offers.Quotes.Edit;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Tests.Offers.Quotes;

namespace Trichter.BrowserTests;

public sealed class QuotePictureTests(Chromium chromium) : Journey(chromium)
{
    /// <summary>High enough to see a page to its end.</summary>
    private const int Tall = 2400;

    private static readonly LineTyped[] Lines =
    [
        WrittenQuotes.Of("BAGGER-22", "2"),
        WrittenQuotes.Of("SERVICE", "10"),
        WrittenQuotes.Optional("Tiltrotator mit Schnellwechsler und Adapterplatte für alle Anbaugeräte des Vorgängers", "12000"),
    ];

    [Theory, MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task Quote_offer_and_order_fit_their_window(ColorScheme scheme, string width)
    {
        await SetUpAsync("sales-cycle-7", "de", withSampleData: false);
        var deal = await Desk.PrepareQuotesAsync();
        var (draft, sent, accepted) = (await Desk.BeginAsync(deal.Id), await Desk.BeginAsync(deal.Id), await Desk.BeginAsync(deal.Id));
        foreach (var open in new[] { draft, sent, accepted }) await Desk.WriteAsync(open, Lines);
        var secret = await Desk.SendAsync(sent.Quote.Id);
        await Desk.SendAsync(accepted.Quote.Id);
        Assert.Null(await Desk.DoAsync<DecideQuote, Told?>(verb => verb.AcceptAsync(accepted.Quote.Id, "Frau Petry", [])));
        var order = Assert.IsType<OrderResult.Taken>(await Desk.DoAsync<TakeOrder, OrderResult>(verb => verb.RunAsync(accepted.Version.Id, new OrderDraft("B-4711", new DateOnly(2026, 3, 2), null)))).Order;

        var screen = Screens.Showing(scheme, width, "de-DE");
        screen.ViewportSize!.Height = Tall;
        await OpenAsync(screen);
        await SignInAsync();
        foreach (var (name, address) in new[]
        {
            ("quote", $"/quotes/{draft.Quote.Id}"), ("quote-check", $"/quotes/{draft.Quote.Id}/send"), ("quote-sent", $"/quotes/{sent.Quote.Id}"), ("offer", $"/offer/{secret}"), ("order", $"/orders/{order.Id}"),
            ("quotes", "/quotes"), ("orders", "/orders"),
        })
        {
            await Page.GotoAsync(address);
            await Page.EvaluateAsync("document.querySelectorAll('main details').forEach(closed => { closed.open = true })");
            await AssertNothingSticksOutAsync();
            await Screens.KeepAsync(Page, Path.Combine("artifacts", "screens"), $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}");
        }
    }
}
