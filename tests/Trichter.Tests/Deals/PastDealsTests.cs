using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.AsOf;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>The board of a day, rebuilt later from the ledger, equals the board of that day.</summary>
public sealed class PastDealsTests : IAsyncLifetime
{
    private const int Days = 20;
    private const int ChangesPerDay = 100;

    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync(withSampleData: true);
        await desk.EnterAsync("The first of many");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact, Trait("Database", "any")]
    public async Task Every_day_of_a_busy_month_with_two_thousand_changes_can_be_seen_again()
    {
        var seller = new BusySeller(desk, 20260303);
        var saved = new List<(DateOnly Day, List<string> Board)>();
        for (var round = 0; round < Days; round++)
        {
            await seller.ChangeAsync(ChangesPerDay);
            saved.Add((DateOnly.FromDateTime(desk.App.Clock.Now), await NowAsync()));
            desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        }

        foreach (var (day, board) in saved) Assert.Equal(board, await PastAsync(day));
        Assert.True(saved.Select(one => string.Join("|", one.Board)).Distinct().Count() == Days, "every day looks different");
    }

    [Fact]
    public async Task The_page_shows_yesterday_without_what_came_today()
    {
        await desk.EnterAsync("Entered yesterday");
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        await desk.EnterAsync("Entered today");

        await desk.Browser.VisitAsync("/deals/past/sales-cycle-7?view=list");
        Assert.Contains("Entered yesterday", desk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Entered today", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/deals/past/sales-cycle-7?day=2020-01-01");
        Assert.DoesNotContain("Entered yesterday", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sees_only_their_own_deals_sees_only_those_in_the_past()
    {
        await desk.HireAsync("Theo", Role.Seller, Visibility.Own);
        await desk.EnterAsync("Of the owner");
        await desk.EnterAsync("Of Theo", email: "theo@nordwerk.example");
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);

        var theo = await desk.SignInAsync("Theo");
        await theo.VisitAsync("/deals/past/sales-cycle-7?view=list");
        Assert.Contains("Of Theo", theo.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Of the owner", theo.Text, StringComparison.Ordinal);
    }

    private Task<List<string>> NowAsync() => desk.App.InDbAsync(async db =>
        (await db.Deals.AsNoTracking().ToListAsync()).Select(Said).Order(StringComparer.Ordinal).ToList());

    private async Task<List<string>> PastAsync(DateOnly day)
    {
        var process = await desk.App.InDbAsync(db => db.Processes.AsNoTracking().SingleAsync());
        var board = await desk.DoAsync<PastDeals, PastBoard>(past => past.OnAsync(process, day, null));
        Assert.Equal(board.Deals.Count(deal => deal.Outcome == Outcome.Open), board.Columns.Sum(column => column.Deals.Count));
        return [.. board.Deals.Select(Said).Order(StringComparer.Ordinal)];
    }

    private static string Said(Deal deal) => $"{deal.Name} {deal.CompanyName} {deal.StageId} {deal.StageEnteredAt:O} {deal.Outcome} {deal.ValueMinor} {deal.OwnerId}";
}
