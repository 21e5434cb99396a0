using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Tests.Support;

namespace Trichter.Tests.Demo;

public sealed class SampleDataTests : IDisposable
{
    private readonly App app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_sample_world_goes_with_one_undo_and_leaves_an_empty_board()
    {
        await app.SetUpAsync("sales-cycle-7", withSampleData: true);
        var change = await app.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Deal)).Select(entry => entry.ChangeId).Distinct().SingleAsync());

        Assert.IsType<UndoResult.Undone>(await app.WithAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true)));

        Assert.Equal((0, 0, 0, 0, 0), await app.InDbAsync(async db => (
            await db.Deals.CountAsync(), await db.Companies.CountAsync(), await db.People.CountAsync(), await db.Transitions.CountAsync(), await db.Activities.CountAsync())));
        Assert.Equal([App.OwnerEmail], await app.InDbAsync(db => db.Users.Where(user => user.DisabledAt == null).Select(user => user.Email).ToListAsync()));
        var browser = await app.SignInAsync();
        await browser.VisitAsync("/search?q=Petry");
        Assert.DoesNotContain("Petry GmbH", browser.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
