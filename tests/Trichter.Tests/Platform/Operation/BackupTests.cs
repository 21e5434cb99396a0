using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Operation;
using Trichter.Platform.Operation.Backups;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform.Operation;

public sealed class BackupTests : IAsyncLifetime
{
    private Desk desk = null!;

    private App App => desk.App;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync(withSampleData: true);

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_backup_made_while_four_sellers_write_holds_one_moment()
    {
        using var stop = new CancellationTokenSource();
        var entered = 0;
        var sellers = Enumerable.Range(0, 4).Select(seller => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await desk.EnterAsync($"Digger {Interlocked.Increment(ref entered)}", company: $"Company {seller}");
        })).ToList();
        while (entered < 20) await Task.Delay(20);

        var path = await App.BackUpAsync();
        var before = entered;
        while (entered < before + 8) await Task.Delay(20);
        await stop.CancelAsync();
        await Task.WhenAll(sellers);

        using var copy = new App();
        await copy.RestoreAsync(path);
        Assert.Empty(await copy.UnwellAsync());
        var (deals, recorded, changes, ofLedger) = await copy.InDbAsync(async db => (
            await db.Deals.IgnoreQueryFilters().Select(deal => deal.Id).ToListAsync(),
            await db.Ledger.Where(entry => entry.Record == "Deal" && entry.Action == LedgerAction.Created).Select(entry => entry.RecordId).ToListAsync(),
            await db.Changes.Select(change => change.Id).ToListAsync(),
            await db.Ledger.Select(entry => entry.ChangeId).Distinct().ToListAsync()));
        Assert.Equal(recorded.Order(), deals.Order());
        Assert.Equal(changes.Order(), ofLedger.Order());
        Assert.InRange(deals.Count, 79 + 16, 79 + before + 4);
    }

    [Fact]
    public async Task What_is_restored_is_what_was_there_with_files_and_sign_in()
    {
        Directory.CreateDirectory(Path.Combine(App.Folder, "imports"));
        await File.WriteAllTextAsync(Path.Combine(App.Folder, "imports", "waiting.csv"), "id,name\n");
        var path = await App.BackUpAsync();

        using var copy = new App();
        await copy.RestoreAsync(path);

        Assert.Equal(await App.SumsAsync(), await copy.SumsAsync());
        Assert.Equal("id,name\n", await File.ReadAllTextAsync(Path.Combine(copy.Folder, "imports", "waiting.csv")));
        Assert.Empty(Directory.GetDirectories(copy.Folder, ".restoring-*"));
        var browser = await copy.SignInAsync();
        await browser.VisitAsync("/search?q=raupenb");
        Assert.Contains("Raupenbagger", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_runs_the_program_may_read_a_backup()
    {
        var path = await App.BackUpAsync();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_workspace_is_replaced_only_when_that_is_asked_for()
    {
        var path = await App.BackUpAsync();
        await desk.EnterAsync("Entered after the backup");
        var before = await App.SumsAsync();

        await Assert.ThrowsAsync<OperationException>(() => App.RestoreAsync(path));
        Assert.Equal(before, await App.SumsAsync());

        await App.RestoreAsync(path, replace: true);
        Assert.False(await App.InDbAsync(db => db.Deals.AnyAsync(deal => deal.Name == "Entered after the backup")));
        Assert.Empty(await App.UnwellAsync());
    }

    [Fact]
    public async Task A_torn_or_altered_backup_is_refused_and_nothing_changes()
    {
        var path = await App.BackUpAsync();
        var before = await App.SumsAsync();

        var torn = Path.Combine(App.Folder, "torn.zip");
        await File.WriteAllBytesAsync(torn, (await File.ReadAllBytesAsync(path))[..^2000]);
        await Assert.ThrowsAsync<OperationException>(() => App.RestoreAsync(torn, replace: true));

        var altered = Path.Combine(App.Folder, "altered.zip");
        File.Copy(path, altered);
        Copies.Tamper(altered, "tables/deals.jsonl", text => text.Replace("\"41260000\"", "\"1\"", StringComparison.Ordinal));
        var failure = await Assert.ThrowsAsync<OperationException>(() => App.RestoreAsync(altered, replace: true));
        Assert.Contains("deals.jsonl", failure.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(torn, "no archive at all");
        await Assert.ThrowsAsync<OperationException>(() => App.RestoreAsync(torn, replace: true));
        Assert.Equal(before, await App.SumsAsync());
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused_with_its_version()
    {
        var path = await App.BackUpAsync();
        Copies.Tamper(path, BackupManifest.Name, text => text
            .Replace("\"0001_spine.sql\"", "\"0001_spine.sql\", \"9999_from_the_future.sql\"", StringComparison.Ordinal)
            .Replace("\"program\": \"", "\"program\": \"77.", StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<OperationException>(() => App.RestoreAsync(path, replace: true));

        Assert.Contains("version 77.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_fails_half_way_leaves_the_old_data()
    {
        var path = await App.BackUpAsync();
        Copies.Tamper(path, "tables/stages.jsonl", _ => "", rightHash: true);
        await desk.EnterAsync("Entered after the backup");
        var before = await App.SumsAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => App.RestoreAsync(path, replace: true));

        Assert.Equal(before, await App.SumsAsync());
        Assert.Empty(await App.UnwellAsync());
    }

    [Fact]
    public async Task A_backup_cannot_write_outside_the_data_directory()
    {
        Directory.CreateDirectory(Path.Combine(App.Folder, "imports"));
        await File.WriteAllTextAsync(Path.Combine(App.Folder, "imports", "a.csv"), "x");
        var path = await App.BackUpAsync();
        Copies.Tamper(path, BackupManifest.Name, text => text.Replace("imports/a.csv", "imports/../../a.csv", StringComparison.Ordinal));

        await Assert.ThrowsAsync<OperationException>(() => App.RestoreAsync(path, replace: true));
        Copies.Tamper(path, BackupManifest.Name, text => text.Replace("imports/../../a.csv", "trichter.db", StringComparison.Ordinal));
        await Assert.ThrowsAsync<OperationException>(() => App.RestoreAsync(path, replace: true));
    }

    [Fact]
    public async Task A_backup_of_an_older_program_is_restored_and_upgraded()
    {
        using var old = new App(isEmpty: true);
        await using (var db = old.OpenDatabase()) await App.MakeOldAsync(db, "0009_imports.sql");
        var path = Path.Combine(App.Folder, "old.zip");
        await using (var db = old.OpenDatabase()) await new WriteBackup(new(old.Folder), TimeProvider.System).RunAsync(db, path);

        using var copy = new App();
        await copy.RestoreAsync(path);

        Assert.Empty(await copy.UnwellAsync());
        Assert.Equal((await App.SumsAsync())["deals"], (await copy.SumsAsync())["deals"]);
        Assert.True(await copy.InDbAsync(db => db.Database.SqlQueryRaw<int>("select cast(count(*) as integer) as \"Value\" from deal_totals").SingleAsync()) > 0);
    }

    [Fact]
    public async Task One_goes_back_to_an_older_program_by_its_backup()
    {
        var path = await App.BackUpAsync();
        await App.InDbAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("create table from_the_future (id uuid primary key)");
            return await db.Database.ExecuteSqlRawAsync("insert into migrations (name) values ('9999_from_the_future.sql')");
        });

        if (TestDatabase.IsPostgres)
        {
            await Assert.ThrowsAsync<OperationException>(() => App.RestoreAsync(path, replace: true));
            return;
        }

        await App.RestoreAsync(path, replace: true);
        Assert.Empty(await App.UnwellAsync());
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => App.InDbAsync(db => db.Database.ExecuteSqlRawAsync("select * from from_the_future")));
    }
}
