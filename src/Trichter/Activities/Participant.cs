using Trichter.Platform.Storage;

namespace Trichter.Activities;

/// <summary>Somebody who takes part in an activity beside its owner: a person we know, a colleague, or only an e-mail address.</summary>
public sealed class Participant : IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ActivityId { get; init; }
    public required Guid DealId { get; init; }
    public Guid? PersonId { get; set; }
    public Guid? UserId { get; init; }

    /// <summary>Of somebody who is neither; else empty.</summary>
    public string Email { get; init; } = "";

    public Guid PartOf => DealId;
}
