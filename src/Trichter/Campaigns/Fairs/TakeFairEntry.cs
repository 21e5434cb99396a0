using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Booking;
using Trichter.Campaigns.Intake;
using Trichter.Campaigns.Touches;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.OptIn;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Fairs;

/// <summary>
/// Makes a lead of somebody met at a fair: the person, the deal of whoever entered them, the touch, the next step, and the mail that asks to confirm
/// the address. Known people are found also where the seller may not see them; the answer is the same.
/// </summary>
public sealed class TakeFairEntry(Db db, Me me, Change change, TimelineWriter timeline, EnterLead enter, AskOptIn ask, NoteActivity activity)
{
    private const int MostInAMinute = 60;
    private const int MorningHour = 9;

    public async Task<FairAnswer> RunAsync(FairTyped typed, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        me.Must(Right.ChangeCustomers);
        if (typed.User is { } user && user != me.Id) return new FairAnswer.Refused(One("", new Told("Somebody else typed this on the phone. It is sent when they are signed in.")));
        if (await BeforeAsync(typed.Id, cancellation) is { } before) return before;
        var minute = change.Now.AddMinutes(-1);
        if (await db.FairEntries.CountAsync(its => its.EnteredBy == me.Id && its.ArrivedAt > minute, cancellation) >= MostInAMinute) return new FairAnswer.Later();

        var fair = await db.Fairs.AsNoTracking().SingleOrDefaultAsync(its => its.Id == typed.FairId && its.RetiredAt == null, cancellation);
        var (at, faults) = (typed.At is { } then && then < change.Now ? then : change.Now, typed.Faults());
        var wording = typed.MayWrite && fair is not null ? await WordingAsync(fair, typed.WordingId, at, cancellation) : null;
        if (fair is null) faults["fair"] = new Told("This fair is not offered any more. Choose another one.");
        else if (typed.MayWrite && wording is null) faults["consent"] = new Told("This text is not used any more. Load the page anew and show the new one.");
        if (faults.Count > 0) return new FairAnswer.Refused(faults);

        try
        {
            return await WriteAsync(typed, fair!, wording, at, cancellation);
        }
        catch (DbUpdateException)
        {
            // Sent twice at once: the other one was quicker.
            if (await BeforeAsync(typed.Id, cancellation) is { } other) return other;
            throw;
        }
    }

    private async Task<FairAnswer?> BeforeAsync(Guid id, CancellationToken cancellation) =>
        await db.FairEntries.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } before ? null
        : before.EnteredBy == me.Id ? new FairAnswer.Taken(before.DealId, null)
        : new FairAnswer.Refused(One("", new Told("Nothing is here")));

    /// <summary>The one of the fair, also one that was replaced after it had been shown.</summary>
    private async Task<ConsentWording?> WordingAsync(Fair fair, Guid? shown, DateTime at, CancellationToken cancellation) =>
        await db.ConsentWordings.SingleOrDefaultAsync(its => its.Id == shown, cancellation) is { } wording && wording.Channels.Contains(ContactChannel.Email) && wording.Purposes.Intersect(Purposes.ForPeople).Any()
        && ((wording.Id == fair.WordingId && wording.RetiredAt is null) || wording.RetiredAt > at) ? wording : null;

    private async Task<FairAnswer> WriteAsync(FairTyped typed, Fair fair, ConsentWording? wording, DateTime at, CancellationToken cancellation)
    {
        var (by, zone) = (me.User, Platform.Workspaces.Zones.Find(me.User.TimeZone));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        me.ActAsProgram(by.Id, ChangeSource.Page);
        var (person, deal, isNew) = await enter.RunAsync(
            new LeadIntake(new Visitor(typed.Name, typed.Email, typed.Company, []), typed.Phone, typed.Language, fair.ProcessId, $"{fair.Name}: {typed.Name}", fair.Source, TouchKind.Fair, Origin.Unknown with { Source = fair.Source, Medium = "fair", Campaign = fair.Campaign })
            {
                OwnerId = by.Id,
                Tags = typed.Interests,
                At = at,
            }, cancellation);
        var asked = wording is not null && await ask.AddAsync(wording, [.. wording.Purposes.Intersect(Purposes.ForPeople)], typed.Email.ToLowerInvariant(), person.Id,
            new Asker($"{fair.Title} · {by.Name} · {at:yyyy-MM-dd'T'HH:mm:ss'Z'}", "", "", typed.Language) { Proof = ConsentProof.Told }, cancellation);
        db.FairEntries.Add(new FairEntry
        {
            Id = typed.Id,
            FairId = fair.Id,
            PersonId = person.Id,
            DealId = deal.Id,
            IsNew = isNew,
            Heat = typed.Heat!.Value,
            Interests = [.. typed.Interests],
            Asked = asked,
            EnteredBy = by.Id,
            EnteredAt = at,
            ArrivedAt = change.Now,
        });
        timeline.Record(new FairEntered(deal.Id, fair.Title, typed.Heat.Value, at, typed.Words(person.Phones.Contains(typed.Phone) ? "" : typed.Phone)));
        await db.SaveChangesAsync(cancellation);
        if (typed.Step.Length > 0) await activity.RunAsync(deal.Id, ActivityType.Task, typed.Step, Morning(typed.StepOn!.Value, zone), cancellation: cancellation);
        await transaction.CommitAsync(cancellation);
        return new FairAnswer.Taken(deal.Id, wording is null || asked ? null : new Told("This address was asked already. One mail in a day and three in a month are enough."));
    }

    private static DateTime Morning(DateOnly day, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(MorningHour, 0)), zone);

    private static Dictionary<string, Told> One(string field, Told why) => new() { [field] = why };
}

public abstract record FairAnswer
{
    /// <param name="But">What was not done of it; null for nothing.</param>
    public sealed record Taken(Guid? DealId, Told? But) : FairAnswer;

    /// <param name="Faults">By field of the form; an empty key for the whole.</param>
    public sealed record Refused(IReadOnlyDictionary<string, Told> Faults) : FairAnswer;

    /// <summary>Too many at once: to be sent again a little later.</summary>
    public sealed record Later : FairAnswer;
}
