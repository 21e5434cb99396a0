using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Costs;

/// <summary>What winning customers cost: entered by hand for some days, by source or for sales as a whole. What nobody entered is not known, and not 0.</summary>
public sealed class CostEntry : IRecorded, IVersioned
{
    public const int LongestText = 200;
    public const int LongestDays = 1_100;

    public Guid Id { get; private init; } = Ids.New();
    public required CostKind Kind { get; init; }

    /// <summary>The source as deals name it; empty for sales, and for a campaign of no one source.</summary>
    public string Source { get; init; } = "";

    public required DateOnly FromDay { get; init; }

    /// <summary>The last day, included.</summary>
    public required DateOnly ToDay { get; init; }

    /// <summary>In hundredths of the currency of the workspace.</summary>
    public required long AmountMinor { get; init; }

    public string Note { get; init; } = "";
    public Guid? EnteredBy { get; init; }
    public required DateTime EnteredAt { get; init; }
    public int Version { get; private set; }

    /// <summary>The part that falls into a period, spread evenly over the days; the parts of neighbouring periods add up to the whole.</summary>
    public long Within(DateOnly from, DateOnly to)
    {
        var (first, last) = (from > FromDay ? from : FromDay, to < ToDay ? to : ToDay);
        return first > last ? 0 : UpTo(last) - UpTo(first.AddDays(-1));
    }

    private long UpTo(DateOnly day) => (long)Math.Round((decimal)AmountMinor * (day.DayNumber - FromDay.DayNumber + 1) / (ToDay.DayNumber - FromDay.DayNumber + 1));
}

public enum CostKind
{
    [Says("Marketing")] Marketing,
    [Says("Sales")] Sales,
}

internal sealed class CostStorage : IEntityTypeConfiguration<CostEntry>
{
    public void Configure(EntityTypeBuilder<CostEntry> cost)
    {
        cost.ToTable("cost_entries");
        cost.Property(its => its.Version).IsConcurrencyToken();
    }
}
