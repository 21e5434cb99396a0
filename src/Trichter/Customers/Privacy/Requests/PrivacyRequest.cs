using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Timeline;

namespace Trichter.Customers.Privacy.Requests;

/// <summary>What a person asks of us by Articles 15 to 21, and what became of it (R60).</summary>
public sealed class PrivacyRequest : IVersioned
{
    public const int Longest = 200, LongestText = 2000;

    /// <summary>Warned so many days before it is due.</summary>
    public static readonly int[] WarnDays = [14, 5];

    public Guid Id { get; private init; } = Ids.New();
    public required RequestKind Kind { get; init; }
    public RequestState State { get; private set; }

    /// <summary>Whom we know by the address they gave; null where we know nobody.</summary>
    public Guid? PersonId { get; init; }

    public required string Name { get; init; }

    /// <summary>The address or number by which they wrote, and by which they are answered.</summary>
    public required string Contact { get; init; }

    /// <summary>de, pl or en.</summary>
    public required string Language { get; init; }

    public required DateOnly ReceivedOn { get; init; }
    public required DateOnly DueOn { get; set; }

    /// <summary>Why it takes up to two months longer, as the person was told; empty for not.</summary>
    public string ExtendedWhy { get; private set; } = "";

    /// <summary>How we know that it is they.</summary>
    public required string Proof { get; init; }

    public Guid? OwnerId { get; init; }
    public string Answer { get; private set; } = "";

    /// <summary>Who had got the data and was told of the change (Article 19).</summary>
    public List<string> ToldRecipients { get; private set; } = [];

    /// <summary>Why others were not: it is impossible, or out of all proportion.</summary>
    public string NotToldWhy { get; private set; } = "";

    public DateTime? SettledAt { get; private set; }
    public required DateTime CreatedAt { get; init; }
    public int Version { get; private set; }

    public bool IsOpen => SettledAt is null;

    public void Extend(string why) => (ExtendedWhy, DueOn) = (why, ReceivedOn.AddMonths(3));

    /// <summary>Whoever got the data has to be told what became of them (Article 19).</summary>
    public bool ConcernsRecipients => Kind is RequestKind.Correction or RequestKind.Erasure or RequestKind.Restriction;

    public void Settle(RequestState how, string answer, DateTime at) => (State, Answer, SettledAt) = (how, answer, at);

    public void Told(IEnumerable<string> recipients, string notToldWhy) => (ToldRecipients, NotToldWhy) = ([.. recipients], notToldWhy);
}

public enum RequestKind
{
    [Says("Access to their data")] Access,
    [Says("Take their data along")] Portability,
    [Says("Correction")] Correction,
    [Says("Erasure")] Erasure,
    [Says("Restriction")] Restriction,
    [Says("Objection (Article 21)")] Objection,
}

public enum RequestState
{
    [Says("Open")] Open,
    [Says("Answered")] Answered,
    [Says("Refused")] Refused,
}

/// <summary>The file that answers a request for access, for one download within a week.</summary>
public sealed class PrivacyFile
{
    public const int GoodDays = 7;

    /// <summary>That of the request.</summary>
    public required Guid Id { get; init; }

    /// <summary>The archive in base 64.</summary>
    [Secret] public required string Content { get; set; }

    /// <summary>SHA-256 of the secret in the link; empty until somebody has looked through it and released it.</summary>
    [Secret] public string Hash { get; set; } = "";

    public required DateTime MadeAt { get; set; }
    public DateTime? ReleasedAt { get; set; }
    public DateTime? EndsAt { get; set; }
    public DateTime? FetchedAt { get; set; }
}

public sealed record RequestEntered(Guid PersonId, RequestKind Kind) : Happening(PersonId)
{
    public override Told Told => new("noted a request of this person: {0}", Kind);

    public override string Icon => "file-text";

    public override bool IsImportant => true;
}

public sealed record RequestSettled(Guid PersonId, RequestKind Kind, RequestState State) : Happening(PersonId)
{
    public override Told Told => new("settled the request of this person ({0}): {1}", Kind, State);

    public override string Icon => "file-text";
}
