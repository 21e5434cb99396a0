using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Trichter.Platform.Operation.Backups;
using Trichter.Platform.Operation.Tables;
using Trichter.Platform.Storage;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform.Operation;

public sealed class UpgradeTests : IAsyncLifetime
{
    private readonly App today = new();
    private readonly App old = new(isEmpty: true);

    public async ValueTask InitializeAsync()
    {
        await today.SetUpAsync("sales-cycle-7", withSampleData: true);
        await using var db = old.OpenDatabase();
        await today.MakeOldAsync(db, "0009_imports.sql");
    }

    public async ValueTask DisposeAsync()
    {
        await today.DisposeAsync();
        await old.DisposeAsync();
    }

    [Fact]
    public async Task An_old_database_is_backed_up_and_upgraded_in_one_go()
    {
        var deals = await old.InDbAsync(db => db.Deals.CountAsync());

        Assert.Equal(79, deals);
        Assert.Empty(await old.UnwellAsync());
        Assert.Equal(await today.InDbAsync(TotalsAsync), await old.InDbAsync(TotalsAsync));
        var backup = Assert.Single(Directory.GetFiles(Path.Combine(old.Folder, "backups"), "*.zip"));
        await using var file = await BackupFile.OpenAsync(backup);
        Assert.Equal("0009_imports.sql", file.Manifest.Migrations[^1]);
        Assert.Equal(79, file.Manifest.Tables.Single(part => part.Table.Name == "deals").Rows);
    }

    [Fact]
    public async Task Without_a_backup_the_database_is_not_upgraded_unless_that_is_said()
    {
        await File.WriteAllTextAsync(Path.Combine(old.Folder, "backups"), "in the way");
        await using var db = old.OpenDatabase();

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => Upgrade([]).RunAsync(db));
        Assert.Contains("backup", failure.Message, StringComparison.Ordinal);
        Assert.False(await HasAsync(db, "deal_totals"));

        await Upgrade(new() { ["Backup:BeforeUpgrade"] = "false" }).RunAsync(db);
        Assert.True(await HasAsync(db, "deal_totals"));
    }

    [Fact]
    public void The_last_five_backups_are_kept()
    {
        var folder = Directory.CreateDirectory(Path.Combine(old.Folder, "backups")).FullName;
        var names = Enumerable.Range(1, 8).Select(day => KeepBackups.NameAt(new DateTime(2026, 3, day, 9, 0, 0, DateTimeKind.Utc))).ToList();
        foreach (var name in names.Append("made-by-hand.zip")) File.WriteAllText(Path.Combine(folder, name), "");

        KeepBackups.RemoveOld(folder);

        Assert.Equal(names[3..].Append("made-by-hand.zip").Order(), Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Every_table_of_the_schema_can_be_copied()
    {
        await using var db = today.OpenDatabase();
        await db.Database.OpenConnectionAsync();

        var known = (await Catalogue.TablesAsync(db.Database.GetDbConnection(), CancellationToken.None)).Select(table => table.Name);

        Assert.Empty(await today.InDbAsync(its => Task.FromResult(its.Model.GetRelationalModel().Tables.Select(table => table.Name).Except(known).ToList())));
    }

    private UpgradeDatabase Upgrade(Dictionary<string, string?> settings)
    {
        var data = new DataDirectory(old.Folder);
        return new(data, new WriteBackup(data, old.Clock), old.Clock, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    private static async Task<bool> HasAsync(DbContext db, string table)
    {
        await db.Database.OpenConnectionAsync();
        return (await Catalogue.TablesAsync(db.Database.GetDbConnection(), CancellationToken.None)).Any(its => its.Name == table);
    }

    private static async Task<string> TotalsAsync(Db db) => string.Join(", ", await db.Database.SqlQueryRaw<string>(
        "select outcome || ' ' || sum(deals) || ' ' || sum(value_minor) as \"Value\" from deal_totals group by outcome order by outcome").ToListAsync());
}
