namespace Trichter.Customers.Privacy;

/// <summary>
/// A module that holds data of people, by a link to the person or in documents that law tells us to keep. What only mentions a person (notes, copies
/// of mails) is found by its text in every column that <see cref="PersonalData"/> declares.
/// </summary>
public interface IHoldPersonalData
{
    /// <summary>The rows that belong to this person.</summary>
    IEnumerable<HeldRows> Of(Person person);

    /// <summary>Of documents in which the person was found, those that have to stay, and until when; the others are drafts.</summary>
    /// <param name="table">One of those with columns of the class <see cref="DataClass.Document"/>.</param>
    Task<IReadOnlyList<KeptDocument>> KeptAsync(string table, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<KeptDocument>>([]);

    /// <summary>What has to be done with files in the data folder, once the transaction has gone well.</summary>
    Task<IReadOnlyList<Func<Task>>> FilesAsync(PersonTrace trace, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Func<Task>>>([]);
}

/// <summary>What becomes of a row when its person is erased.</summary>
public enum Fate
{
    /// <summary>The row goes.</summary>
    Delete,

    /// <summary>Its personal columns are emptied, the rest stays so that figures stay equal.</summary>
    Clear,

    /// <summary>It stays as it is, for nobody to see but who has to prove something.</summary>
    Keep,
}

/// <param name="Until">The last day on which it has to stay; null for as long as we exist.</param>
/// <param name="Why">An English sentence that is a key of a text.</param>
public sealed record KeptDocument(string Table, Guid Id, DateOnly? Until, string Why);
