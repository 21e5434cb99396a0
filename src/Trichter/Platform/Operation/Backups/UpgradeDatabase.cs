using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Tables;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;

namespace Trichter.Platform.Operation.Backups;

/// <summary>Brings the database up to date. One that somebody works with is backed up first, into the data directory.</summary>
internal sealed class UpgradeDatabase(DataDirectory data, WriteBackup backup, TimeProvider clock, IConfiguration configuration)
{
    /// <summary>False where backups are made by other means and the disk holds no second copy.</summary>
    private const string Setting = "Backup:BeforeUpgrade";

    /// <exception cref="UpgradeException">A migration or the backup failed, or the database was written by a newer program. It is as it was.</exception>
    public async Task RunAsync(DbContext db, CancellationToken cancellation = default)
    {
        if (configuration.GetValue(Setting, true) && await NeedsBackupAsync(db, cancellation)) await BackUpAsync(db, cancellation);
        await Migrations.UpgradeAsync(db, cancellation);
    }

    private static async Task<bool> NeedsBackupAsync(DbContext db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            var connection = db.Database.GetDbConnection();
            var applied = (await Catalogue.MigrationsAsync(connection, cancellation)).ToHashSet();
            return applied.IsSubsetOf(Migrations.Known)
                && Migrations.Embedded(db).Keys.Any(name => !applied.Contains(Migrations.OnAnyDatabase(name)))
                && await Catalogue.HoldsWorkspaceAsync(connection, cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task BackUpAsync(DbContext db, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(data.Backups);
            await backup.RunAsync(db, Path.Combine(data.Backups, KeepBackups.NameAt(clock.GetUtcNow().UtcDateTime)), cancellation);
            KeepBackups.RemoveOld(data.Backups);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or OperationException or System.Data.Common.DbException)
        {
            throw new UpgradeException(
                $"The database was not upgraded, because no backup of it could be written to {data.Backups}: {failure.Message} "
                + $"Make room there; or back it up by other means and start once with {Setting}=false.", failure);
        }
    }
}

internal static class UpgradeSetup
{
    /// <summary>Brings the databases of all workspaces up to date.</summary>
    public static async Task UpgradeDatabaseAsync<TDb>(this IServiceProvider services) where TDb : DbContext
    {
        await services.InEachWorkspaceAsync((scope, place) => scope.UpgradeWorkspaceAsync<TDb>(place));
    }

    /// <summary>Brings the database of one workspace up to date; its schema is made where it is missing.</summary>
    public static async Task UpgradeWorkspaceAsync<TDb>(this IServiceProvider scope, Place place) where TDb : DbContext
    {
        var db = scope.GetRequiredService<TDb>();
        if (!place.IsDefault && db.Database.IsNpgsql()) await MakeSchemaAsync(db, place);
        await scope.GetRequiredService<UpgradeDatabase>().RunAsync(db);
    }

    /// <summary>The extension for searching goes where every workspace finds it.</summary>
    private static async Task MakeSchemaAsync(DbContext db, Place place)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Migrations.WaitForOthersAsync(db, default);
        var sql = $"create schema if not exists \"{place.Key}\"; create extension if not exists pg_trgm schema public";
        await db.Database.ExecuteSqlRawAsync(sql);
        await transaction.CommitAsync();
    }
}
