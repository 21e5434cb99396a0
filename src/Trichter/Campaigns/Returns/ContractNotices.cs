using System.Text.Json;

namespace Trichter.Campaigns.Returns;

/// <summary>Notifications in JSON, as services for sending mail pass them on ("notificationType": "Bounce", "Complaint", "Delivery").</summary>
internal static class ContractNotices
{
    public static ReturnedMail? In(string said)
    {
        var begin = said.IndexOf('{', StringComparison.Ordinal);
        if (begin < 0 || !said.Contains("notificationType", StringComparison.Ordinal)) return null;

        try
        {
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(said[begin..].ReplaceLineEndings("")));
            using var notice = JsonDocument.ParseValue(ref reader);
            return Read(notice.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReturnedMail? Read(JsonElement notice)
    {
        if (notice.TryGetProperty("Message", out var wrapped) && wrapped.ValueKind == JsonValueKind.String) return In(wrapped.GetString()!);
        var id = notice.TryGetProperty("mail", out var mail) ? Text(mail, "messageId") : "";
        return Text(notice, "notificationType") switch
        {
            "Bounce" => new(ReturnKind.Bounce, [.. Many(notice, "bounce", "bouncedRecipients").Select(BounceOf)], [], id),
            "Complaint" => new(ReturnKind.Complaint, [], [.. Many(notice, "complaint", "complainedRecipients").Select(its => Text(its, "emailAddress").ToLowerInvariant())], id),
            "Delivery" => new(ReturnKind.Notice, [], [], id),
            _ => null,
        };
    }

    private static Bounce BounceOf(JsonElement recipient)
    {
        var said = Text(recipient, "diagnosticCode");
        return DeliveryGroups.BounceOf(Text(recipient, "emailAddress").ToLowerInvariant(), Text(recipient, "status"), said, said, said, isTemporary: false);
    }

    private static JsonElement.ArrayEnumerator Many(JsonElement notice, string part, string list) =>
        notice.TryGetProperty(part, out var its) && its.TryGetProperty(list, out var many) && many.ValueKind == JsonValueKind.Array ? many.EnumerateArray() : default;

    private static string Text(JsonElement its, string name) => its.ValueKind == JsonValueKind.Object && its.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
