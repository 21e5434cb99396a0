using System.Linq.Expressions;
using Trichter.Offers.Products;
using Trichter.Team.CustomFields;

namespace Trichter.Insight.Builder;

/// <summary>
/// What records of one kind are put together by. A group is a text that stays the same whatever the language: a word as it is stored, an id,
/// "2026-Q1", "2026-03"; empty for records that have nothing there.
/// </summary>
internal abstract class Dimension<T>(string key, string label) where T : class
{
    public string Key => key;

    /// <summary>In the words of whoever asks.</summary>
    public string Label => label;

    /// <summary>The group that follows; null where groups do not follow each other and stand by size.</summary>
    public Func<string, string>? After { get; init; }

    /// <summary>False where only the present knows the answer.</summary>
    public bool IsKnownOfThePast { get; init; } = true;

    /// <summary>The group in the words of whoever asks.</summary>
    public abstract string LabelOf(string group);

    /// <summary>Which records belong to the group.</summary>
    public abstract Expression<Func<T, bool>> In(string group);

    /// <summary>Counts and sums for each pair of groups; the database does it in one question.</summary>
    /// <param name="withNumbers">Each number with how often it stands there, too: what a median is made of.</param>
    public abstract Task<List<Part>> CrossAsync(IQueryable<T> records, Dimension<T> columns, Figure<T> figure, bool withNumbers, CancellationToken cancellation);

    protected internal abstract Task<List<Part>> UnderAsync<TRow>(IQueryable<T> records, Dimension<T, TRow> rows, Figure<T> figure, bool withNumbers, CancellationToken cancellation);
}

/// <param name="of">What the database puts together by; several of its values may fall into one group.</param>
/// <param name="groupOf">The group of such a value.</param>
internal sealed class Dimension<T, TKey>(string key, string label, Expression<Func<T, TKey>> of, Func<TKey, string> groupOf, Func<string, string> labelOf, Func<string, Expression<Func<T, bool>>> within)
    : Dimension<T>(key, label) where T : class
{
    public Expression<Func<T, TKey>> Of => of;

    /// <summary>Where the database finds the values of many records at once; null where each record has its own.</summary>
    public Beside<T, TKey>? Beside { get; init; }

    public string GroupOf(TKey value) => groupOf(value);

    public override string LabelOf(string group) => labelOf(group);

    public override Expression<Func<T, bool>> In(string group) => within(group);

    public override Task<List<Part>> CrossAsync(IQueryable<T> records, Dimension<T> columns, Figure<T> figure, bool withNumbers, CancellationToken cancellation) => columns.UnderAsync(records, this, figure, withNumbers, cancellation);

    protected internal override Task<List<Part>> UnderAsync<TRow>(IQueryable<T> records, Dimension<T, TRow> rows, Figure<T> figure, bool withNumbers, CancellationToken cancellation) =>
        withNumbers ? Crossing.NumbersAsync(records, rows, this, figure, cancellation) : Crossing.CountAsync(records, rows, this, figure, cancellation);
}

/// <summary>What is summed up of records.</summary>
/// <param name="Number">Null where a record does not have it.</param>
/// <param name="Unit">The currency, or a unit of measure; sums of different ones stand beside each other. Null for plain numbers.</param>
internal sealed record Figure<T>(string Key, string Label, Expression<Func<T, long?>> Number, Expression<Func<T, string>>? Unit = null)
{
    /// <summary>How many of the stored steps make one: 100 for money, 10,000 for numbers of the workspace's own, a million for quantities.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Whether the unit is one of <see cref="Units"/> and no currency.</summary>
    public bool IsMeasured { get; init; }

    public bool IsKnownOfThePast { get; init; } = true;

    /// <summary>As of a dimension.</summary>
    public Beside<T, long?>? Beside { get; init; }

    /// <summary>Mere records.</summary>
    public static readonly Figure<T> Records = new("", "", record => 0L);
}

/// <summary>A value of the workspace's own that lies beside its record.</summary>
/// <param name="Values">Of one field; each record has one of them at most.</param>
internal sealed record Beside<T, TKey>(IQueryable<CustomValue> Values, Expression<Func<T, Guid>> Record, Expression<Func<CustomValue?, TKey>> Of);

/// <summary>What was found of one pair of groups.</summary>
/// <param name="Unit">The currency or the unit of measure; empty for plain numbers.</param>
/// <param name="Count">Records.</param>
/// <param name="Known">Those of them that have the figure.</param>
/// <param name="Sum">In the steps of the figure.</param>
public sealed record Part(string Row, string Column, string Unit, int Count, int Known, long Sum, long? Least, long? Most)
{
    /// <summary>Each number with how often it stands there; empty where nobody asked for them.</summary>
    public IReadOnlyList<(long Number, int Times)> Numbers { get; init; } = [];

    /// <summary>The number in the middle, or half way between the two in the middle; null where nothing is known.</summary>
    public decimal? Median
    {
        get
        {
            var ordered = Numbers.OrderBy(its => its.Number).ToList();
            var known = ordered.Sum(its => its.Times);
            return known == 0 ? null : (At((known - 1) / 2) + At(known / 2)) / 2m;

            decimal At(int place)
            {
                foreach (var (number, times) in ordered)
                    if ((place -= times) < 0) return number;
                throw new InvalidOperationException("There are fewer numbers than were counted.");
            }
        }
    }

    public static Part Together(IEnumerable<Part> parts)
    {
        var all = parts.ToList();
        return all[0] with { Count = all.Sum(part => part.Count), Known = all.Sum(part => part.Known), Sum = all.Sum(part => part.Sum), Least = all.Min(part => part.Least), Most = all.Max(part => part.Most), Numbers = [.. all.SelectMany(part => part.Numbers)] };
    }
}
