using Trichter.Platform.Language;

namespace Trichter.Insight.Probability;

/// <summary>The names of what a model looks at, for people.</summary>
internal static class OddsWords
{
    private static readonly Dictionary<string, Told> Names = new()
    {
        [DealFeatures.Stage] = new("Stage"),
        [DealFeatures.Source] = new("Source"),
        [DealFeatures.Product] = new("Product"),
        [DealFeatures.Owner] = new("Owner"),
        [DealFeatures.Customer] = new("New or existing customer"),
        [DealFeatures.Value] = new("Value"),
        [DealFeatures.Age] = new("Days since it entered"),
        [DealFeatures.Visits] = new("Earlier visits to stages"),
    };

    public static string NameOf(string field, Texts texts) => Names.TryGetValue(field, out var name) ? texts[name] : field;
}
