using Trichter.Insight.Facts;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Effects;

/// <summary>Layers of comparable deals: a third by value, and the source (metrics, section 9).</summary>
internal static class DealStrata
{
    public static Dictionary<Guid, string> Of(IReadOnlyCollection<DealFact> deals)
    {
        var values = deals.Select(deal => deal.ValueMinor).ToArray();
        Array.Sort(values);
        var (low, high) = values.Length == 0 ? (0, 0) : (values[values.Length / 3], values[values.Length * 2 / 3]);
        var names = new Dictionary<(int, string), string>();
        return deals.ToDictionary(deal => deal.DealId, deal =>
        {
            var layer = (deal.ValueMinor < low ? 1 : deal.ValueMinor < high ? 2 : 3, deal.Source);
            return names.TryGetValue(layer, out var name) ? name : names[layer] = $"{layer.Item1}/{layer.Source}";
        });
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
