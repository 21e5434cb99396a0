using System.Text.Json.Nodes;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Api.Answers;

/// <summary>An answer of the API, in full, so that it can be kept and given again.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON; empty for none.</param>
internal sealed record Answer(int Status, string Body) : IResult
{
    public const string Json = "application/json";
    public const string ProblemJson = "application/problem+json";

    public string ContentType { get; init; } = Json;

    /// <summary>The version of the record, as an entity tag.</summary>
    public string? Tag { get; init; }

    public string? Location { get; init; }

    /// <summary>Given once before for the same Idempotency-Key.</summary>
    public bool IsRepeated { get; init; }

    public bool IsGood => Status < 400;

    public static Answer Of(JsonNode body, string? tag = null, int status = StatusCodes.Status200OK) => new(status, TextOf(body)) { Tag = tag };

    public static Answer Created(JsonNode body, string location, string? tag = null) =>
        new(StatusCodes.Status201Created, TextOf(body)) { Tag = tag, Location = location };

    public static Answer Empty() => new(StatusCodes.Status204NoContent, "");

    public static string TextOf(JsonNode body) => body.ToJsonString(AsJson.Options);

    public async Task ExecuteAsync(HttpContext http)
    {
        var response = http.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (Tag is not null) (response.Headers.ETag, response.Headers.CacheControl) = (Tag, "private, no-cache");
        if (Location is not null) response.Headers.Location = Location;
        if (IsRepeated) response.Headers["Idempotent-Replayed"] = "true";
        if (Body.Length == 0) return;

        response.ContentType = ContentType;
        await response.WriteAsync(Body, http.RequestAborted);
    }
}
