using Trichter.Platform.Storage;

namespace Trichter.Team.Coaching;

/// <summary>
/// What a manager tells a seller. The two of them read it and nobody else, whatever else they may see: the ledger knows that there is a note, not
/// what it says, and no export holds it.
/// </summary>
public sealed class CoachingNote : IRecorded, IPartOf
{
    public const int Longest = 4000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid SellerId { get; init; }
    public required Guid AuthorId { get; init; }
    [NotRecorded] public required string Text { get; init; }

    /// <summary>It closes a talk: the agenda of the next one begins here.</summary>
    public bool IsTalk { get; init; }

    public DateTime NotedAt { get; init; }

    public Guid PartOf => SellerId;
}

internal static class CoachingNotes
{
    /// <summary>Those that this person wrote or got.</summary>
    public static IQueryable<CoachingNote> ReadableBy(this IQueryable<CoachingNote> notes, Me me) => notes.Where(note => note.SellerId == me.Id || note.AuthorId == me.Id);
}
