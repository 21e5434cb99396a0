using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Insight.Forecast;

/// <summary>An open deal as it stood one night, with its chances for the months to come.</summary>
public sealed class ForecastSnapshot
{
    public Guid Id { get; init; }
    public required Guid ProcessId { get; init; }
    public required DateOnly Day { get; init; }
    public required Guid DealId { get; init; }
    public required string Stage { get; init; }
    public Guid? OwnerId { get; init; }
    public required long ValueMinor { get; init; }
    public required string Currency { get; init; }

    /// <summary>First day of the month in which it is expected: as typed, else as the curve says; null where neither does.</summary>
    public DateOnly? ExpectedMonth { get; init; }

    public DateOnly? TypedClose { get; init; }

    /// <summary>Chance to be won within the horizon, in millionths; null where nothing is known.</summary>
    public int? Chance { get; init; }

    /// <summary>Chances of this month and the following ones, in millionths.</summary>
    public required int[] Months { get; init; }
}

/// <summary>What was forecast of a month one night. Kept as it was made, never computed again.</summary>
public sealed class KeptForecast
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ProcessId { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }

    public required string Currency { get; init; }
    public required int Deals { get; init; }
    public required long Mean { get; init; }
    public required long P10 { get; init; }
    public required long P50 { get; init; }
    public required long P90 { get; init; }

    /// <summary>From deals that had not entered yet.</summary>
    public required long NewBusiness { get; init; }

    /// <summary>What was won already or promised by customers for it, minor units; null for nights before this was written down.</summary>
    public long? CommitMinor { get; init; }

    /// <summary>How far it was widened, in hundredths on the log-odds; 0 for not.</summary>
    public required int Spread { get; init; }
}

internal sealed class ForecastStorage : IEntityTypeConfiguration<ForecastSnapshot>, IEntityTypeConfiguration<KeptForecast>
{
    public void Configure(EntityTypeBuilder<ForecastSnapshot> snapshot)
    {
        snapshot.ToTable("forecast_snapshots");
        snapshot.Property(its => its.Months).StoredAsJson();
        snapshot.HasOne<SalesProcess>().WithMany().HasForeignKey(its => its.ProcessId);
    }

    public void Configure(EntityTypeBuilder<KeptForecast> forecast)
    {
        forecast.ToTable("forecasts");
        forecast.HasOne<SalesProcess>().WithMany().HasForeignKey(its => its.ProcessId);
    }
}
