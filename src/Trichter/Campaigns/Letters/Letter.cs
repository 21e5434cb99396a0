using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Letters;

/// <summary>One text that goes to many people by post, each in their language.</summary>
public sealed class Letter : IRecorded, IVersioned, IRetirable
{
    /// <summary>The most letters of one file.</summary>
    public const int Most = 1_000;

    public const int LongestName = 120;
    public const int LongestBody = 20_000;
    public const int LongestSignature = 500;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public Purpose Purpose { get; set; }
    public Guid? SegmentId { get; set; }

    /// <summary>Markdown with placeholders of Handlebars.</summary>
    public Localized Body { get; set; } = Localized.Empty;

    /// <summary>Who signs it, below the space for the hand.</summary>
    public string Signature { get; set; } = "";

    /// <summary>The text says where addresses come from that people did not give us themselves, and which rights they have (Article 14).</summary>
    public bool HasInformation { get; set; }

    public LetterState State { get; private set; }

    /// <summary>Whose eyes the letters are made with.</summary>
    [NotRecorded] public Guid? AskedBy { get; private set; }

    [NotRecorded] public DateTime? MadeAt { get; private set; }

    /// <summary>Why the last try failed: an English sentence that is a key of a text.</summary>
    [NotRecorded] public string LastError { get; private set; } = "";

    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public bool IsDraft => State == LetterState.Draft;

    /// <summary>Languages in which it is written.</summary>
    public IEnumerable<string> Languages => Platform.Language.Languages.All.Where(language => !string.IsNullOrWhiteSpace(Body.Alone(language)));

    public void Ask(Guid by) => (State, AskedBy, LastError) = (LetterState.Waiting, by, "");

    public void Finish(DateTime now) => (State, MadeAt) = (LetterState.Made, now);

    public void Fail(string why) => (State, LastError) = (LetterState.Draft, why);

    public void Retire(DateTime at) => RetiredAt ??= at;
}

public enum LetterState
{
    [Says("Draft")] Draft,
    [Says("Being made")] Waiting,
    [Says("Made")] Made,
}

/// <summary>One person of a letter: the address it went to, or why there is none for them.</summary>
public sealed class LetterRecipient : ITrace, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid LetterId { get; init; }
    public required Guid PersonId { get; set; }

    /// <summary>The place in the file, from 1; null for who was left out.</summary>
    public int? Position { get; set; }

    public string Company { get; init; } = "";
    public string Street { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public string City { get; init; } = "";
    public string Country { get; init; } = "";

    /// <summary>de, pl or en.</summary>
    public string Language { get; init; } = "";

    /// <summary>The rule by which they were left out.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Why, as an English sentence that is a key of a text; empty for who is in the file.</summary>
    public string Reason { get; set; } = "";

    public required DateTime At { get; init; }

    public Guid PartOf => PersonId;

    public void LeaveOut(string rule, string reason) => (Rule, Reason) = (rule, reason);
}

/// <summary>All letters as one PDF, until somebody deletes it.</summary>
public sealed class LetterFile
{
    public required Guid Id { get; init; }
    public required byte[] Content { get; init; }
}
