using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation;
using Trichter.Platform.Operation.Backups;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform.Operation;

public sealed class MoveTests
{
    [Fact]
    public async Task A_workspace_moves_from_SQLite_to_PostgreSQL_and_back()
    {
        if (!TestDatabase.IsPostgres) Assert.Skip("Moving needs a PostgreSQL server: TEST_POSTGRES names none.");
        using var from = new App(onSqlite: true);
        await from.SetUpAsync("sales-cycle-7", withSampleData: true);
        using var to = new App();

        await using (var db = from.OpenDatabase()) await MoveDatabase.RunAsync(db, to.Postgres!);

        Assert.Equal(await from.SumsAsync(), await to.SumsAsync());
        Assert.Empty(await to.UnwellAsync());
        var browser = await to.SignInAsync();
        await browser.VisitAsync("/search?q=raupenb");
        Assert.Contains("Raupenbagger", browser.Text, StringComparison.Ordinal);

        using var back = new App(onSqlite: true);
        await back.RestoreAsync(await to.BackUpAsync());
        Assert.Equal(await to.SumsAsync(), await back.SumsAsync());
        Assert.Empty(await back.UnwellAsync());
    }

    [Fact]
    public async Task A_database_that_holds_a_workspace_is_not_moved_onto()
    {
        if (!TestDatabase.IsPostgres) Assert.Skip("Moving needs a PostgreSQL server: TEST_POSTGRES names none.");
        using var from = new App(onSqlite: true);
        await from.SetUpAsync();
        using var to = new App();
        await to.SetUpAsync();
        var before = await to.SumsAsync();

        await using var db = from.OpenDatabase();
        await Assert.ThrowsAsync<OperationException>(() => MoveDatabase.RunAsync(db, to.Postgres!));

        Assert.Equal(before, await to.SumsAsync());
    }

    [Fact]
    public async Task Odd_values_survive_the_way_through_a_backup()
    {
        using var app = new App();
        await app.SetUpAsync();
        const string odd = "tab\there, \"quotes\", back\\slash \\N, ünïcödé ☃ 𝄞\r\nnew line; '); drop table deals; --";
        await app.InDbAsync(db => db.Workspaces.ExecuteUpdateAsync(set => set.SetProperty(its => its.Name, odd)));
        var path = await app.BackUpAsync();

        using var copy = new App();
        await copy.RestoreAsync(path);

        Assert.Equal(odd, await copy.InDbAsync(db => db.Workspaces.Select(its => its.Name).SingleAsync()));
        await using var archive = await ZipFile.OpenReadAsync(path);
        Assert.Contains(archive.Entries, entry => entry.FullName == "tables/workspace.jsonl");
    }
}
