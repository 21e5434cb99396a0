using Microsoft.EntityFrameworkCore;

namespace Trichter.Market.Industries;

/// <summary>Finds the present industry of codes of the older classification.</summary>
public sealed class MapIndustries(Db db)
{
    private Dictionary<string, List<IndustryMove>> moves = [];
    private Dictionary<string, string> decisions = [];

    public async Task LoadAsync(CancellationToken cancellation = default)
    {
        if (moves.Count > 0) return;
        moves = (await db.IndustryMoves.AsNoTracking().ToListAsync(cancellation)).GroupBy(move => move.OldCode).ToDictionary(group => group.Key, group => group.ToList());
        decisions = await db.IndustryDecisions.AsNoTracking().ToDictionaryAsync(its => its.OldCode, its => its.Path, cancellation);
    }

    /// <returns>Empty where the code became several, or the table does not know it: then somebody has to decide.</returns>
    public string PathOf(string oldCode)
    {
        if (decisions.TryGetValue(oldCode, out var decided)) return decided;
        return moves.GetValueOrDefault(oldCode)?.Select(move => move.Path).Distinct().ToList() is [var only] ? only : "";
    }

    /// <summary>Where a code may have gone, whole ones first; what the table does not know, to the classes of the division of its number.</summary>
    public IReadOnlyList<Industry> ChoicesFor(string oldCode) => moves.TryGetValue(oldCode, out var known)
        ? [.. known.OrderBy(move => move.IsPartial).ThenBy(move => move.Path, StringComparer.Ordinal).Select(move => Nace.At(move.Path)).OfType<Industry>()]
        : Nace.Of(oldCode[..2]) is { } division ? [.. Nace.WithAllUnder(division.Path).Select(Nace.At).OfType<Industry>().Where(its => its.Level == 4).OrderBy(its => its.Path, StringComparer.Ordinal)] : [];

    /// <summary>Four digits of a code of WZ 2008, NACE Rev. 2 or PKD 2007: "62.01.0" and "62.01.Z" become "62.01". Null for anything else.</summary>
    public static string? OldCodeOf(string text)
    {
        var digits = string.Concat(text.Trim().Where(char.IsDigit));
        return digits.Length is 4 or 5 ? $"{digits[..2]}.{digits[2..4]}" : null;
    }
}
