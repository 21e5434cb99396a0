using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Create;
using Trichter.Deals.Evidence;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Activities.Booking;

/// <summary>Gives a free time to a stranger: a meeting on the open deal of that person, else on a new one. Of several who want the same time one gets it.</summary>
public sealed class TakeBooking(Db db, Me me, Change change, TimelineWriter timeline, FreeTimes free, CreateDeal create, SavePerson save, DealFigures figures, Notify notify, ConfirmBooking confirm)
{
    /// <summary>A deal that came in this way says so.</summary>
    public const string Source = "booking page";

    private const int Tries = 5;

    public async Task<BookingResult> RunAsync(string address, DateTime at, Visitor visitor, CancellationToken cancellation = default)
    {
        if (visitor.Faults() is { Count: > 0 } faults) return new BookingResult.Faulty(faults);
        me.ActAsProgram();
        return await ClaimedAsync(() => free.OpenAsync(address, cancellation), at, null, async open =>
        {
            if (await free.TurnAsync(open, at, cancellation) is not { } host) return new BookingResult.Taken();
            var (deal, person) = await DealOfAsync(open with { Hosts = [host] }, visitor, cancellation);
            var meeting = new Activity
            {
                DealId = deal.Id,
                Type = ActivityType.Meeting,
                Text = visitor.Words(open.Page),
                OwnerId = host.User.Id,
                DueAt = at,
                LengthMinutes = open.Page.LengthMinutes,
                CreatedAt = change.Now,
            };
            var secret = LinkSecret.New();
            var booking = new Booking { PageId = open.Page.Id, DealId = deal.Id, ActivityId = meeting.Id, Name = visitor.Name.Trim(), Email = visitor.Address, Hash = LinkSecret.HashOf(secret), CreatedAt = change.Now };
            db.Activities.Add(meeting);
            db.Participants.Add(new Participant { ActivityId = meeting.Id, DealId = deal.Id, PersonId = person });
            db.Bookings.Add(booking);
            timeline.Record(new MeetingBooked(deal.Id, visitor.Name.Trim(), at));
            await TellAsync(meeting, new Told("{0} booked a meeting on {1}", booking.Name, at), "booked", cancellation);
            await confirm.WriteAsync(booking, meeting, secret, cancellation);
            await figures.RefreshAsync([deal], cancellation);
            await db.SaveChangesAsync(cancellation);
            return new BookingResult.Booked(secret);
        }, cancellation);
    }

    /// <param name="secret">Of the booking.</param>
    public async Task<BookingResult> MoveAsync(string secret, DateTime at, CancellationToken cancellation = default)
    {
        if (await FindAsync(secret, cancellation) is not { } found) return new BookingResult.NotFound();
        me.ActAsProgram();
        var id = found.Booking.PageId;
        return await ClaimedAsync(async () => await free.WithHostAsync(await db.BookingPages.SingleAsync(page => page.Id == id, cancellation), cancellation) is { } open ? open.Staying(found.Meeting.OwnerId) : null, at, found.Meeting.Id, async _ =>
        {
            if (await FindAsync(secret, cancellation) is not { } booked) return new BookingResult.NotFound();
            booked.Meeting.DueAt = at;
            await TellAsync(booked.Meeting, new Told("{0} moved the meeting to {1}", booked.Booking.Name, at), $"moved/{at:O}", cancellation);
            await confirm.WriteAsync(booked.Booking, booked.Meeting, secret, cancellation);
            timeline.Record(new BookingMoved(booked.Booking.DealId, booked.Booking.Name, at));
            await SaveAsync(booked.Booking.DealId, cancellation);
            return new BookingResult.Booked(secret);
        }, cancellation);
    }

    /// <returns>False when there is nothing to cancel.</returns>
    public async Task<bool> CancelAsync(string secret, CancellationToken cancellation = default)
    {
        if (await FindAsync(secret, cancellation) is not { } found) return false;

        me.ActAsProgram();
        var (booking, meeting) = found;
        booking.Retire(change.Now);
        await TellAsync(meeting, new Told("{0} cancelled the meeting on {1}", booking.Name, meeting.DueAt!.Value), "cancelled", cancellation);
        timeline.Record(new BookingCancelled(booking.DealId, booking.Name, meeting.DueAt!.Value));
        db.Participants.RemoveRange(await db.Participants.Where(its => its.ActivityId == meeting.Id).ToListAsync(cancellation));
        db.Activities.Remove(meeting);
        await SaveAsync(booking.DealId, cancellation);
        return true;
    }

    /// <summary>The booking that a secret opens, while its meeting is still planned; else null.</summary>
    public async Task<TakenTime?> FindAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = LinkSecret.HashOf(secret);
        if (await db.Bookings.SingleOrDefaultAsync(its => its.Hash == hash && its.CancelledAt == null, cancellation) is not { } booking) return null;
        var meeting = await db.Activities.SingleOrDefaultAsync(its => its.Id == booking.ActivityId && its.DoneAt == null && its.DueAt != null, cancellation);
        return meeting is null ? null : new TakenTime(booking, meeting);
    }

    /// <summary>Raises the page's number before it looks what is free: whoever raised it from the same number at the same time has to look again.</summary>
    private async Task<BookingResult> ClaimedAsync(Func<Task<OpenPage?>> find, DateTime at, Guid? except, Func<OpenPage, Task<BookingResult>> take, CancellationToken cancellation)
    {
        for (var tried = 0; tried < Tries; tried++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            try
            {
                if (await find() is not { } open) return new BookingResult.NotFound();
                open.Page.Taken++;
                await db.SaveChangesAsync(cancellation);
                if (!await free.IsFreeAsync(open, at, except, cancellation)) return new BookingResult.Taken();

                var result = await take(open);
                if (result is BookingResult.Booked) await transaction.CommitAsync(cancellation);
                return result;
            }
            catch (DbUpdateConcurrencyException)
            {
                await transaction.RollbackAsync(cancellation);
                db.ChangeTracker.Clear();
                change.StartAnew();
            }
        }

        return new BookingResult.Taken();
    }

    /// <summary>The open deal of whoever has that e-mail address, as far as the host sees it, the host's own first; else a new one.</summary>
    private async Task<(Deal Deal, Guid Person)> DealOfAsync(OpenPage open, Visitor visitor, CancellationToken cancellation)
    {
        var (email, host) = (visitor.Address, open.Host.User.Id);
        var person = await db.People.VisibleTo(open.Host, db).Where(its => its.MainEmail == email).OrderBy(its => its.CreatedAt).FirstOrDefaultAsync(cancellation);
        if (person is not null && await db.Deals.VisibleTo(open.Host, db).Where(its => its.ContactId == person.Id && its.Outcome == Outcome.Open)
            .OrderByDescending(its => its.OwnerId == host).ThenByDescending(its => its.LastActivityAt).FirstOrDefaultAsync(cancellation) is { } known) return (known, person.Id);

        var process = await db.Processes.SingleAsync(its => its.Id == open.Page.ProcessId, cancellation);
        var id = person?.Id ?? Saved(await save.CreateAsync(visitor.AsPerson(), null, "", true, host, cancellation)).Id;
        var deal = Saved(await create.RunAsync(process, null, visitor.Company.Trim(), new Dictionary<string, string> { ["name"] = $"{open.Page.Title}: {visitor.Name.Trim()}", ["source"] = Source },
            new DealLinks("", id, host), cancellation));
        if (person is null && deal.CompanyId is { } company) await save.EmployAsync(id, company, "", ends: false, cancellation);
        return (deal, id);
    }

    private Task TellAsync(Activity meeting, Told told, string what, CancellationToken cancellation) =>
        meeting.OwnerId is { } host ? notify.TellAsync(host, NotificationKind.Booking, told, $"/deals/{meeting.DealId}", $"booking/{meeting.Id}/{what}", cancellation) : Task.CompletedTask;

    private static T Saved<T>(SaveResult<T> result) where T : class => result is SaveResult<T>.Saved saved ? saved.Record : throw new InvalidOperationException("What a visitor typed was checked before, yet could not be saved.");

    private async Task SaveAsync(Guid dealId, CancellationToken cancellation)
    {
        await figures.RefreshAsync(await db.Deals.Where(deal => deal.Id == dealId).ToListAsync(cancellation), cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

/// <summary>A booking whose meeting is still to come.</summary>
public sealed record TakenTime(Booking Booking, Activity Meeting);

public abstract record BookingResult
{
    /// <param name="Secret">Part of the address at which it is moved and cancelled.</param>
    public sealed record Booked(string Secret) : BookingResult;

    /// <param name="Faults">By field of the form.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : BookingResult;

    /// <summary>The time is not free, or no longer.</summary>
    public sealed record Taken : BookingResult;

    public sealed record NotFound : BookingResult;
}
