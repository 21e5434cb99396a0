using Microsoft.Net.Http.Headers;

namespace Trichter.Exchange.Api.Answers;

/// <summary>The version of a record as an entity tag: "7".</summary>
internal static class RecordTag
{
    public static string Of(int version) => $"\"{version}\"";

    /// <summary>True when the caller read another version than this one.</summary>
    public static bool IsStale(HttpContext http, string tag) =>
        http.Request.Headers.IfMatch is { Count: > 0 } wanted && !Parse(wanted).Any(one => one.Tag == "*" || (!one.IsWeak && one.Tag == tag));

    /// <summary>True when the caller has this version already.</summary>
    public static bool IsKnown(HttpContext http, string tag) =>
        http.Request.Headers.IfNoneMatch is { Count: > 0 } known && Parse(known).Any(one => one.Tag == "*" || one.Tag == tag);

    private static IList<EntityTagHeaderValue> Parse(Microsoft.Extensions.Primitives.StringValues header) =>
        EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags) ? tags : [];
}
