using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Storage;
using Trichter.Timeline;

namespace Trichter.Customers.Consent.OptIn;

/// <summary>Takes the confirmation of an address. Looking at the link changes nothing: scanners follow links, people press buttons (R10).</summary>
public sealed class ConfirmOptIn(Db db, Change change, TimelineWriter timeline, ContactKeys keys, WriteConsent write, KeepConsent consent)
{
    /// <summary>Null for a secret that is unknown, used or too old; nobody learns which (R11).</summary>
    public async Task<OptInRequest?> OpenAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = LinkSecret.HashOf(secret);
        return await db.OptInRequests.SingleOrDefaultAsync(its => its.TokenHash == hash, cancellation) is { } request && request.IsGood(change.Now) ? request : null;
    }

    public async Task<bool> RunAsync(string secret, Asker asker, CancellationToken cancellation = default)
    {
        if (await OpenAsync(secret, cancellation) is not { } request) return false;

        await keys.LoadAsync(cancellation);
        request.Use(change.Now);
        var point = ContactPoint.Of(ContactChannel.Email, keys.Show(request.Point));
        foreach (var purpose in request.Purposes)
        {
            await write.AddAsync(new(request.PersonId, purpose, ContactChannel.Email, ConsentAction.Confirmed, ConsentProof.MailLink)
            {
                Point = point,
                WordingId = request.WordingId,
                Evidence = $"{request.Id} · {request.MailId} · {request.MailHash} · {asker.Ip} · {asker.UserAgent}",
            }, cancellation);
            await consent.EndSuppressionsAsync(request.PointKey, purpose, ContactChannel.Email, cancellation);
        }

        if (await db.PointHealth.SingleOrDefaultAsync(its => its.PointKey == request.PointKey, cancellation) is { } health) health.ConfirmedAnew();
        if (request.PersonId is { } person) timeline.Record(new OptInConfirmed(person, request.Purposes));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Addresses nobody confirmed are forgotten a week after their link has ended; that they were asked stays as a count (R15).</summary>
    public async Task ForgetAsync(CancellationToken cancellation = default)
    {
        var ended = change.Now.AddDays(-OptInRequest.KeptDays);
        await db.OptInRequests.Where(its => its.UsedAt == null && its.ExpiresAt < ended && its.Point != "")
            .ExecuteUpdateAsync(set => set.SetProperty(its => its.Point, "").SetProperty(its => its.Ip, "").SetProperty(its => its.UserAgent, ""), cancellation);
    }
}
