namespace Trichter.Customers.Consent.Check;

/// <summary>What later modules know of people and the check has to ask for. Each is asked for many people at once.</summary>
public interface IKnowSales
{
    Task<ILookup<Guid, Sale>> SalesAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation);
}

/// <summary>What people asked us for.</summary>
public interface IKnowRequests
{
    Task<ILookup<Guid, OpenRequest>> RequestsAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation);
}

/// <summary>What reached people before.</summary>
public interface IKnowContacts
{
    /// <param name="since">UTC; older ones do not matter.</param>
    Task<ILookup<Guid, PastContact>> ContactsAsync(IReadOnlyCollection<Guid> people, DateTime since, CancellationToken cancellation);
}
