using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Exchange.Webhooks;

/// <summary>Sends the messages that are due, and tries again later what did not arrive.</summary>
internal sealed class SendMessages(Db db, Change change, WebhookLine line)
{
    private const int Portion = 100;
    private const int AtOnce = 8;

    public async Task SendDueAsync(CancellationToken cancellation = default)
    {
        var now = change.Now;
        var due = await db.WebhookMessages.Where(its => its.NextAttemptAt <= now).OrderBy(its => its.NextAttemptAt).ThenBy(its => its.Id).Take(Portion).ToListAsync(cancellation);
        if (due.Count == 0) return;

        var ids = due.Select(its => its.WebhookId).Distinct().ToList();
        var webhooks = await db.Webhooks.Where(its => ids.Contains(its.Id)).ToDictionaryAsync(its => its.Id, cancellation);

        foreach (var some in due.Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(some.Select(message => SendAsync(webhooks[message.WebhookId], message, cancellation)));
            foreach (var (message, answer) in some.Zip(answers)) Note(webhooks[message.WebhookId], message, answer);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task<LineAnswer?> SendAsync(Webhook webhook, WebhookMessage message, CancellationToken cancellation)
    {
        if (webhook.DisabledAt is not null) return null;

        var timestamp = new DateTimeOffset(change.Now).ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new StringContent(message.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", message.MessageId);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Signature.Of(webhook.SecretsAt(change.Now), message.MessageId, timestamp, message.Body));
        return await line.SendAsync(request, cancellation);
    }

    private void Note(Webhook webhook, WebhookMessage message, LineAnswer? answer)
    {
        var now = change.Now;
        if (answer is null)
        {
            message.GiveUp(now);
        }
        else if (answer.Status is >= 200 and <= 299)
        {
            message.Delivered(now, answer.Status.Value, answer.Text);
            webhook.Succeeded();
        }
        else
        {
            message.Failed(now, answer.Status, answer.Text, Random.Shared.NextDouble(), answer.RetryAfter);
            if (webhook.Failed(now) || answer.Status == StatusCodes.Status410Gone) webhook.Retire(now);
        }
    }
}
