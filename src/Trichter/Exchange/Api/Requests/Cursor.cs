using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Api.Requests;

/// <summary>Where a page of a list ended: the order, and the value and id of its last row. Callers treat it as opaque.</summary>
/// <param name="Value">The value of the last row in that order, as JSON.</param>
internal sealed record Cursor(string Sort, string Value, Guid Id)
{
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(AsJson.Write(this)));

    /// <returns>Null for what no page of ours has handed out.</returns>
    public static Cursor? Read(string text)
    {
        try
        {
            return AsJson.Read<Cursor?>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))) is { Sort: not null, Value: not null } cursor ? cursor : null;
        }
        catch (Exception foreign) when (foreign is FormatException or JsonException)
        {
            return null;
        }
    }
}
