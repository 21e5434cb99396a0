using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Consent.OptIn;
using Trichter.Ledger;
using Trichter.Timeline;

namespace Trichter.Customers.Consent.Links;

/// <summary>What a person does by the link in a mail: unsubscribe with one press, or choose what they want (R42 to R45).</summary>
public sealed class ChooseByLink(Db db, Change change, TimelineWriter timeline, ContactKeys keys, WriteConsent write, KeepConsent consent, AskConsent ask)
{
    public async Task<OpenedLink?> OpenAsync(string token, CancellationToken cancellation = default)
    {
        await keys.LoadAsync(cancellation);
        if (PreferenceLink.Read(token, keys) is not { } link) return null;

        var events = await db.ConsentEvents.AsNoTracking().Where(its => its.PointKey == link.PointKey && its.Channel == ContactChannel.Email).ToListAsync(cancellation);
        var suppressions = await db.Suppressions.AsNoTracking().Where(its => its.Key == link.PointKey).ToListAsync(cancellation);
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(its => its.Id == link.Person, cancellation);
        var address = person?.Emails.Find(one => keys.Of(ContactPoint.Of(ContactChannel.Email, one)) == link.PointKey) ?? events.Select(its => keys.Show(its.Point)).FirstOrDefault(one => one.Length > 0) ?? "";
        return new(link, address, person?.Language ?? "", events, suppressions)
        {
            LastUsed = ConsentStates.IsAged(events, change.Now) ? await ask.LastUseAsync(link.Person, ContactChannel.Email, cancellation) : null,
        };
    }

    /// <summary>Ends one purpose on e-mail, or all advertising. Doing it twice changes nothing, and a link we did not write is answered alike.</summary>
    public async Task UnsubscribeAsync(string token, bool all, CancellationToken cancellation = default)
    {
        if (await OpenAsync(token, cancellation) is not { } open) return;

        if (open.Suppressions.Any(its => all ? its is { Purpose: null, Channel: null, EndedAt: null } : its.Covers(open.Link.Purpose, ContactChannel.Email))) return;
        var point = open.Address.Length > 0 ? ContactPoint.Of(ContactChannel.Email, open.Address) : null;
        var action = all ? ConsentAction.Objected : ConsentAction.Withdrawn;
        await write.AddAsync(new(open.Link.Person, open.Link.Purpose, ContactChannel.Email, action, ConsentProof.OneClick) { Point = point, PointKey = open.Link.PointKey }, cancellation);
        await write.SuppressAsync(open.Link.PointKey, all ? null : open.Link.Purpose, all ? null : ContactChannel.Email, all ? SuppressionReason.Objected : SuppressionReason.Unsubscribed, cancellation);
        timeline.Record(new ConsentNoted(open.Link.Person, open.Link.Purpose, ContactChannel.Email, action));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The purposes they ticked, all others not. The mailbox is proven by the link, so that new ones may be given here; a phone number is not (R5, R45).</summary>
    public async Task ChooseAsync(string token, IReadOnlyCollection<Purpose> wanted, ConsentWording? wording, Asker asker, CancellationToken cancellation = default)
    {
        if (await OpenAsync(token, cancellation) is not { Address.Length: > 0 } open) return;

        var point = ContactPoint.Of(ContactChannel.Email, open.Address);
        foreach (var purpose in Purposes.ForPeople)
        {
            var isOn = open.IsOn(purpose, change.Now);
            if (wanted.Contains(purpose) == isOn) continue;
            if (!isOn && wording?.Is(purpose, ContactChannel.Email) != true) continue;

            var action = isOn ? ConsentAction.Withdrawn : ConsentAction.Confirmed;
            if (!isOn) wording!.Freeze(change.Now);
            await write.AddAsync(new(open.Link.Person, purpose, ContactChannel.Email, action, ConsentProof.MailLink)
            {
                Point = point,
                PointKey = open.Link.PointKey,
                WordingId = isOn ? null : wording!.Id,
                Evidence = $"{asker.Page[..Math.Min(asker.Page.Length, 30)]} · {asker.Ip} · {asker.UserAgent}",
            }, cancellation);
            if (isOn) await write.SuppressAsync(open.Link.PointKey, purpose, ContactChannel.Email, SuppressionReason.Unsubscribed, cancellation);
            else await consent.EndSuppressionsAsync(open.Link.PointKey, purpose, ContactChannel.Email, cancellation);
            timeline.Record(new ConsentNoted(open.Link.Person, purpose, ContactChannel.Email, action));
        }

        await db.SaveChangesAsync(cancellation);
    }
}

/// <param name="Address">Empty where the person is gone.</param>
/// <param name="Language">Of the person; empty for not known.</param>
public sealed record OpenedLink(PreferenceLink Link, string Address, string Language, IReadOnlyList<ConsentEvent> Events, IReadOnlyList<Suppression> Suppressions)
{
    /// <summary>Of consent that was given long ago; what was given lately needs no use.</summary>
    public DateTime? LastUsed { get; init; }

    public bool IsOn(Purpose purpose, DateTime now) =>
        !Suppressions.Any(its => its.Stops(purpose, ContactChannel.Email, Events))
        && ConsentStates.Of(Events.Where(its => its.Purpose == purpose), now, LastUsed) == ConsentState.Confirmed;

    public DateTime? Since(Purpose purpose) => Events.Where(its => its.Purpose == purpose).OrderBy(its => its.Sequence).LastOrDefault()?.At;
}
