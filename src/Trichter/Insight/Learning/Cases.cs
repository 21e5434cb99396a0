namespace Trichter.Insight.Learning;

/// <summary>
/// What a model learns from, in order of time: one row for each stage that a deal entered, with what was known then and whether it was won
/// within the horizon.
/// </summary>
/// <param name="Moments">When each row was, in days; never falling.</param>
/// <param name="Deals">Whose row it is.</param>
/// <param name="Groups">Stage, source, product: the levels of the base rate.</param>
/// <param name="Horizon">Days after which a row is decided.</param>
public sealed record Cases(
    IReadOnlyList<Field> Fields, IReadOnlyList<bool> Won, IReadOnlyList<double> Moments, IReadOnlyList<int> Deals,
    IReadOnlyList<IReadOnlyList<string>> Groups, double Horizon)
{
    public const double Year = 365;
    private const int FewestForBaseRates = 200;

    public int Count => Won.Count;
    public int WonCount => Won.Count(won => won);

    /// <summary>How far back base rates look.</summary>
    public double BaseSpan { get; init; } = Year;

    public Cases With(IEnumerable<Field> fields) => this with { Fields = [.. fields] };

    public bool[] WonOf(IReadOnlyList<int> rows) => [.. rows.Select(row => Won[row])];

    /// <summary>The base rates as they were known at a moment: from the last twelve months, from all where those are few.</summary>
    public BaseRates BaseRatesOf(IReadOnlyList<int> rows, double moment)
    {
        var recent = rows.Where(row => Moments[row] >= moment - Horizon - BaseSpan).ToList();
        return new BaseRates((recent.Count < FewestForBaseRates ? rows : recent).Select(row => (Groups[row], Won[row])));
    }

    /// <summary>
    /// Expanding windows (metrics 4.4): ten parts in order of time; each from the fourth on is tested by what was decided before it began, and
    /// by no row of a deal that is in it.
    /// </summary>
    public IEnumerable<Window> Windows()
    {
        var size = (Count + Window.Parts - 1) / Window.Parts;
        for (var part = Window.First; part <= Window.Parts; part++)
        {
            var (start, end) = ((part - 1) * size, Math.Min(Count, part * size));
            if (start >= end) yield break;

            var tested = new HashSet<int>(Enumerable.Range(start, end - start).Select(row => Deals[row]));
            var train = Enumerable.Range(0, start).Where(row => Moments[row] + Horizon <= Moments[start] && !tested.Contains(Deals[row])).ToArray();
            yield return new Window(part, train, [.. Enumerable.Range(start, end - start)]);
        }
    }
}

/// <param name="Part">Which tenth is tested, 4 to 10.</param>
public sealed record Window(int Part, IReadOnlyList<int> Train, IReadOnlyList<int> Test)
{
    public const int Parts = 10;
    public const int First = 4;
}
