using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.AsOf;
using Trichter.Deals.Close;
using Trichter.Deals.Move;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>The board of a day, rebuilt later from the ledger, equals the board of that day.</summary>
public sealed class PastDealsTests : IAsyncLifetime
{
    private const int Days = 12;
    private const int ChangesPerDay = 25;

    private readonly Random dice = new(20260303);
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync(withSampleData: true);
        await desk.EnterAsync("The first of many");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Every_day_of_a_busy_fortnight_can_be_seen_again()
    {
        var saved = new List<(DateOnly Day, List<string> Board)>();
        for (var round = 0; round < Days; round++)
        {
            for (var change = 0; change < ChangesPerDay; change++) await ChangeAsync(dice.Next(8));
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

    private async Task ChangeAsync(int what)
    {
        var deals = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().OrderBy(deal => deal.Id).ToListAsync());
        var deal = deals[dice.Next(deals.Count)];
        var stages = (await desk.VersionAsync()).Stages;
        switch (what)
        {
            case 0:
                await desk.EnterAsync($"Deal {dice.Next()}");
                break;
            case 1 or 2 or 3:
                await desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync(deal.Id, stages[dice.Next(stages.Count)].Id, [], "Hurry"));
                break;
            case 4:
                await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(Outcome.Disqualified, null, "", null, "")));
                break;
            case 5:
                await desk.DoAsync<ChangeDeal, bool>(verb => verb.DeleteAsync(deal.Id));
                break;
            case 6:
                await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(
                    deal.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["value"] = $"{dice.Next(9999)}.50" }, null));
                break;
            default:
                var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
                await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true));
                break;
        }
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
