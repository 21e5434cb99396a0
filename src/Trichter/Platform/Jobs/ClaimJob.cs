using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Jobs;

/// <summary>
/// Of several nodes only one carries out a job at a time. On PostgreSQL a lock says which: it belongs to the connection, so that it is
/// free again the moment a node dies. On SQLite there is one node.
/// </summary>
internal sealed class ClaimJob(Db db)
{
    /// <returns>To be given back when the work is done; null when another node is at it.</returns>
    public async Task<IAsyncDisposable?> TryAsync(string job, CancellationToken cancellation)
    {
        if (!db.Database.IsNpgsql()) return new Claim(db, null);

        await db.Database.OpenConnectionAsync(cancellation);
        var got = await db.Database.SqlQuery<bool>($"select pg_try_advisory_lock(hashtextextended(current_schema() || '/' || {job}, 0)) as \"Value\"").SingleAsync(cancellation);
        if (got) return new Claim(db, job);

        await db.Database.CloseConnectionAsync();
        return null;
    }

    private sealed class Claim(Db db, string? job) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (job is null) return;

            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock(hashtextextended(current_schema() || '/' || {job}, 0))");
            await db.Database.CloseConnectionAsync();
        }
    }
}
