using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Customers.Consent;

/// <summary>Notes what a person said about being contacted. Nothing here edits a state: it adds an event (R2), and what ends a consent closes the contact point at once (R23).</summary>
public sealed class KeepConsent(Db db, Me me, Change change, TimelineWriter timeline, ContactKeys keys, WriteConsent write)
{
    public const int LongestEvidence = 1000;
    private const int ShortestEvidence = 10;

    /// <summary>A consent on paper, by a code or in a talk they began; any other way is kept as a claim that allows nothing (R3, R5).</summary>
    /// <returns>What is wrong, or null.</returns>
    public async Task<Fault?> GiveAsync(Guid person, Giving giving, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        if (await PersonAsync(person, cancellation) is not { } known) return Fault.NotThere;
        if (!Points(known, giving.Channel).Contains(giving.Address)) return new("Address", new Told("Choose one of the answers."));
        if (giving.Proof is ConsentProof.MailLink or ConsentProof.WebForm or ConsentProof.OneClick) return new("Proof", new Told("Only the person can do that. Ask them by a mail with a link."));

        var wording = await db.ConsentWordings.SingleOrDefaultAsync(its => its.Id == giving.WordingId, cancellation);
        var isProven = giving.Proof.Proves(giving.Channel);
        if (isProven && wording?.Is(giving.Purpose, giving.Channel) != true) return new("WordingId", new Told("Choose the text that was signed or read out; it has to name this purpose and channel."));
        if (isProven && giving.Evidence.Trim().Length < ShortestEvidence) return new("Evidence", new Told("Say where and when, and what was answered: at least {0} characters.", ShortestEvidence));
        if (giving.Evidence.Length > LongestEvidence) return new("Evidence", new Told("At most {0} characters.", LongestEvidence));

        if (isProven) wording!.Freeze(change.Now);
        var action = isProven ? ConsentAction.Confirmed : ConsentAction.Claimed;
        var point = ContactPoint.Of(giving.Channel, giving.Address, await CountryAsync(person, cancellation));
        var given = await write.AddAsync(new(person, giving.Purpose, giving.Channel, action, giving.Proof) { Point = point, WordingId = wording?.Id, Evidence = giving.Evidence.Trim() }, cancellation);
        if (isProven) await EndSuppressionsAsync(given.PointKey, giving.Purpose, giving.Channel, cancellation);
        timeline.Record(new ConsentNoted(person, giving.Purpose, giving.Channel, action));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>As easy as giving (Art. 7(3)): one press.</summary>
    public async Task<Fault?> WithdrawAsync(Guid person, string address, Purpose purpose, ContactChannel channel, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        if (await PersonAsync(person, cancellation) is not { } known) return Fault.NotThere;
        if (!Points(known, channel).Contains(address)) return new("Address", new Told("Choose one of the answers."));

        var point = ContactPoint.Of(channel, address, await CountryAsync(person, cancellation));
        var withdrawn = await write.AddAsync(new(person, purpose, channel, ConsentAction.Withdrawn, ConsentProof.Told) { Point = point }, cancellation);
        await write.SuppressAsync(withdrawn.PointKey, purpose, channel, SuppressionReason.Unsubscribed, cancellation);
        timeline.Record(new ConsentNoted(person, purpose, channel, ConsentAction.Withdrawn));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Article 21(2): no advertising at all, on any channel and any address, now and later.</summary>
    public Task<Fault?> ObjectAsync(Guid person, CancellationToken cancellation = default) => StopAsync(person, null, new ObjectedToAll(person), cancellation);

    /// <summary>They said so on the phone: no more advertising calls, whatever number; mails and letters stay as they are (R32).</summary>
    public Task<Fault?> NoCallsAsync(Guid person, CancellationToken cancellation = default) => StopAsync(person, ContactChannel.Phone, new WantsNoCalls(person), cancellation);

    /// <param name="channel">Null for every channel.</param>
    private async Task<Fault?> StopAsync(Guid person, ContactChannel? channel, Happening told, CancellationToken cancellation)
    {
        me.Must(Right.ChangeCustomers);
        if (await PersonAsync(person, cancellation) is not { } known) return Fault.NotThere;

        await keys.LoadAsync(cancellation);
        var country = await CountryAsync(person, cancellation);
        var points = known.Phones.Select(number => ContactPoint.Of(ContactChannel.Phone, number, country));
        if (channel is null) points = known.Emails.Select(address => ContactPoint.Of(ContactChannel.Email, address)).Concat(points);
        foreach (var key in points.Select(keys.Of).Append(keys.OfPerson(person))) await write.SuppressAsync(key, null, channel, SuppressionReason.Objected, cancellation);
        timeline.Record(told);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<Fault?> NoteInterestAsync(Guid person, InterestDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        if (await PersonAsync(person, cancellation) is null) return Fault.NotThere;
        if (draft.Fact.Trim().Length < Check.PresumedInterest.ShortestFact) return new("Fact", new Told("What they said or did, in at least {0} characters.", Check.PresumedInterest.ShortestFact));
        if (draft.Fact.Length > InterestNote.Longest) return new("Fact", new Told("At most {0} characters.", InterestNote.Longest));
        if (draft.Reason.Trim().Length is 0 or > 200) return new("Reason", new Told("Say why they expect this call."));
        if (draft.Source.Trim().Length is 0 or > 200) return new("Source", new Told("Say where it comes from."));
        if (draft.Product.Trim().Length is 0 or > 200) return new("Product", new Told("Say what the call is about."));
        if (draft.On is not { } day || day > DateOnly.FromDateTime(change.Now)) return new("On", new Told("A day that has passed."));

        db.InterestNotes.Add(new InterestNote
        {
            PersonId = person,
            Reason = draft.Reason.Trim(),
            Fact = draft.Fact.Trim(),
            Source = draft.Source.Trim(),
            Product = draft.Product.Trim(),
            NotedOn = day,
            CreatedBy = me.Id,
            CreatedAt = change.Now,
        });
        timeline.Record(new InterestNoted(person, draft.Product.Trim(), draft.Fact.Trim()));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>A new act of the person opens again what they closed, no more than that (R35).</summary>
    internal async Task EndSuppressionsAsync(string key, Purpose purpose, ContactChannel channel, CancellationToken cancellation)
    {
        foreach (var its in await db.Suppressions.Where(known => known.Key == key && known.EndedAt == null && known.Purpose == purpose && known.Channel == channel).ToListAsync(cancellation))
            its.End(change.Now);
    }

    internal static IReadOnlyList<string> Points(Person person, ContactChannel channel) => channel switch
    {
        ContactChannel.Email => person.Emails,
        ContactChannel.AdPlatform => [.. person.Emails, .. person.Phones],
        ContactChannel.Post => [person.Id.ToString()],
        ContactChannel.Social => [],
        _ => person.Phones,
    };

    private Task<Person?> PersonAsync(Guid id, CancellationToken cancellation) => db.People.VisibleTo(me, db).SingleOrDefaultAsync(its => its.Id == id, cancellation);

    private async Task<string> CountryAsync(Guid person, CancellationToken cancellation) =>
        await db.PersonPrivacy.Where(its => its.PersonId == person).Select(its => its.Country).SingleOrDefaultAsync(cancellation) is { Length: > 0 } own ? own
        : (await CompanyCountries.OfAsync(db, [person], cancellation)).GetValueOrDefault(person, "");
}

public sealed record Giving(string Address, Purpose Purpose, ContactChannel Channel, ConsentProof Proof, Guid? WordingId, string Evidence);

public sealed record InterestDraft(string Reason, string Fact, string Source, DateOnly? On, string Product);

/// <param name="Field">Beside which it is told; empty for the whole form.</param>
public sealed record Fault(string Field, Told Why)
{
    public static readonly Fault NotThere = new("", new Told("It is not there, or you may not see it."));
}
