using Trichter.Platform.Language;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder;

/// <summary>What an own report asks of one kind of record.</summary>
/// <param name="Rows">Key of a dimension.</param>
/// <param name="Columns">Key of another one; empty for none.</param>
/// <param name="Measure">"count", or "sum:", "mean:", "median:", "least:" and "most:" before the key of a figure.</param>
/// <param name="Groups">Conditions: one of the groups has to hold, and of it every condition.</param>
/// <param name="AsOf">A past day from whose end we look; null for now.</param>
public sealed record Question(string Rows, string Columns, string Measure, IReadOnlyList<IReadOnlyList<ListCondition>> Groups, DateOnly? AsOf = null)
{
    public const string Count = "count";

    public string FigureKey => Measure.Split(':', 2) is [_, var key] ? key : "";

    public Totalling Totalling => Measure.Split(':', 2)[0] switch
    {
        "sum" => Totalling.Sum,
        "mean" => Totalling.Mean,
        "median" => Totalling.Median,
        "least" => Totalling.Least,
        "most" => Totalling.Most,
        _ => Totalling.Count,
    };
}

/// <summary>What becomes of the numbers of a group.</summary>
public enum Totalling
{
    [Says("How many")] Count,
    [Says("Sum")] Sum,
    [Says("Average")] Mean,
    [Says("Median")] Median,
    [Says("Smallest")] Least,
    [Says("Largest")] Most,
}

/// <summary>What can be asked of a kind of record, in the words of whoever asks, without what is hidden for their role.</summary>
/// <param name="Dimensions">Key and words.</param>
/// <param name="Measures">Key and words.</param>
public sealed record Offer(IReadOnlyList<FilterField> Fields, IReadOnlyList<(string Key, string Label)> Dimensions, IReadOnlyList<(string Key, string Label)> Measures);

/// <summary>A question that cannot be answered, and beside which field to say so.</summary>
public class CannotAskException(string beside, Told why) : Exception(why.Key)
{
    /// <summary>"Rows", "Columns", "Measure" or "Groups".</summary>
    public string Beside => beside;

    public Told Why => why;
}

/// <summary>It asks for figures of a colleague or of a small team, and no agreement covers them.</summary>
public sealed class NotAgreedException() : CannotAskException("Groups", FiguresOfPeople.Why);
