using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Timeline;

namespace Trichter.Exchange.Webhooks;

/// <summary>Puts a message to each address that wants to know into the same save as the happening: neither is there without the other.</summary>
internal sealed class QueueMessages(Db db, Texts texts) : IFollowTimeline
{
    private List<Webhook>? webhooks;

    public void Recorded(TimelineEntry entry)
    {
        webhooks ??= db.Webhooks.AsNoTracking().Where(its => its.DisabledAt == null).AsEnumerable().ToList();
        if (webhooks.Count == 0) return;

        var kind = EventKinds.Of(entry.Kind);
        foreach (var webhook in webhooks.Where(its => its.Wants(kind)))
            db.WebhookMessages.Add(new WebhookMessage { WebhookId = webhook.Id, Kind = kind, Body = BodyOf(entry, kind), At = entry.At, NextAttemptAt = entry.At });
    }

    /// <summary>What happened, with everything that the happening says; in words as the person who did it would read them.</summary>
    private string BodyOf(TimelineEntry entry, string kind)
    {
        var data = JsonNode.Parse(entry.Data)!.AsObject();
        data["subjectId"] = entry.SubjectId;
        data["by"] = entry.By;
        data["changeId"] = entry.ChangeId;
        data["told"] = texts[entry.Read().Told];
        return new JsonObject { ["type"] = kind, ["timestamp"] = entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture), ["data"] = data }.ToJsonString(AsJson.Options);
    }
}
