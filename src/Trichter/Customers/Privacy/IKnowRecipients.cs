namespace Trichter.Customers.Privacy;

/// <summary>A module that hands data on to somebody: other programs, relays (Articles 15 and 30).</summary>
public interface IKnowRecipients
{
    Task<IReadOnlyList<Recipient>> AllAsync(CancellationToken cancellation);
}

/// <param name="Where">The machine that gets the data.</param>
public sealed record Recipient(string Name, string Where);
