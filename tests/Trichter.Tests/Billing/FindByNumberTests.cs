using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Deals.Find;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>Documents are found by the beginning of their number, as far as one may see them.</summary>
public sealed class FindByNumberTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.PrepareQuotesAsync();
        var deal = await desk.EnterAsync("Two excavators", "Straßenbau Petry AG");
        var order = await desk.OrderAsync(deal, [("BAGGER-22", "", "2", "", "Normal")]);
        await desk.DeliverAsync(order.Id, 2);
        await desk.BillAsync(order.Id, BillWhat.Delivered);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task With_and_without_separators_in_capitals_or_not_and_by_the_beginning()
    {
        foreach (var (typed, number) in new[] { ("RE-2026-00001", "RE-2026-00001"), ("re202600001", "RE-2026-00001"), ("RE 2026 00001", "RE-2026-00001"), ("re-2026", "RE-2026-00001"), ("AN2026", "AN-2026-00001"), ("ab/2026/00001", "AB-2026-00001") })
        {
            await desk.Browser.VisitAsync($"/search?q={Uri.EscapeDataString(typed)}");
            Assert.Contains(number, desk.Browser.Page.QuerySelectorAll("#found a").Select(link => link.TextContent));
        }

        Assert.Contains("Straßenbau Petry AG · Two excavators", desk.Browser.Text, StringComparison.Ordinal);
        foreach (var other in new[] { "RE-2026-00002", "E-2026-00001", "RE-2027" })
        {
            await desk.Browser.VisitAsync($"/search?q={other}");
            Assert.Contains("Nothing found", desk.Browser.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_does_not_see_the_deal_or_what_it_is_worth_finds_none()
    {
        await desk.HireAsync("Sam", Role.Seller, Visibility.Own);
        var sam = await desk.SignInAsync("Sam");
        await sam.VisitAsync("/search?q=RE-2026-00001");
        Assert.Contains("Nothing found", sam.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_leads_to_them()
    {
        var plan = await desk.App.PlanAsync(
            db => DocumentNumber.In("RE-2026")!.Among(db.Invoices.Select(its => new Numbered { Id = its.Id, DealId = its.DealId, Number = its.Number })).ToQueryString(),
            sql => System.Text.RegularExpressions.Regex.Replace(sql, @"@\w+", "'re2026'"));
        Assert.Contains("invoices_by_bare_number", plan, StringComparison.Ordinal);
    }
}
