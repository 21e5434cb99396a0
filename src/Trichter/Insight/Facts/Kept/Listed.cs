namespace Trichter.Insight.Facts.Kept;

/// <summary>Values by their place, each once. Only the one who fills a table adds to it; a place that was given stays.</summary>
internal sealed class Listed<T> where T : notnull
{
    private readonly Dictionary<T, int> places = [];
    private T[] values;

    public Listed(params ReadOnlySpan<T> first)
    {
        values = first.ToArray();
        for (var place = 0; place < first.Length; place++) places[first[place]] = place;
    }

    public int PlaceOf(T value)
    {
        if (places.TryGetValue(value, out var place)) return place;

        place = places.Count;
        if (place == values.Length) Array.Resize(ref values, Math.Max(8, 2 * place));
        values[place] = value;
        return places[value] = place;
    }

    /// <summary>Readers hold only places that were given before.</summary>
    public T this[int place] => values[place];

    public int Count => places.Count;
}
