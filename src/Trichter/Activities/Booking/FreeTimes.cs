using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Meetings;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Activities.Booking;

/// <summary>Finds a booking page and what is free on it. To the outside it tells nothing but that.</summary>
public sealed class FreeTimes(Db db, Change change, BusyTimes busy)
{
    /// <summary>Null for one that is unknown, closed, or whose user may no longer take meetings; nobody learns which.</summary>
    public async Task<OpenPage?> OpenAsync(string address, CancellationToken cancellation = default)
    {
        var page = await db.BookingPages.SingleOrDefaultAsync(its => its.Address == address && its.IsOpen, cancellation);
        return page is null ? null : await WithHostAsync(page, cancellation);
    }

    internal async Task<OpenPage?> WithHostAsync(BookingPage page, CancellationToken cancellation)
    {
        var host = await db.Users.Where(user => user.Id == page.UserId).WithRules(db).SingleAsync(cancellation);
        if (!page.IsOpen || !host.User.MaySignIn || !host.User.May(Right.ChangeDeals)) return null;

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var hours = await db.WorkingHours.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? WorkingHours.Default();
        var colleagues = await db.Users.Where(user => page.Colleagues.Contains(user.Id)).OrderBy(user => user.Name).WithRules(db).ToListAsync(cancellation);
        return new OpenPage(page, [host, .. colleagues.Where(eyes => eyes.User.Id != host.User.Id && eyes.User.MaySignIn && eyes.User.May(Right.ChangeDeals))], hours, workspace.Zone, workspace.Name);
    }

    /// <param name="except">A meeting that is being moved and therefore in nobody's way.</param>
    public async Task<List<DateTime>> OfAsync(OpenPage open, DateOnly from, int days, Guid? except = null, CancellationToken cancellation = default)
    {
        var page = open.Page;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, open.Zone));
        var limit = today.AddDays(page.DaysAhead + 1);
        if (from >= limit) return [];

        var (first, end) = (from < today ? today : from, from.AddDays(days) is var asked && asked > limit ? limit : asked);
        if (first >= end) return [];

        var (start, stop) = (LocalTime.ToUtc(first, 0, open.Zone), LocalTime.ToUtc(end, 0, open.Zone));
        var booked = await (from booking in db.Bookings
                            where booking.PageId == page.Id && booking.CancelledAt == null && booking.ActivityId != except
                            join meeting in db.Activities on booking.ActivityId equals meeting.Id
                            where meeting.DueAt >= start && meeting.DueAt < stop
                            select new { At = meeting.DueAt!.Value, meeting.OwnerId }).ToListAsync(cancellation);
        var perDay = booked.ToLookup(its => (its.OwnerId, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(its.At, open.Zone))));

        var free = new SortedSet<DateTime>();
        foreach (var host in open.Hosts.Select(eyes => eyes.User.Id))
        {
            var taken = await busy.OfAsync(host, start.AddMinutes(-page.BufferMinutes), stop.AddMinutes(page.BufferMinutes), except, cancellation);
            free.UnionWith(Enumerable.Range(0, end.DayNumber - first.DayNumber).Select(first.AddDays)
                .SelectMany(day => page.FreeOn(day, open.Hours, open.Zone, taken, perDay[(host, day)].Count(), change.Now)));
        }

        return [.. free];
    }

    /// <summary>Whose turn it is at a free time: of those who are free the one with the fewest bookings ahead, the owner of the page before others.</summary>
    public async Task<Eyes?> TurnAsync(OpenPage open, DateTime at, CancellationToken cancellation = default)
    {
        if (open.Hosts.Count == 1) return open.Host;

        var ahead = await (from booking in db.Bookings
                           where booking.PageId == open.Page.Id && booking.CancelledAt == null
                           join meeting in db.Activities on booking.ActivityId equals meeting.Id
                           where meeting.DoneAt == null && meeting.DueAt >= change.Now && meeting.OwnerId != null
                           group meeting by meeting.OwnerId!.Value into its
                           select new { its.Key, Count = its.Count() }).ToDictionaryAsync(its => its.Key, its => its.Count, cancellation);
        foreach (var host in open.Hosts.OrderBy(eyes => ahead.GetValueOrDefault(eyes.User.Id)))
            if (await IsFreeAsync(open with { Hosts = [host] }, at, null, cancellation)) return host;
        return null;
    }

    public async Task<bool> IsFreeAsync(OpenPage open, DateTime at, Guid? except = null, CancellationToken cancellation = default) =>
        (await OfAsync(open, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, open.Zone)), 1, except, cancellation)).Contains(at);
}

/// <summary>A booking page that takes bookings, with what it is judged by.</summary>
/// <param name="Hosts">Who takes them: the user of the page first, then those who take turns.</param>
/// <param name="Zone">Of the workspace.</param>
public sealed record OpenPage(BookingPage Page, IReadOnlyList<Eyes> Hosts, WorkingHours Hours, TimeZoneInfo Zone, string Company)
{
    public Eyes Host => Hosts[0];

    /// <summary>Who moves a meeting stays with the same host, as long as they are among those who take turns.</summary>
    public OpenPage Staying(Guid? host) => Hosts.FirstOrDefault(eyes => eyes.User.Id == host) is { } same ? this with { Hosts = [same] } : this;
}
