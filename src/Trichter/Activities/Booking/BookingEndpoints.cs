using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Feed;

namespace Trichter.Activities.Booking;

/// <summary>The meeting a visitor booked, as a file for their calendar: its title, not what the host notes about it.</summary>
internal static class BookingEndpoints
{
    public static void MapBookings(this IEndpointRouteBuilder routes) => routes.MapGet("/booking/{secret}/meeting.ics", FileAsync).AllowAnonymous();

    private static async Task<IResult> FileAsync(HttpContext http, string secret, TakeBooking verb, Db db, TimeProvider clock)
    {
        if (await verb.FindAsync(secret) is not { } taken) return Results.NotFound();

        var title = await db.BookingPages.Where(page => page.Id == taken.Booking.PageId).Select(page => page.Title).SingleAsync();
        var calendar = new Ics();
        calendar.Add(new IcsEvent(taken.Meeting.Id, clock.GetUtcNow().UtcDateTime, taken.Meeting.Version, taken.Meeting.DueAt!.Value, taken.Meeting.LengthMinutes, title) { Place = taken.Meeting.Place });
        return FeedEndpoints.File(http, calendar.End(), "meeting.ics");
    }
}
