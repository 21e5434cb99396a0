using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Agenda;
using Trichter.Activities.Meetings;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Activities.Feed;

/// <summary>The calendar of one user for other programs, and one meeting as a file.</summary>
internal static class FeedEndpoints
{
    public const string Address = "/calendar/feed";

    private const int DaysBack = 30;
    private const int DaysAhead = 400;

    public static void MapCalendarFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address + "/{secret}", FeedAsync).AllowAnonymous();
        routes.MapPost("/settings/calendar/revoke", RevokeAsync).RequireAuthorization(new AllowedByAttribute(Right.SeeDeals));
        routes.MapGet("/deals/{id:guid}/activities/{activity:guid}/meeting.ics", MeetingAsync).RequireAuthorization(new AllowedByAttribute(Right.SeeDeals));
    }

    /// <summary>Nobody learns whether a secret is unknown, revoked, or of somebody who may no longer sign in.</summary>
    private static async Task<IResult> FeedAsync(HttpContext http, string secret, Db db, Me me, CalendarReader reader, Texts texts, TimeProvider clock)
    {
        var hash = LinkSecret.HashOf(secret.EndsWith(".ics", StringComparison.Ordinal) ? secret[..^4] : secret);
        var feed = await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(its => its.Hash == hash && its.RevokedAt == null);
        var eyes = feed is null ? null : await db.Users.Where(user => user.Id == feed.UserId).WithRules(db).SingleAsync();
        if (eyes is not { User.MaySignIn: true } || !eyes.User.May(Right.SeeDeals)) return Results.NotFound();

        me.SignedInAs(eyes, rights: new HashSet<Right> { Right.SeeDeals });
        var now = clock.GetUtcNow().UtcDateTime;
        var calendar = new Ics($"Trichter · {eyes.User.Name}");
        foreach (var entry in await reader.RunAsync([eyes.User.Id], now.AddDays(-DaysBack), now.AddDays(DaysAhead)))
            calendar.Add(new IcsEvent(entry.Id, now, entry.Sequence, entry.At, entry.Minutes, entry.IsSeen ? $"{texts.Of(entry.Type)}: {entry.Company} · {entry.Text}" : texts["busy"])
            {
                Place = entry.Place,
                Address = entry.IsSeen ? $"{http.Request.Scheme}://{http.Request.Host}{ActivityPage.Of(entry.DealId!.Value, entry.Id)}" : "",
            });
        return File(http, calendar.End(), "calendar.ics");
    }

    private static async Task<IResult> RevokeAsync(ShareCalendar verb, Toast toast)
    {
        await verb.RevokeAsync();
        toast.Say(new Told("Revoked"));
        return Results.LocalRedirect("/settings/calendar");
    }

    private static async Task<IResult> MeetingAsync(HttpContext http, Guid id, Guid activity, FindDeal find, Db db, TimeProvider clock)
    {
        var deal = await find.VisibleAsync(id);
        var meeting = await db.Activities.AsNoTracking().SingleOrDefaultAsync(its => its.Id == activity && its.DealId == id);
        if (deal is null || meeting is not { DueAt: { } at }) return Results.NotFound();

        var calendar = new Ics();
        var title = meeting.Text.Split('\n')[0];
        calendar.Add(new IcsEvent(meeting.Id, clock.GetUtcNow().UtcDateTime, meeting.Version, at, meeting.LengthMinutes, deal.CompanyName.Length > 0 ? $"{deal.CompanyName} · {title}" : title)
        {
            Description = meeting.Text,
            Place = meeting.Place,
        });
        return File(http, calendar.End(), "meeting.ics");
    }

    internal static IResult File(HttpContext http, string calendar, string name)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return Results.File(Encoding.UTF8.GetBytes(calendar), "text/calendar; charset=utf-8", name);
    }
}
