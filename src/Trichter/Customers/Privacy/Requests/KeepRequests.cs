using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Customers.Privacy.Requests;

/// <summary>Keeps the register of requests (R60, R67): entered, extended with a reason, settled or refused, warned in time.</summary>
public sealed class KeepRequests(Db db, Me me, WholeSight sight, Change change, TimelineWriter timeline, KeepConsent consent, KeepPrivacy privacy, Notify notify, IEnumerable<IKnowRecipients> recipients)
{
    private const int ShortestReason = 10;

    public async Task<(PrivacyRequest? Request, Fault? Fault)> EnterAsync(RequestDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (!sight.IsMine) return (null, Fault.NotThere);
        var contact = draft.Contact.Trim();
        if (contact.Length is 0 or > PrivacyRequest.Longest) return (null, new("Contact", new Told("Say by which address or number they wrote.")));
        if (draft.Proof.Trim().Length is 0 or > PrivacyRequest.LongestText) return (null, new("Proof", new Told("Say how we know that it is they.")));
        if (draft.ReceivedOn is not { } day || day > DateOnly.FromDateTime(change.Now)) return (null, new("ReceivedOn", new Told("A day that has passed.")));

        var person = draft.PersonId is { } id ? await db.People.SingleOrDefaultAsync(its => its.Id == id, cancellation) : await FindAsync(contact, cancellation);
        var name = draft.Name.Trim().Length > 0 ? draft.Name.Trim() : person?.Name ?? "";
        if (name.Length is 0 or > PrivacyRequest.Longest) return (null, new("Name", new Told("Nobody has this address. Say what they are called.")));

        var request = new PrivacyRequest
        {
            Kind = draft.Kind,
            PersonId = person?.Id,
            Name = name,
            Contact = contact,
            Language = Languages.All.Contains(draft.Language) ? draft.Language : person?.Language is { Length: > 0 } own && Languages.All.Contains(own) ? own : "en",
            ReceivedOn = day,
            DueOn = day.AddMonths(1),
            Proof = draft.Proof.Trim(),
            OwnerId = draft.OwnerId ?? me.Id,
            CreatedAt = change.Now,
        };
        db.PrivacyRequests.Add(request);
        if (person is not null)
        {
            timeline.Record(new RequestEntered(person.Id, draft.Kind));
            if (await ActAtOnceAsync(person, draft, cancellation) is { } fault) return (null, fault);
        }

        await db.SaveChangesAsync(cancellation);
        return (request, null);
    }

    /// <returns>What is wrong, or null.</returns>
    public async Task<Fault?> ExtendAsync(Guid id, string why, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await OpenAsync(id, cancellation) is not { } request) return Fault.NotThere;
        if (request.ExtendedWhy.Length > 0) return new("Why", new Told("It was extended already."));
        if (request.DueOn < DateOnly.FromDateTime(change.Now)) return new("Why", new Told("The month is over: it is too late to extend it."));
        if (why.Trim().Length is < ShortestReason or > PrivacyRequest.LongestText) return new("Why", new Told("Say why, in at least {0} characters; the person has to be told.", ShortestReason));

        request.Extend(why.Trim());
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <param name="told">Which of those who got the data were told what became of them (Article 19); asked for where data were corrected, erased or restricted.</param>
    /// <param name="notToldWhy">Why not all of them were.</param>
    /// <inheritdoc cref="ExtendAsync"/>
    public async Task<Fault?> SettleAsync(Guid id, bool refuse, string answer, IReadOnlyCollection<string> told, string notToldWhy, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await OpenAsync(id, cancellation) is not { } request) return Fault.NotThere;
        if (answer.Trim().Length is < ShortestReason or > PrivacyRequest.LongestText)
            return new("Answer", refuse ? new Told("Say why, in at least {0} characters, and name the office where they may complain.", ShortestReason) : new Told("Say what was answered, in at least {0} characters.", ShortestReason));

        if (!refuse && request is { ConcernsRecipients: true, PersonId: { } known })
        {
            var had = (await recipients.OfAsync(known, cancellation)).Select(its => its.Words).ToList();
            if (notToldWhy.Trim().Length > PrivacyRequest.LongestText || (had.Except(told).Any() && notToldWhy.Trim().Length < ShortestReason))
                return new("NotTold", new Told("Tell everybody who got the data, or say why that is impossible, in at least {0} characters.", ShortestReason));
            request.Told(had.Intersect(told), notToldWhy.Trim());
        }

        request.Settle(refuse ? RequestState.Refused : RequestState.Answered, answer.Trim(), change.Now);
        if (request.PersonId is { } person) timeline.Record(new RequestSettled(person, request.Kind, request.State));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Tells the owner 14 and 5 days before an answer is due; each once. Files that nobody may fetch any more go.</summary>
    public async Task WatchAsync(CancellationToken cancellation = default)
    {
        var today = DateOnly.FromDateTime(change.Now);
        var first = today.AddDays(PrivacyRequest.WarnDays[0]);
        foreach (var request in await db.PrivacyRequests.AsNoTracking().Where(its => its.SettledAt == null && its.OwnerId != null && its.DueOn <= first).ToListAsync(cancellation))
        {
            var days = PrivacyRequest.WarnDays.Last(days => request.DueOn <= today.AddDays(days));
            await notify.TellAsync(request.OwnerId!.Value, NotificationKind.Reminder, new Told("The request of {0} has to be answered by {1}", request.Name, request.DueOn), $"/settings/requests/{request.Id}", $"request/{request.Id}/{days}", cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await db.PrivacyFiles.Where(its => its.EndsAt < change.Now).ExecuteDeleteAsync(cancellation);
    }

    private async Task<PrivacyRequest?> OpenAsync(Guid id, CancellationToken cancellation) => !sight.IsMine ? null : await db.PrivacyRequests.SingleOrDefaultAsync(its => its.Id == id && its.SettledAt == null, cancellation);

    private async Task<Person?> FindAsync(string contact, CancellationToken cancellation)
    {
        var address = contact.ToLowerInvariant();
        var candidates = await db.People.Where(its => its.MainEmail == address).Take(2).ToListAsync(cancellation);
        return candidates.Count == 1 ? candidates[0] : null;
    }

    /// <summary>An objection holds at once, and whoever wants their data restricted has them restricted while we look into it (R64, R65).</summary>
    private async Task<Fault?> ActAtOnceAsync(Person person, RequestDraft draft, CancellationToken cancellation)
    {
        if (draft.Kind == RequestKind.Objection) return await consent.ObjectAsync(person.Id, cancellation);
        if (draft.Kind != RequestKind.Restriction) return null;

        var its = await db.PersonPrivacy.AsNoTracking().SingleOrDefaultAsync(known => known.PersonId == person.Id, cancellation) ?? new PersonPrivacy { PersonId = person.Id };
        return await privacy.SaveAsync(person.Id, new PrivacyDraft
        {
            Kind = its.Kind,
            Country = its.Country,
            Region = its.Region,
            BornOn = its.BornOn,
            IsDeceased = its.IsDeceased,
            IsNotMeasured = its.IsNotMeasured,
            Origin = its.Origin,
            OriginNote = its.OriginNote,
            Balancing = its.Balancing,
            CollectedOn = its.CollectedOn,
            LicensedUntil = its.LicensedUntil,
            IsInformed = its.InformedAt is not null,
            IsRestricted = true,
            RestrictedWhy = its.RestrictedWhy.Length > 0 ? its.RestrictedWhy : draft.Proof.Trim(),
        }, cancellation);
    }
}

/// <param name="PersonId">Null: found by the contact.</param>
/// <param name="OwnerId">Who answers; null for whoever enters it.</param>
public sealed record RequestDraft(RequestKind Kind, Guid? PersonId, string Name, string Contact, string Language, DateOnly? ReceivedOn, string Proof, Guid? OwnerId);
