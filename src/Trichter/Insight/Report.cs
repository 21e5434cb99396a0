using Trichter.Platform.Language;

namespace Trichter.Insight;

/// <summary>A report: one definition, computed from the transition rows, the same in the browser and on the command line.</summary>
public interface IReport
{
    /// <summary>The name on the command line and in the address: "funnel".</summary>
    string Name { get; }

    Told Title { get; }

    /// <summary>Under which heading it is found.</summary>
    ReportGroup Group { get; }

    /// <summary>What is counted, and how; shown beside every figure.</summary>
    Told Definition { get; }

    /// <summary>The component that draws it; it takes Result, ProcessKey and Currency.</summary>
    Type View { get; }

    /// <summary>True where nothing is read but the facts of deals and what a <see cref="Facts.ReportScope"/> says: counted once, it stays true until one of them changes.</summary>
    bool IsOfFactsAlone => false;

    /// <summary>True where colleagues are named in it: the answer is of the reader, and of the agreements in force.</summary>
    bool NamesPeople => false;

    Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default);
}

/// <summary>What reports are about.</summary>
public enum ReportGroup
{
    [Says("Ways and sources")] Funnel,
    [Says("Times and bottlenecks")] Time,
    [Says("What is ahead")] Outlook,
    [Says("Revenue and cost")] Money,
    [Says("Work and talks")] Work,
}

/// <param name="From">First day of the period, by entry; null for all.</param>
/// <param name="To">Last day of the period, included; null for all.</param>
/// <param name="AsOf">The day from whose end we look back; null for today.</param>
/// <param name="Process">Key or name; null for the first process.</param>
/// <param name="Owner">Only deals of this colleague.</param>
/// <param name="Team">Only deals of the members of this team.</param>
/// <param name="DelayedEntry">Deals older than the first recorded end are under observation only from then on (metrics 3.5); only the cycle time asks.</param>
public sealed record ReportQuery(DateOnly? From = null, DateOnly? To = null, DateOnly? AsOf = null, string? Process = null, Guid? Owner = null, Guid? Team = null, bool DelayedEntry = false)
{
    /// <summary>How delayed entry is asked for in an address: "?entry=delayed".</summary>
    public const string Delayed = "delayed";
}

/// <summary>What a report found: figures of the whole, rows of its table, and everything that was left out, with the reason.</summary>
/// <param name="Population">Records the report speaks about. Always used + excluded.</param>
/// <param name="Excluded">Reason code → number of records.</param>
/// <param name="Warnings">Code → sentence.</param>
/// <param name="Figures">Name → number, text, date, or null for "not known".</param>
/// <param name="Rows">Each with the same columns, in the order of the table.</param>
public sealed record ReportResult(
    string Name,
    string ProcessKey,
    DateOnly? From,
    DateOnly? To,
    DateOnly AsOf,
    int Population,
    IReadOnlyDictionary<string, int> Excluded,
    IReadOnlyDictionary<string, Told> Warnings,
    IReadOnlyDictionary<string, object?> Figures,
    IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows)
{
    public int Used => Population - Excluded.Values.Sum();

    /// <summary>What the list of deals is asked for to show the population; null: those that entered in the period.</summary>
    public string? RowsAt { get; init; }

    /// <summary>The deals of the population themselves, where the list of deals has no words for them.</summary>
    public IReadOnlyList<Guid>? DealIds { get; init; }

    /// <summary>Where the rows of the population stand, as they are now.</summary>
    public string PopulationAddress => DealIds is not null ? $"/insight/{Name}/rows?" + string.Join('&', new[]
    {
        $"process={Uri.EscapeDataString(ProcessKey)}", From is { } since ? $"from={since:yyyy-MM-dd}" : null, To is { } until ? $"to={until:yyyy-MM-dd}" : null,
    }.OfType<string>()) : ListAddress;

    private string ListAddress => $"/deals/list/{ProcessKey}?" + (RowsAt ?? string.Join('&', new[]
    {
        "sort=-created", From is { } from ? $"from={from:yyyy-MM-dd}" : null, To is { } to ? $"to={to:yyyy-MM-dd}" : null,
    }.OfType<string>()));

    /// <summary>Further tables by name, each as <see cref="Rows"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> Tables { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>();
}
