using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Feed;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team.Mail;

namespace Trichter.Activities.Booking;

/// <summary>Writes to a visitor what they booked, in the language of the page they saw: with the meeting for their calendar and the link that moves and cancels it.</summary>
public sealed class ConfirmBooking(Db db, Change change, Texts texts, WriteMail mail)
{
    public async Task WriteAsync(Booking booking, Activity meeting, string secret, CancellationToken cancellation = default)
    {
        var (page, workspace) = (await db.BookingPages.AsNoTracking().SingleAsync(its => its.Id == booking.PageId, cancellation), await db.Workspaces.AsNoTracking().SingleAsync(cancellation));
        var link = await mail.LinkAsync($"/booking/{secret}", cancellation);
        var calendar = new Ics();
        calendar.Add(new IcsEvent(meeting.Id, change.Now, meeting.Version + 1, meeting.DueAt!.Value, meeting.LengthMinutes, page.Title) { Place = meeting.Place });
        mail.Add(booking.Email, booking.Name, texts.Language, workspace.Zone, words => new MailWords(
            $"{page.Title}: {words.DateTime(meeting.DueAt.Value)}",
            $"{page.Title}\n{words.LongDay(DateOnly.FromDateTime(words.Local(meeting.DueAt.Value)))}, {words.Time(meeting.DueAt.Value)} ({words.Zone.Id})\n{workspace.Name}\n\n{words["Move or cancel it here:"]} {link}\n")
        { Calendar = calendar.End(), CalendarMethod = "PUBLISH" }, booking.DealId);
    }
}
