using Trichter.Platform.Language;

namespace Trichter.Insight.Metrics;

/// <summary>What every figure tells of itself, on a page, over the API and in an export, and nothing less (metrics, section 11).</summary>
public sealed record Metric
{
    /// <summary>Never used again for anything else.</summary>
    public required string Id { get; init; }

    /// <summary>Rises when the definition changes.</summary>
    public int Version { get; init; } = 1;

    public required Told Title { get; init; }
    public required Told Definition { get; init; }
    public required MetricUnit Unit { get; init; }

    /// <summary>Of money; its values are minor units.</summary>
    public string? Currency { get; init; }

    public required MetricReading Reading { get; init; }

    /// <summary>Records the figure speaks about: always what was used and what was left out.</summary>
    public required int Population { get; init; }

    public required IReadOnlyDictionary<string, int> Excluded { get; init; }
    public required MetricPeriod Period { get; init; }
    public required string TimeZone { get; init; }
    public required DateTime AsOf { get; init; }
    public required DateTime FreshAt { get; init; }

    /// <summary>Whose deals: "all", "team" or "own".</summary>
    public required string Scope { get; init; }

    public required IReadOnlyCollection<string> Warnings { get; init; }

    /// <summary>Where exactly the rows of the population stand; null for a past day or for single colleagues, of which lists know nothing.</summary>
    public required string? Rows { get; init; }

    /// <summary>The same of the period before, of the same length; null without a period.</summary>
    public MetricReading? Before { get; init; }

    /// <summary>What it is to reach in exactly this period, by those of whom it speaks; null where nobody has said.</summary>
    public double? Target { get; init; }

    /// <summary>The figure beside it that keeps it honest, in words.</summary>
    public string? Partner { get; init; }

    public IReadOnlyList<MetricGroup> Groups { get; init; } = [];

    public int Used => Population - Excluded.Values.Sum();
}

/// <param name="Value">Null where it cannot be computed or was not reached; never rounded, never infinite.</param>
/// <param name="Low">Of the 95 % interval, for a forecast from P10 to P90; null where it is open or no method is defined.</param>
/// <param name="Method">Null where no interval is defined.</param>
/// <param name="N">What it rests on.</param>
public sealed record MetricReading(double? Value, int N, double? Low = null, double? High = null, string? Method = null, int? Events = null, int? Censored = null)
{
    /// <summary>Of times by events, of everything else by cases.</summary>
    public bool IsSmall => Events is { } events ? events < Platform.Statistics.SmallNumbers.FewestEventsOfATime : N < Platform.Statistics.SmallNumbers.FewestCasesUnmarked;
}

public sealed record MetricGroup(string Key, string Label, MetricReading Reading);

/// <param name="From">First day; null for all.</param>
/// <param name="To">The day after the last; null for all.</param>
public sealed record MetricPeriod(DateOnly? From, DateOnly? To, MetricBasis Basis);

public enum MetricUnit
{
    Count,

    /// <summary>0 to 1.</summary>
    Share,
    Days,
    Money,
}

/// <summary>What puts a record into a period.</summary>
public enum MetricBasis
{
    Entry,
    Closing,
    Occurrence,
    Snapshot,
}
