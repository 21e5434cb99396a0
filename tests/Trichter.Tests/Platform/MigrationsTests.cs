using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Storage;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform;

public sealed class MigrationsTests : IAsyncLifetime
{
    private readonly App app = new();

    public ValueTask InitializeAsync() => new(app.InDbAsync(async db =>
    {
        await Migrations.UpgradeAsync(db);
        return true;
    }));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_migrated_tables_hold_every_column_the_model_maps() => await app.InDbAsync(async db =>
    {
        foreach (var table in db.Model.GetRelationalModel().Tables)
        {
            var columns = string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""));
            await db.Database.ExecuteSqlRawAsync($"select {columns} from {table.Name}");
        }

        return true;
    });

    [Fact]
    public async Task Upgrading_twice_changes_nothing() => await app.InDbAsync(async db =>
    {
        await Migrations.UpgradeAsync(db);
        return true;
    });

    [Fact]
    public async Task A_failed_upgrade_leaves_the_old_schema_and_says_so()
    {
        var broken = await app.InDbAsync(db => Task.FromResult(Migrations.Embedded(db).Append(new("9990_good.sql", "create table half_way (id uuid primary key)"))
            .Append(new("9991_bad.sql", "create tabel nonsense")).ToDictionary()));

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => app.InDbAsync(async db =>
        {
            await Migrations.UpgradeAsync(db, broken);
            return true;
        }));

        Assert.Contains("9991_bad.sql", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => app.InDbAsync(db => db.Database.ExecuteSqlRawAsync("select * from half_way")));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await app.InDbAsync(db => db.Database.ExecuteSqlRawAsync("insert into migrations (name) values ('9999_from_the_future.sql')"));

        var failure = await Assert.ThrowsAsync<UpgradeException>(() => app.InDbAsync(async db =>
        {
            await Migrations.UpgradeAsync(db);
            return true;
        }));

        Assert.Contains("newer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_rise_also_within_one_millisecond()
    {
        var ids = Enumerable.Range(0, 20_000).Select(_ => Ids.New()).ToList();

        Assert.Equal(ids.OrderBy(id => id.ToString()), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }
}
