using Trichter.Exchange.Columns;

namespace Trichter.Exchange.Import;

/// <summary>Finds what somebody may have meant: "GTXPro" → "GTX Pro".</summary>
internal static class NearestValue
{
    /// <summary>The accepted value with the fewest letters to change; empty when even that one is far off.</summary>
    public static string Of(string value, IReadOnlyList<string> accepted)
    {
        var folded = Headers.Fold(value);
        var best = accepted.Select(candidate => (candidate, Distance: Distance(folded, Headers.Fold(candidate))))
            .OrderBy(pair => pair.Distance).FirstOrDefault();
        return best.candidate is not null && best.Distance <= Math.Max(1, folded.Length / 3) ? best.candidate : "";
    }

    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 20 || one.Length > 200) return int.MaxValue;

        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
