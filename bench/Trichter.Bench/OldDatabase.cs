using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Storage;

namespace Trichter.Bench;

/// <summary>A database as a program of long ago left it, with a workspace and some companies, so that the upgrade has something to back up.</summary>
internal static class OldDatabase
{
    private const string Last = "0009_imports.sql";
    private const int Companies = 5000;

    public static async Task MakeAsync(Server server)
    {
        await server.MakeDatabaseAsync();
        await using var connection = server.OpenDatabase();
        await using var db = Open(connection is SqliteConnection, connection.ConnectionString);
        await Migrations.UpgradeAsync(db, Migrations.Embedded(db).Where(file => string.CompareOrdinal(file.Key, Last) <= 0).ToDictionary());

        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"insert into workspace (id, name, language, time_zone, currency, created_at, version) values ({Guid.NewGuid()}, 'Old', 'en', 'Europe/Berlin', 'EUR', {DateTime.UtcNow}, 1)");
        for (var n = 0; n < Companies; n++)
            await db.Database.ExecuteSqlAsync($"insert into search_entries (id, kind, title, detail, text) values ({Guid.NewGuid()}, 'Company', {Name(n)}, '', {Name(n)})");
        await transaction.CommitAsync();
    }

    /// <summary>How many files the upgrade runs.</summary>
    public static int Missing(bool onPostgres)
    {
        using var db = Open(!onPostgres, onPostgres ? "Host=nowhere" : "Data Source=:memory:");
        return Migrations.Embedded(db).Keys.Count(file => string.CompareOrdinal(file, Last) > 0);
    }

    private static DbContext Open(bool onSqlite, string connection) => new(onSqlite
        ? new DbContextOptionsBuilder().UseSqlite(connection).Options
        : new DbContextOptionsBuilder().UseNpgsql(connection).Options);

    private static string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"company {n}");
}
