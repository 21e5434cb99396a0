using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Tables;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Operation.Health;

/// <summary>Looks at the database, the disk and everything that modules watch over. It changes nothing, not even an old schema.</summary>
internal sealed class CheckHealth(Db db, DataDirectory data, IEnumerable<IHealthCheck> checks)
{
    /// <summary>Bytes. With less the next import or backup may fail.</summary>
    private const long LeastRoom = 512L * 1024 * 1024;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation = default)
    {
        var schema = await SchemaState.OfAsync(db, cancellation);
        var findings = new List<Finding>
        {
            new("version", ProgramVersion.Text),
            new("database", db.Database.IsNpgsql() ? "PostgreSQL" : "SQLite"),
            new("reachable", schema != Schema.Unreachable, schema != Schema.Unreachable),
            new("schema", schema.ToString().ToLowerInvariant(), schema is Schema.Current or Schema.None),
            Room(),
        };

        if (schema == Schema.None) findings.Add(new Finding("set_up", false));
        if (schema != Schema.Current) return findings;

        findings.AddRange(await DatabaseAsync(cancellation));
        foreach (var check in checks)
            await foreach (var finding in check.LookAsync(cancellation)) findings.Add(finding);
        return findings;
    }

    private async Task<IReadOnlyList<Finding>> DatabaseAsync(CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            var damage = await Integrity.DamageAsync(connection, cancellation);
            if (damage is not null) return [new Finding("integrity", damage, IsWell: false)];

            var broken = await Integrity.BrokenReferencesAsync(connection, cancellation);
            return
            [
                new Finding("integrity", "ok"),
                new Finding("broken_references", broken, broken.Count == 0),
                new Finding("set_up", await Catalogue.HoldsWorkspaceAsync(connection, cancellation)),
            ];
        }
        catch (DbException failure)
        {
            return [new Finding("integrity", failure.Message, IsWell: false)];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private Finding Room()
    {
        data.Ensure();
        var free = new DriveInfo(data.Path).AvailableFreeSpace;
        return new Finding("disk_free_mb", free / (1024 * 1024), free >= LeastRoom);
    }
}
