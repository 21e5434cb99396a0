using Trichter.Insight.Facts;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Effects;

/// <summary>Layers of comparable deals: a third by value, and the source (metrics, section 9).</summary>
internal sealed class DealStrata
{
    private readonly Dictionary<(int Third, string Source), int> places = [];
    private readonly List<string> names = [];
    private readonly long low;
    private readonly long high;

    /// <param name="deals">Of which the thirds are made.</param>
    public DealStrata(IReadOnlyCollection<DealVisits> deals)
    {
        var values = new long[deals.Count];
        var count = 0;
        foreach (var one in deals) values[count++] = one.Deal.ValueMinor;
        Array.Sort(values);
        (low, high) = values.Length == 0 ? (0, 0) : (values[values.Length / 3], values[values.Length * 2 / 3]);
    }

    public IReadOnlyList<string> Names => names;

    /// <summary>The layer of a deal, counted from 0 as they come.</summary>
    public int PlaceOf(DealFact deal)
    {
        var layer = (deal.ValueMinor < low ? 1 : deal.ValueMinor < high ? 2 : 3, deal.Source);
        if (places.TryGetValue(layer, out var place)) return place;

        names.Add($"{layer.Item1}/{layer.Source}");
        return places[layer] = places.Count;
    }
}

/// <summary>The columns that every comparison of won shares has, under the same names.</summary>
internal static class EffectRows
{
    /// <param name="stands">Also after all the other comparisons of the table are taken into account.</param>
    public static Dictionary<string, object?> Of(Dictionary<string, object?> row, ActivityEffect effect, bool stands)
    {
        row.With("with", effect.With).With("without", effect.Without);
        Add("crude", effect.MayCompare ? effect.Crude : null);
        Add("adjusted", effect.MayCompare ? effect.Adjusted : null);
        row["strata_left_out"] = effect.LeftOut;
        row["compared"] = effect.MayCompare;
        row["shown"] = effect.IsShown && stands;
        return row;

        void Add(string name, RateDifference? difference)
        {
            row[name] = difference?.Value;
            row[name + "_lo95"] = difference?.Lower;
            row[name + "_hi95"] = difference?.Upper;
        }
    }
}
