using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Jobs;

namespace Trichter.Platform.Operation.Health;

/// <summary>Whether recurring work runs. Work that has never run is not late: the program was not started yet.</summary>
internal sealed class JobHealth(Db db, IEnumerable<RecurringJob> jobs, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var runs = await db.JobRuns.AsNoTracking().ToDictionaryAsync(run => run.Name, cancellation);
        var known = jobs.Where(job => runs.ContainsKey(job.Name)).Select(job => (job.Name, job.Period, Run: runs[job.Name])).ToList();

        List<string> late = [.. known.Where(job => now - job.Run.LastRunAt > job.Period + Patience).Select(job => Told(job.Name, job.Run.LastRunAt))];
        List<string> failing = [.. known.Where(job => job.Run.FailingSince is not null).Select(job => Told(job.Name, job.Run.FailingSince!.Value))];
        yield return new Finding("jobs_last_run", known.Count == 0 ? "never" : Told("", known.Max(job => job.Run.LastRunAt)));
        yield return new Finding("jobs_late", late, late.Count == 0);
        yield return new Finding("jobs_failing", failing, failing.Count == 0);
    }

    private static string Told(string job, DateTime at) => $"{job} {at:yyyy-MM-dd HH:mm:ss}Z".Trim();
}
