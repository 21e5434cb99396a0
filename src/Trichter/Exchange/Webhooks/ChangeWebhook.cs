using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Exchange.Webhooks;

/// <summary>Sets webhooks up, changes and stops them, and sends messages again.</summary>
public sealed class ChangeWebhook(Db db, Me me, Change change, TimelineWriter timeline, IServiceProvider services)
{
    private const int Longest = 80;
    private const int LongestUrl = 1000;

    /// <summary>The secret is in the answer, and is not shown again.</summary>
    public async Task<WebhookResult> CreateAsync(string name, string url, IReadOnlyCollection<string> kinds, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (FaultOf(name, url, kinds) is { } faulty) return faulty;

        var webhook = new Webhook { Name = name.Trim(), Url = url.Trim(), Kinds = [.. kinds.Order(StringComparer.Ordinal)], Secret = Signature.NewSecret(), CreatedAt = change.Now };
        db.Webhooks.Add(webhook);
        timeline.Record(new WebhookChanged(webhook.Id, webhook.Name, "set up"));
        await db.SaveChangesAsync(cancellation);
        return new WebhookResult.Saved(webhook);
    }

    public async Task<WebhookResult> SaveAsync(Guid id, string name, string url, IReadOnlyCollection<string> kinds, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } webhook) return new WebhookResult.NotFound();
        if (FaultOf(name, url, kinds) is { } faulty) return faulty;

        (webhook.Name, webhook.Url, webhook.Kinds) = (name.Trim(), url.Trim(), [.. kinds.Order(StringComparer.Ordinal)]);
        timeline.Record(new WebhookChanged(webhook.Id, webhook.Name, "changed"));
        await db.SaveChangesAsync(cancellation);
        return new WebhookResult.Saved(webhook);
    }

    public async Task<bool> SwitchAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } webhook) return false;

        if (webhook.DisabledAt is null) webhook.Retire(change.Now);
        else webhook.Resume();
        timeline.Record(new WebhookChanged(webhook.Id, webhook.Name, webhook.DisabledAt is null ? "resumed" : "stopped"));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>A new secret; the one before signs along for a day.</summary>
    public async Task<Webhook?> RenewSecretAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } webhook) return null;

        webhook.Renew(Signature.NewSecret(), change.Now);
        timeline.Record(new WebhookChanged(webhook.Id, webhook.Name, "given a new secret"));
        await db.SaveChangesAsync(cancellation);
        return webhook;
    }

    /// <summary>Sends one message again, or all that were given up.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SendAgainAsync(Guid id, Guid? message, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is null) return 0;

        var again = await db.WebhookMessages.Where(its => its.WebhookId == id && (its.Id == message || (message == null && its.State == MessageState.GivenUp))).ToListAsync(cancellation);
        foreach (var one in again) one.SendAgain(change.Now);
        await db.SaveChangesAsync(cancellation);
        return again.Count;
    }

    public async Task<bool> TestAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } webhook) return false;

        var body = new JsonObject { ["type"] = EventKinds.Test, ["timestamp"] = change.Now.ToString("O"), ["data"] = new JsonObject { ["webhook"] = webhook.Name, ["by"] = me.Id } };
        db.WebhookMessages.Add(new WebhookMessage { WebhookId = id, Kind = EventKinds.Test, Body = body.ToJsonString(), At = change.Now, NextAttemptAt = change.Now });
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private Task<Webhook?> FindAsync(Guid id, CancellationToken cancellation)
    {
        me.Must(Right.ManageWorkspace);
        return db.Webhooks.SingleOrDefaultAsync(its => its.Id == id, cancellation);
    }

    private WebhookResult.Faulty? FaultOf(string name, string url, IReadOnlyCollection<string> kinds)
    {
        if (name.Trim().Length == 0) return new WebhookResult.Faulty("Name", new Told("Give it a name."));
        if (name.Trim().Length > Longest) return new WebhookResult.Faulty("Name", new Told("At most {0} characters.", Longest));
        if (url.Trim().Length > LongestUrl || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0)
            return new WebhookResult.Faulty("Url", new Told("This is not an address that begins with https://."));
        if (address.Scheme == "http" && !services.GetRequiredService<WebhookLine>().AllowsPrivate)
            return new WebhookResult.Faulty("Url", new Told("Only addresses that begin with https:// are safe on the way."));
        return kinds.FirstOrDefault(kind => !EventKinds.All.Contains(kind)) is { } unknown ? new WebhookResult.Faulty("Kinds", new Told("There is no event {0}.", unknown)) : null;
    }
}

public abstract record WebhookResult
{
    public sealed record Saved(Webhook Webhook) : WebhookResult;

    public sealed record Faulty(string Field, Told Why) : WebhookResult;

    public sealed record NotFound : WebhookResult;
}

/// <param name="How">"set up", "changed", "stopped", "resumed", "given a new secret".</param>
public sealed record WebhookChanged(Guid WebhookId, string Name, string How) : Happening(WebhookId)
{
    public override Told Told => How switch
    {
        "set up" => new("set up the webhook {0}", Name),
        "stopped" => new("stopped the webhook {0}", Name),
        "resumed" => new("resumed the webhook {0}", Name),
        "given a new secret" => new("gave the webhook {0} a new secret", Name),
        _ => new("changed the webhook {0}", Name),
    };

    public override string Icon => "send";
}
