using System.Linq.Expressions;

namespace Trichter.Deals.Find;

/// <summary>The beginning of a document's number, as somebody types it: with or without separators, in capitals or not.</summary>
public sealed record DocumentNumber
{
    private const string Separators = "-/._";
    private const int Shortest = 3;
    private const int Longest = 20;

    private DocumentNumber(string key) => Key = key;

    /// <summary>Lower case, without separators.</summary>
    public string Key { get; }

    /// <summary>No number that begins so comes after it.</summary>
    private string Last => Key.PadRight(Longest + 1, 'z');

    /// <returns>Null where it cannot be a number.</returns>
    public static DocumentNumber? In(string typed)
    {
        var key = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter) && !Separators.Contains(letter, StringComparison.Ordinal))).ToLowerInvariant();
        return key.Length is >= Shortest and <= Longest && key.All(char.IsAsciiLetterOrDigit) && key.Any(char.IsAsciiDigit) ? new DocumentNumber(key) : null;
    }

    /// <summary>Those whose number begins so, by the index over the same expression (migration 0145).</summary>
    internal IQueryable<Numbered> Among(IQueryable<Numbered> documents)
    {
        var document = Expression.Parameter(typeof(Numbered), "document");
        Expression bare = Expression.Call(Expression.Property(document, nameof(Numbered.Number)), nameof(string.ToLower), null);
        foreach (var separator in Separators)
            bare = Expression.Call(bare, nameof(string.Replace), null, Expression.Constant($"{separator}"), Expression.Constant(""));

        Expression Against(string bound, Func<Expression, Expression, Expression> how) =>
            how(Expression.Call(typeof(string), nameof(string.Compare), null, bare, Expression.Property(Expression.Constant(this), bound)), Expression.Constant(0));
        var begins = Expression.AndAlso(Against(nameof(Key), Expression.GreaterThanOrEqual), Against(nameof(Last), Expression.LessThanOrEqual));
        return documents.Where(Expression.Lambda<Func<Numbered, bool>>(begins, document));
    }
}

/// <summary>A document as the search looks for it.</summary>
public sealed class Numbered
{
    public required Guid Id { get; init; }
    public required Guid DealId { get; init; }
    public required string Number { get; init; }
}
