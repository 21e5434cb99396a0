using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Team.Bulk;

/// <summary>A kind of record of which many can be changed at once, with the eyes and rights of whoever is signed in.</summary>
public interface IBulkSubject
{
    /// <summary>Its name in the ledger.</summary>
    string Record { get; }

    /// <summary>What one has to be allowed to.</summary>
    Right Right { get; }

    BulkWords Words { get; }

    /// <summary>The stages to which such records can be moved, in their order; empty where there are none.</summary>
    Task<IReadOnlyList<(string Key, string Name)>> StagesAsync(string within, CancellationToken cancellation = default);

    /// <summary>Name and address of the list of that part; null where there is no such part.</summary>
    Task<BulkPlace?> PlaceAsync(string within, CancellationToken cancellation = default);

    /// <summary>What of it can be set for many at once.</summary>
    Task<IReadOnlyList<BulkField>> FieldsAsync(CancellationToken cancellation = default);

    /// <summary>The query of such a list, without what it does not know.</summary>
    Task<string> TidyAsync(string query, CancellationToken cancellation = default);

    /// <summary>How many are meant, and the names of the first few.</summary>
    /// <param name="chosen">These; empty for all that the list finds.</param>
    Task<(int Count, IReadOnlyList<string> Some)> MeantAsync(string within, string query, IReadOnlyCollection<Guid> chosen, CancellationToken cancellation = default);

    /// <summary>A typed value in canonical form.</summary>
    Task<string> CanonicalAsync(string field, string typed, CancellationToken cancellation = default);

    /// <summary>Why such a value cannot be set; null where it can.</summary>
    Task<Told?> FaultOfFieldAsync(string field, string value, CancellationToken cancellation = default);

    /// <summary>Changes the next ones of a run, noting what is refused, without saving.</summary>
    Task<BulkTaken> TakeAsync(BulkRun run, int portion, CancellationToken cancellation = default);
}

/// <param name="Name">What the list is called, in the words of whoever asks.</param>
/// <param name="Address">Of the list, without its query.</param>
/// <param name="Records">The address of a record up to its id.</param>
public sealed record BulkPlace(string Name, string Address, string Records);

/// <summary>How such records are called; each "one|many" with their number.</summary>
/// <param name="Change">"Change {0} deal|Change {0} deals".</param>
/// <param name="Changed">"{0} deal changed|{0} deals changed".</param>
public sealed record BulkWords(string Change, string Changed);

/// <summary>A field that can be set for many, as its form needs it.</summary>
public sealed record BulkField(string Key, string Label, FieldKind Kind, int Longest, IReadOnlyList<(string Key, string Label)> Options);

/// <summary>What became of a portion.</summary>
/// <param name="Seen">How many were looked at; fewer than the portion when none is left.</param>
/// <param name="Last">The last of them.</param>
public sealed record BulkTaken(int Seen, Guid? Last, int Changed);
