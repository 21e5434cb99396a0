using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Feed;
using Trichter.Activities.Meetings;
using Trichter.Deals;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Activities;

/// <summary>The calendar of one user at a secret address, as RFC 5545 wants it.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.EnterAsync("Tower crane");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task The_address_is_made_on_the_page_and_read_without_signing_in()
    {
        var meeting = await PlanAsync("Visit; the yard, first\nwith the crew", "Hafenstr. 4");
        await desk.Browser.VisitAsync("/settings/calendar");
        await desk.Browser.SubmitAsync("main form:has(.btn-primary)");
        var address = new Uri(desk.Browser.Page.QuerySelector("[data-feed]")!.GetAttribute("value")!);

        var answer = await desk.App.OpenBrowser().Http.GetAsync(new Uri(address.PathAndQuery, UriKind.Relative));
        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var text = Unfolded(await answer.Content.ReadAsStringAsync());
        foreach (var line in new[]
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", $"UID:{meeting.Id}@trichter", "DTSTAMP:20260302T090000Z", "SEQUENCE:0", "DTSTART:20260304T130000Z", "DTEND:20260304T140000Z",
            @"SUMMARY:Meeting: Petry · Visit\; the yard\, first", "LOCATION:Hafenstr. 4", $"URL:http://localhost/deals/{petry.Id}/activities/{meeting.Id}", "END:VCALENDAR",
        })
            Assert.Contains(line, text);
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_and_no_character_is_cut()
    {
        var calendar = new Ics("Ada");
        var words = string.Concat(Enumerable.Repeat("Süderfelde żuraw 🏗 ", 12));
        calendar.Add(new IcsEvent(Guid.Empty, new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc), 3, new DateTime(2026, 3, 29, 0, 30, 0, DateTimeKind.Utc), 0, words) { Description = "a\\b\r\nc" });
        var text = calendar.End();

        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.Contains("SUMMARY:" + words, Unfolded(text));
        Assert.Contains(@"DESCRIPTION:a\\b\nc", Unfolded(text));
        Assert.Contains("SEQUENCE:3", Unfolded(text));
        Assert.Contains("TRANSP:TRANSPARENT", Unfolded(text));
    }

    [Fact]
    public async Task A_change_raises_the_sequence_and_the_same_meeting_keeps_its_id()
    {
        var meeting = await PlanAsync("Visit");
        var secret = await ShareAsync();
        await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.ChangeAsync(petry.Id, meeting.Id, Draft("Visit") with { At = At.AddHours(1) }));
        var text = Unfolded(await ReadAsync(secret));
        Assert.Contains($"UID:{meeting.Id}@trichter", text);
        Assert.Contains("SEQUENCE:1", text);
        Assert.Contains("DTSTART:20260304T140000Z", text);
    }

    [Fact]
    public async Task It_tells_only_what_its_user_may_see()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var tom = await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom").Select(user => user.Id).SingleAsync());
        await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.RunAsync(petry.Id, Draft("Secret talk") with { Colleagues = [tom], Place = "Secret place" }));
        await PlanAsync("Not his");

        var text = await ReadAsync(await ShareAsync("tom@nordwerk.example"));
        Assert.Contains("SUMMARY:busy", Unfolded(text));
        foreach (var secret in new[] { "Secret", "Petry", "Not his", petry.Id.ToString() }) Assert.DoesNotContain(secret, string.Join('\n', Unfolded(text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewed_a_revoked_and_a_tampered_address_open_nothing()
    {
        var first = await ShareAsync();
        var second = await ShareAsync();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(first));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync((second[0] == 'A' ? 'B' : 'A') + second[1..]));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(await desk.App.InDbAsync(db => db.CalendarFeeds.OrderByDescending(feed => feed.Id).Select(feed => feed.Hash).FirstAsync())));

        await desk.Browser.VisitAsync("/settings/calendar");
        await desk.Browser.SubmitAsync("form[action$='/revoke']");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(second));
        Assert.DoesNotContain(second, string.Concat(await desk.App.InDbAsync(db => db.Ledger.Select(entry => entry.Fields).ToListAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_another_company_and_of_somebody_who_left_open_nothing()
    {
        await using var elsewhere = await Desk.OpenAsync();
        var theirs = await elsewhere.DoAsync<ShareCalendar, string>(verb => verb.RunAsync());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(theirs));

        await desk.HireAsync("Tom", Role.Seller);
        var his = await ShareAsync("tom@nordwerk.example");
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom").ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, desk.App.Clock.Now)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(his));
    }

    [Fact]
    public async Task Trying_addresses_is_slowed_down()
    {
        var visitor = desk.App.OpenBrowser();
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 40 && last != HttpStatusCode.TooManyRequests; i++)
            last = (await visitor.Http.GetAsync(new Uri($"/calendar/feed/guess-{i}.ics", UriKind.Relative))).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task One_meeting_is_a_file_for_those_who_see_its_deal()
    {
        var meeting = await PlanAsync("Visit");
        var address = $"/deals/{petry.Id}/activities/{meeting.Id}/meeting.ics";
        Assert.Contains($"UID:{meeting.Id}@trichter", Unfolded(Encoding.UTF8.GetString(await desk.Browser.DownloadAsync(address))));
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var tom = await desk.SignInAsync("Tom");
        Assert.Equal(HttpStatusCode.NotFound, (await tom.Http.GetAsync(new Uri(address, UriKind.Relative))).StatusCode);
    }

    private static DateTime At => new(2026, 3, 4, 13, 0, 0, DateTimeKind.Utc);

    private static PlanDraft Draft(string text) => new(ActivityType.Meeting, text, At, 60, "", null, [], [], []);

    private async Task<Activity> PlanAsync(string text, string place = "") =>
        Assert.IsType<PlanResult.Planned>(await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.RunAsync(petry.Id, Draft(text) with { Place = place }))).Activity;

    private Task<string> ShareAsync(string email = App.OwnerEmail) => desk.DoAsync<ShareCalendar, string>(verb => verb.RunAsync(), email);

    private async Task<string> ReadAsync(string secret) => Encoding.UTF8.GetString(await desk.App.OpenBrowser().DownloadAsync($"/calendar/feed/{secret}.ics"));

    private async Task<HttpStatusCode> StatusAsync(string secret) => (await desk.App.OpenBrowser().Http.GetAsync(new Uri($"/calendar/feed/{secret}.ics", UriKind.Relative))).StatusCode;

    private static string[] Unfolded(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
}
