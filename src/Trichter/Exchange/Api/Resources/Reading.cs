using System.Text.Json.Nodes;
using Trichter.Exchange.Api.Answers;

namespace Trichter.Exchange.Api.Resources;

/// <summary>The answer to a read of one record: the record, or 304 for who has this version already.</summary>
internal static class Reading
{
    public static Answer Of(HttpContext http, string tag, Func<JsonObject> write) =>
        RecordTag.IsKnown(http, tag) ? new Answer(StatusCodes.Status304NotModified, "") { Tag = tag } : Answer.Of(write(), tag);
}
