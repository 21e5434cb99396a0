using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Tests.Deals;
using Trichter.Tests.Support;

namespace Trichter.Tests.Ledger;

/// <summary>Whatever a busy seller did can be taken back, one change after the other, down to the empty workspace.</summary>
public sealed class UndoEverythingTests : IAsyncLifetime
{
    private const int Changes = 400;

    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Taking_back_everything_in_reverse_order_leaves_an_empty_workspace()
    {
        var before = await desk.App.InDbAsync(db => db.Changes.Select(change => change.Id).ToListAsync());
        await new BusySeller(desk, 20261125).ChangeAsync(Changes);
        Assert.True(await desk.App.InDbAsync(db => db.Deals.AnyAsync()));

        var undone = 0;
        while (await LastAsync(before) is { } last)
        {
            var result = await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true));
            Assert.True(result is UndoResult.Undone, $"{undone} changes taken back, then {result}");
            undone++;
        }

        Assert.True(undone > Changes / 3, $"{undone} changes");
        Assert.Equal((0, 0, 0), await desk.App.InDbAsync(async db => (await db.Deals.CountAsync(), await db.Companies.CountAsync(), await db.Transitions.CountAsync())));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Database.SqlQueryRaw<int>("select cast(coalesce(sum(deals), 0) as integer) as \"Value\" from deal_totals").SingleAsync()));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Database.SqlQueryRaw<int>("select cast(coalesce(sum(deals), 0) as integer) as \"Value\" from funnel_totals").SingleAsync()));
        await desk.Browser.VisitAsync("/deals");
        Assert.Contains("No deals here yet", desk.Browser.Text, StringComparison.Ordinal);
    }

    /// <summary>The latest change that nobody has taken back and that takes back nothing itself.</summary>
    private Task<Guid?> LastAsync(List<Guid> before) => desk.App.InDbAsync(db => db.Changes
        .Where(change => change.UndoneBy == null && change.Undoes == null && !before.Contains(change.Id))
        .OrderByDescending(change => change.Id).Select(change => (Guid?)change.Id).FirstOrDefaultAsync());
}
