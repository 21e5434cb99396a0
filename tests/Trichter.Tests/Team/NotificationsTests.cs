using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Record;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>Theo is told what he should know: on the page, by mail at once or once a day, and never in his quiet hours.</summary>
public sealed class NotificationsTests : IAsyncLifetime
{
    private Desk desk = null!;
    private User theo = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Theo", Role.Seller);
        theo = await desk.App.InDbAsync(db => db.Users.AsNoTracking().SingleAsync(user => user.Name == "Theo"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Who_is_given_a_deal_is_told_and_opening_it_marks_it_as_read()
    {
        var deal = await desk.EnterAsync("Tower crane");
        await GiveAsync(deal);
        var browser = await desk.SignInAsync("Theo");
        Assert.Equal("1", browser.Page.QuerySelector(".tr-badge")!.TextContent);
        await browser.VisitAsync("/notifications");
        Assert.Contains("gave you the deal Tower crane", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("form[action$='/open']");
        Assert.Equal($"/deals/{deal.Id}", browser.Address.AbsolutePath);
        Assert.Null(browser.Page.QuerySelector(".tr-badge"));
        await desk.Browser.VisitAsync("/notifications");
        Assert.DoesNotContain("Tower crane", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_a_deal_to_themselves_is_not_told()
    {
        var deal = await desk.EnterAsync("Tower crane");
        await GiveAsync(deal);
        await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(deal.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["name"] = "Crane" }, new DealLinks("Petry", null, theo.Id)), "theo@nordwerk.example");
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Notifications.CountAsync()));
    }

    /// <summary>25 November 2026 is a Wednesday; Theo lives in Berlin, an hour ahead of UTC.</summary>
    [Theory]
    [InlineData("2026-11-25T10:00Z", "Mail", "2026-11-25T10:00Z")]
    [InlineData("2026-11-25T19:30Z", "Mail", "2026-11-26T06:00Z")]
    [InlineData("2026-11-25T05:00Z", "Mail", "2026-11-25T06:00Z")]
    [InlineData("2026-11-27T20:00Z", "Mail", "2026-11-30T06:00Z")]
    [InlineData("2026-11-28T10:00Z", "Mail", "2026-11-30T06:00Z")]
    [InlineData("2026-11-25T10:00Z", "Digest", "2026-11-26T06:30Z")]
    [InlineData("2026-11-25T06:10Z", "Digest", "2026-11-25T06:30Z")]
    [InlineData("2026-11-27T10:00Z", "Digest", "2026-11-30T06:00Z")]
    [InlineData("2026-11-25T10:00Z", "Page", null)]
    [InlineData("2027-03-27T10:00Z", "Mail", "2027-03-29T05:00Z")]
    public void A_mail_goes_out_when_nobody_wants_quiet(string now, string way, string? expected)
    {
        var rule = new NotificationRule { UserId = Guid.NewGuid(), Ways = new() { ["Given"] = Enum.Parse<NotificationWay>(way) } };
        var at = rule.MailAt(NotificationKind.Given, Utc(now), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal(expected is null ? null : Utc(expected), at);
    }

    [Fact]
    public async Task One_mail_tells_all_that_is_unread_in_the_language_of_whoever_reads()
    {
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Theo").ExecuteUpdateAsync(set => set.SetProperty(user => user.Language, "de")));
        await GiveAsync(await desk.EnterAsync("Tower crane"));
        await GiveAsync(await desk.EnterAsync("Loader"));
        await MailAsync();
        await MailAsync();
        var mail = await desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync());
        Assert.Equal(("theo@nordwerk.example", "2 Neuigkeiten"), (mail.ToAddress, mail.Subject));
        Assert.Contains("hat Ihnen die Verkaufschance Loader gegeben", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_meanwhile_is_not_mailed_and_what_is_switched_off_is_not_told()
    {
        await GiveAsync(await desk.EnterAsync("Tower crane"));
        var browser = await desk.SignInAsync("Theo");
        await browser.VisitAsync("/notifications");
        await browser.SubmitAsync("form[action='/notifications/read']");
        await MailAsync();
        Assert.Equal(0, await desk.App.InDbAsync(db => db.OutgoingMails.CountAsync()));

        await browser.VisitAsync("/settings/notifications");
        await browser.SubmitAsync("form:has([name='Times[digest]'])", ("Times[digest]", "25:00"));
        Assert.Contains("A time is written as 17:30.", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("form:has([name='Times[digest]'])", ("Times[digest]", "08:00"), ("Ways[Given]", "Off"));
        await GiveAsync(await desk.EnterAsync("Loader"));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Notifications.CountAsync()));
    }

    [Fact]
    public async Task What_is_planned_is_reminded_of_once_shortly_before_it_begins()
    {
        var deal = await desk.EnterAsync("Tower crane");
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(deal.Id, ActivityType.Call, "Ring Ms Petry", desk.App.Clock.Now.AddHours(2)));
        await RemindAsync();
        Assert.Empty(await ToldAsync());
        desk.App.Clock.Now += TimeSpan.FromMinutes(106);
        await RemindAsync();
        await RemindAsync();
        Assert.EndsWith("Ring Ms Petry", Assert.Single(await ToldAsync()), StringComparison.Ordinal);
    }

    private static DateTime Utc(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);

    private Task<SaveResult<Deal>> GiveAsync(Deal deal) =>
        desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(deal.Id, new Dictionary<string, string>(), new Dictionary<string, string>(), new DealLinks("Petry", null, theo.Id)));

    private Task MailAsync() => desk.App.WithAsync<MailNotifications, bool>(async verb =>
    {
        await verb.RunAsync();
        return true;
    });

    private Task RemindAsync() => desk.App.WithAsync<RemindOfActivities, bool>(async verb =>
    {
        await verb.RunAsync();
        return true;
    });

    private Task<List<string>> ToldAsync() => desk.App.InDbAsync(async db => (await db.Notifications.AsNoTracking().ToListAsync()).ConvertAll(its => string.Join(' ', its.Data)));
}
