using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Tables;

namespace Trichter.Platform.Operation.Backups;

/// <summary>Copies a whole database into an empty PostgreSQL database, table by table and row by row, whatever its size.</summary>
internal static class MoveDatabase
{
    /// <returns>The number of rows.</returns>
    /// <exception cref="OperationException">See <see cref="FillDatabase"/>.</exception>
    public static async Task<long> RunAsync(DbContext from, string to, CancellationToken cancellation = default)
    {
        await using var target = new DbContext(new DbContextOptionsBuilder().UseNpgsql(to).Options);
        await using var snapshot = await Snapshot.OpenAsync(from, cancellation);
        var rows = await FillDatabase.RunAsync(target, snapshot, replace: false, cancellation);

        // Without it the first questions would be planned for empty tables.
        await target.Database.ExecuteSqlRawAsync("analyze", cancellation);
        return rows;
    }
}
