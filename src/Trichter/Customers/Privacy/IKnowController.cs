namespace Trichter.Customers.Privacy;

/// <summary>Knows who we are before the law of data protection: the controller of Articles 13 and 30.</summary>
public interface IKnowController
{
    /// <summary>Fields are empty where nobody has entered them.</summary>
    Task<Controller> ReadAsync(CancellationToken cancellation);
}

/// <param name="Address">In one line.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record Controller(string Name, string Address, string Country, string Contact, string Represented)
{
    public static readonly Controller Unknown = new("", "", "", "", "");
}
