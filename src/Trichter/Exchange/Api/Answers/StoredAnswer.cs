using Trichter.Platform.Storage;

namespace Trichter.Exchange.Api.Answers;

/// <summary>The answer to a request that carried an Idempotency-Key, kept for a day so that a repeated request gets it again.</summary>
public sealed class StoredAnswer
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid TokenId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, address and body: the same key for another request is a mistake.</summary>
    public required string Request { get; init; }

    public int Status { get; private set; }
    public string Body { get; private set; } = "";
    public string? Etag { get; private set; }
    public string? Location { get; private set; }
    public required DateTime At { get; init; }

    internal void Keep(Answer answer) => (Status, Body, Etag, Location) = (answer.Status, answer.Body, answer.Tag, answer.Location);

    internal Answer Again() => new(Status, Body) { Tag = Etag, Location = Location, IsRepeated = true };
}
