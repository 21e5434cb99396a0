using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Trichter.Platform.Jobs;

/// <summary>When recurring work last ran. Work that runs every second notes it once a minute.</summary>
public sealed class JobRun
{
    public required string Name { get; init; }
    public required DateTime LastRunAt { get; init; }

    /// <summary>The first of the failures since it last went well; null when the last run went well.</summary>
    public DateTime? FailingSince { get; init; }
}

/// <summary>Recurring work that this program knows, and how often it runs.</summary>
public sealed record RecurringJob(string Name, TimeSpan Period);

internal sealed class JobRunStorage : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.ToTable("job_runs");
        run.HasKey(its => its.Name);
    }
}
