using Trichter.Platform.Language;

namespace Trichter.Insight.Builder;

/// <summary>A kind of record that own reports can be made of. Everything is answered from what whoever asks may see.</summary>
public interface ISubject
{
    /// <summary>Stays the same; stored with the report: "deals".</summary>
    string Key { get; }

    Told Title { get; }

    /// <summary>Whether a past day can be asked about.</summary>
    bool KnowsThePast { get; }

    /// <summary>False where the role sees nothing of it.</summary>
    bool IsSeen { get; }

    Task<Offer> OfferAsync(CancellationToken cancellation = default);

    /// <exception cref="CannotAskException">A dimension, a measure or a condition is not there, or is hidden for this role, or is not known of a past day; or no agreement covers figures of a person that it asks for.</exception>
    Task<Answer> AnswerAsync(Question question, CancellationToken cancellation = default);

    /// <summary>The records behind one cell, the newest first.</summary>
    /// <param name="row">The group; null for all rows.</param>
    /// <param name="column">The group; null for all columns.</param>
    /// <param name="page">From 1.</param>
    /// <exception cref="CannotAskException">As above.</exception>
    Task<(IReadOnlyList<FoundRecord> Records, bool HasMore)> RecordsAsync(Question question, string? row, string? column, int page, CancellationToken cancellation = default);
}

/// <param name="Address">Its page.</param>
public sealed record FoundRecord(string Name, string About, string Address);
