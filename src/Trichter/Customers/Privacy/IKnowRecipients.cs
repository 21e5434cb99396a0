namespace Trichter.Customers.Privacy;

/// <summary>A module that hands data on to somebody: other programs, relays, advertising platforms (Articles 15, 19 and 30).</summary>
public interface IKnowRecipients
{
    Task<IReadOnlyList<Recipient>> AllAsync(CancellationToken cancellation);

    /// <summary>Who got data of this person; where nobody keeps account of it, everybody.</summary>
    Task<IReadOnlyList<Recipient>> OfAsync(Guid person, CancellationToken cancellation) => AllAsync(cancellation);
}

/// <param name="Where">The machine that gets the data; empty for not known.</param>
public sealed record Recipient(string Name, string Where)
{
    public string Words => Where.Length > 0 ? $"{Name} ({Where})" : Name;
}

internal static class Recipients
{
    public static async Task<IReadOnlyList<Recipient>> OfAsync(this IEnumerable<IKnowRecipients> sources, Guid person, CancellationToken cancellation = default)
    {
        var all = new List<Recipient>();
        foreach (var source in sources) all.AddRange(await source.OfAsync(person, cancellation));
        return [.. all.DistinctBy(its => its.Words)];
    }
}
