using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Insight.Metrics;
using Trichter.Platform.Storage;

namespace Trichter.Insight.Targets;

/// <summary>What a metric is to reach in a period: of a colleague, of a team, or of all.</summary>
public sealed class Target : IRecorded, IVersioned
{
    public const decimal Most = 1_000_000_000_000m;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Its id: "revenue.booked".</summary>
    public required string Metric { get; init; }

    public Guid? UserId { get; init; }
    public Guid? TeamId { get; init; }
    public required DateOnly FromDay { get; init; }

    /// <summary>The last day, included.</summary>
    public required DateOnly ToDay { get; init; }

    /// <summary>Hundredths: of a currency unit, of a percent, of a day, of one.</summary>
    public required long Amount { get; set; }

    public int Version { get; private set; }

    /// <summary>As the metric itself counts: minor units, a share from 0 to 1, days.</summary>
    public double ValueAs(MetricUnit unit) => unit switch
    {
        MetricUnit.Money => Amount,
        MetricUnit.Share => Amount / 10_000.0,
        _ => Amount / 100.0,
    };
}

internal sealed class TargetStorage : IEntityTypeConfiguration<Target>
{
    public void Configure(EntityTypeBuilder<Target> target)
    {
        target.ToTable("targets");
        target.Property(its => its.Version).IsConcurrencyToken();
    }
}
