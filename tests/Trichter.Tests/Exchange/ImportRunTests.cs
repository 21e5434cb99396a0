using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Deals;
using Trichter.Exchange.Import;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

/// <summary>An import works in portions: it can be stopped, taken on by another node, cancelled, or only tried.</summary>
public sealed class ImportRunTests : IDisposable
{
    private readonly App app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task An_import_that_was_stopped_goes_on_after_the_last_finished_portion()
    {
        await app.SetUpAsync();
        var run = await app.PrepareAsync(ManyDeals(1800), ImportKind.Deals);

        await Assert.ThrowsAsync<OperationCanceledException>(() => StopAfterAsync(run, portions: 2));
        Assert.Equal(1000, await app.InDbAsync(db => db.Deals.CountAsync()));

        await app.WithAsync<RunImports, object?>(async imports =>
        {
            await imports.RunWaitingAsync();
            return null;
        });
        var done = await app.InDbAsync(db => db.Imports.SingleAsync());
        Assert.Equal((ImportState.Done, 1800, 1800), (done.State, done.RowsDone, done.Created));
        Assert.Equal(1800, await app.InDbAsync(db => db.Deals.CountAsync()));
        Assert.Equal(1800, await app.InDbAsync(db => db.Deals.Select(deal => deal.ExternalId).Distinct().CountAsync()));
        Assert.Equal(1, await app.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Deal)).Select(entry => entry.ChangeId).Distinct().CountAsync()));
    }

    [Fact]
    public async Task An_import_whose_node_went_silent_is_taken_on_after_a_minute()
    {
        await app.SetUpAsync();
        var run = await app.PrepareAsync(ManyDeals(10), ImportKind.Deals);
        await app.InDbAsync(db => db.Imports.ExecuteUpdateAsync(set => set.SetProperty(its => its.State, ImportState.Running).SetProperty(its => its.HeartbeatAt, app.Clock.Now)));

        foreach (var (seconds, expected) in new[] { (30, 0), (61, 10) })
        {
            app.Clock.Now = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc).AddSeconds(seconds);
            await app.WithAsync<RunImports, object?>(async imports =>
            {
                await imports.RunWaitingAsync();
                return null;
            });
            Assert.Equal(expected, await app.InDbAsync(db => db.Deals.CountAsync()));
        }
    }

    [Fact]
    public async Task A_cancelled_import_stops_before_its_next_portion()
    {
        await app.SetUpAsync();
        var run = await app.PrepareAsync(ManyDeals(1800), ImportKind.Deals);
        await app.WithAsync<RunImports, ImportRun>(imports =>
        {
            imports.AfterPortion = _ => Cancel(run.Id);
            return imports.RunNowAsync(run.Id);
        });
        Assert.Equal((ImportState.Cancelled, 500), await app.InDbAsync(async db => ((await db.Imports.SingleAsync()).State, await db.Deals.CountAsync())));
    }

    [Fact]
    public async Task A_dry_run_counts_everything_and_leaves_nothing()
    {
        await app.SetUpAsync();
        var csv = Encoding.UTF8.GetString(ManyDeals(1200)) + "1,Again,Acme,Zoe,1,\nx,Bad,Acme,Zoe,1,never\n";
        var run = await app.ImportTextAsync(csv, ImportKind.Deals, dryRun: true);
        Assert.Equal((1202, 1200, 1, 1), (run.RowsDone, run.Created, run.Updated, run.Refused));
        Assert.Equal((0, 0, 1, 0, 0), await app.InDbAsync(async db => (
            await db.Deals.CountAsync(), await db.Companies.CountAsync(), await db.Users.CountAsync(),
            await db.Transitions.CountAsync(), await db.Changes.CountAsync(change => change.Id == run.ChangeId))));
        Assert.Single(await app.RefusalsAsync(run));
    }

    private void Cancel(Guid id)
    {
        using var scope = app.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Db>().Imports.Where(run => run.Id == id).ExecuteUpdate(set => set.SetProperty(run => run.State, ImportState.Cancelled));
    }

    private Task<ImportRun> StopAfterAsync(ImportRun run, int portions) => app.WithAsync<RunImports, ImportRun>(imports =>
    {
        var stop = new CancellationTokenSource();
        imports.AfterPortion = _ =>
        {
            if (--portions == 0) stop.Cancel();
        };
        return imports.RunNowAsync(run.Id, stop.Token);
    });

    private static byte[] ManyDeals(int count) => Encoding.UTF8.GetBytes(
        "id,name,company,owner,value,created\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"{i},Deal {i},Company {i % 50},Seller {i % 7},{i},2026-01-{i % 28 + 1:00}\n")));
}
