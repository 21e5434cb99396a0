using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trichter.Platform.Storage;

/// <summary>
/// Runs the numbered .sql files of this folder, each once, in order, all in one transaction: a failure leaves the old schema.
/// A file named *.sqlite.sql or *.postgres.sql runs on that database only.
/// </summary>
internal static class Migrations
{
    private const long UpgradeLock = 0x7472696368746572;
    private static readonly Assembly Assembly = typeof(Migrations).Assembly;
    private static readonly string Prefix = typeof(Migrations).FullName + ".";

    /// <exception cref="UpgradeException">A file failed, or the database was written by a newer program.</exception>
    public static Task UpgradeAsync(DbContext db, CancellationToken cancellation = default) =>
        UpgradeAsync(db, Embedded(db), cancellation);

    internal static async Task UpgradeAsync(
        DbContext db, IReadOnlyDictionary<string, string> files, CancellationToken cancellation = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await WaitForOthersAsync(db, cancellation);
        await ApplyAsync(db, files, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Until the end of the transaction nobody else upgrades or replaces this database. SQLite has one writer anyway.</summary>
    public static async Task WaitForOthersAsync(DbContext db, CancellationToken cancellation)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({UpgradeLock})", cancellation);
    }

    /// <summary>Runs those of the files that the database has not been through yet, within the present transaction.</summary>
    /// <exception cref="UpgradeException">A file failed, or the database was written by a newer program.</exception>
    public static async Task ApplyAsync(DbContext db, IReadOnlyDictionary<string, string> files, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlRawAsync("create table if not exists migrations (name text primary key)", cancellation);
        var applied = await db.Database.SqlQuery<string>($"select name as \"Value\" from migrations").ToHashSetAsync(cancellation);

        if (applied.Except(files.Keys).Order(StringComparer.Ordinal).LastOrDefault() is { } unknown)
            throw new UpgradeException($"The database is newer than this program (it knows {unknown}). Start the newer program.");

        foreach (var name in files.Keys.Where(name => !applied.Contains(name)).Order(StringComparer.Ordinal))
            await ApplyAsync(db, name, files[name], cancellation);
    }

    /// <summary>The name of a migration without the database that its file is for: 0011_totals.sql.</summary>
    public static string OnAnyDatabase(string name) =>
        name.Replace(".sqlite.sql", ".sql", StringComparison.Ordinal).Replace(".postgres.sql", ".sql", StringComparison.Ordinal);

    /// <summary>All that this program knows, as they are called on any database.</summary>
    public static IReadOnlySet<string> Known { get; } = Resources().Select(name => OnAnyDatabase(name[Prefix.Length..])).ToHashSet();

    /// <summary>The text of every file, for either database.</summary>
    public static IEnumerable<string> All => Resources().Select(Read);

    internal static IReadOnlyDictionary<string, string> Embedded(DbContext db)
    {
        var otherDatabase = db.Database.IsSqlite() ? ".postgres.sql" : ".sqlite.sql";

        return Resources()
            .Where(name => !name.EndsWith(otherDatabase, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], Read);
    }

    private static IEnumerable<string> Resources() =>
        Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));

    private static async Task ApplyAsync(DbContext db, string name, string sql, CancellationToken cancellation)
    {
        try
        {
            // Not ExecuteSqlRaw: it would take the braces of a JSON default for parameters.
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellation);
            await db.Database.ExecuteSqlAsync($"insert into migrations (name) values ({name})", cancellation);
        }
        catch (System.Data.Common.DbException failure)
        {
            throw new UpgradeException($"The database could not be upgraded: {name} failed ({failure.Message}). It was left as it was.", failure);
        }
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>The database and this program do not fit; the message says what to do.</summary>
public sealed class UpgradeException(string message, Exception? cause = null) : Exception(message, cause);
