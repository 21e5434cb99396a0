using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Jobs;

/// <summary>Writes down that a job ran; the latest of several nodes is kept.</summary>
internal sealed class NoteJobRun(Db db)
{
    public Task RunAsync(string name, DateTime at, bool failed, CancellationToken cancellation) => failed
        ? db.Database.ExecuteSqlAsync(
            $"""
            insert into job_runs (name, last_run_at, failing_since) values ({name}, {at}, {at})
            on conflict (name) do update set last_run_at = excluded.last_run_at, failing_since = coalesce(job_runs.failing_since, excluded.failing_since)
            """,
            cancellation)
        : db.Database.ExecuteSqlAsync(
            $"""
            insert into job_runs (name, last_run_at) values ({name}, {at})
            on conflict (name) do update set last_run_at = excluded.last_run_at, failing_since = null
            """,
            cancellation);
}
