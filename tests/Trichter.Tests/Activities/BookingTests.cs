using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Booking;
using Trichter.Activities.Meetings;
using Trichter.Customers;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Activities;

/// <summary>Strangers book a free time: only what is free, each time once, and nothing else is told.</summary>
public sealed class BookingTests : IAsyncLifetime
{
    private Desk desk = null!;

    /// <summary>Wednesday, 4 March 2026, ten o'clock in Berlin.</summary>
    private static DateTime Ten => new(2026, 3, 4, 9, 0, 0, DateTimeKind.Utc);

    private static Visitor Wulf => new("Karl Wulf", "Wulf@Petry.example", "Petry", ["A crane"]);

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await SetUpAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Colleagues_who_take_turns_get_bookings_evenly_and_a_time_is_free_while_one_of_them_is()
    {
        await desk.HireAsync("Theo", Role.Seller);
        var theo = await desk.App.InDbAsync(db => db.Users.AsNoTracking().SingleAsync(user => user.Name == "Theo"));
        await SetUpAsync(colleagues: theo.Id);
        Visitor Named(int n) => Wulf with { Name = $"Visitor {n}", Email = $"visitor{n}@example.org" };
        Assert.IsType<BookingResult.Booked>(await TakeAsync(Ten, Named(1)));
        Assert.IsType<BookingResult.Booked>(await TakeAsync(Ten, Named(2)));
        Assert.IsType<BookingResult.Taken>(await TakeAsync(Ten, Named(3)));
        var second = Assert.IsType<BookingResult.Booked>(await TakeAsync(Ten.AddHours(2), Named(4)));
        await TakeAsync(Ten.AddHours(2), Named(5));
        Assert.Equal([2, 2], (await desk.App.InDbAsync(db => db.Activities.Select(its => its.OwnerId).ToListAsync())).GroupBy(id => id).Select(its => its.Count()));

        var visitor = desk.App.OpenBrowser();
        await visitor.VisitAsync("/book/ada");
        Assert.DoesNotContain("Lovelace", visitor.Text, StringComparison.Ordinal);
        Assert.IsType<BookingResult.Taken>(await desk.DoAsync<TakeBooking, BookingResult>(verb => verb.MoveAsync(second.Secret, Ten)));
        Assert.IsType<BookingResult.Booked>(await desk.DoAsync<TakeBooking, BookingResult>(verb => verb.MoveAsync(second.Secret, Ten.AddHours(4))));
    }

    [Fact]
    public async Task A_stranger_books_in_their_language_and_time_zone_and_the_meeting_stands_on_a_new_deal()
    {
        var visitor = desk.App.OpenBrowser();
        await visitor.VisitAsync("/book/ada?language=pl&from=2026-03-04&zone=Europe/London");
        Assert.Equal("pl", visitor.Page.DocumentElement.GetAttribute("lang"));
        var nine = visitor.Page.QuerySelectorAll("[data-time]").First(time => time.GetAttribute("href")!.Contains("20260304T0900Z", StringComparison.Ordinal));
        Assert.Equal("09:00", nine.TextContent);
        await visitor.VisitAsync(nine.GetAttribute("href")! + "&language=pl");
        await visitor.SubmitAsync("main form:has([name=name])", ("name", "Karl Wulf"), ("email", "Wulf@Petry.example"), ("company", "Petry"), ("answer-0", "Żuraw"));
        Assert.StartsWith("/booking/", visitor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("09:00", visitor.Text, StringComparison.Ordinal);
        var confirmation = await desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync());
        Assert.Equal("wulf@petry.example", confirmation.ToAddress);
        Assert.Contains("Tutaj przesuniesz lub odwołasz: /booking/", confirmation.Text, StringComparison.Ordinal);
        Assert.Contains("BEGIN:VEVENT", confirmation.Calendar, StringComparison.Ordinal);
        var file = Encoding.UTF8.GetString(await visitor.DownloadAsync(visitor.Page.QuerySelector("a[download]")!.GetAttribute("href")!));
        Assert.Contains("DTSTART:20260304T090000Z", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Wulf", file, StringComparison.Ordinal);

        var deal = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync());
        Assert.Equal(("booking page", "Petry", 1), (deal.Source, deal.CompanyName, deal.Position));
        var person = await desk.App.InDbAsync(db => db.People.AsNoTracking().SingleAsync());
        Assert.Equal(("Karl", "Wulf", "wulf@petry.example", person.Id), (person.FirstName, person.LastName, person.MainEmail, deal.ContactId!.Value));
        await desk.Browser.VisitAsync("/calendar?day=2026-03-04");
        Assert.Contains("10:00 Petry", desk.Browser.Page.QuerySelector(".tr-cal-item")!.TextContent, StringComparison.Ordinal);
        desk.App.Clock.Now = Ten.AddHours(-1);
        await desk.Browser.VisitAsync("/today");
        Assert.Contains("Karl Wulf", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("took a booking of Karl Wulf", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Żuraw", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_strangers_who_take_the_same_time_at_once_exactly_one_gets_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => TakeAsync(Ten, Wulf with { Name = $"Visitor {i}", Email = $"visitor{i}@example.org" })));

        Assert.Single(results.OfType<BookingResult.Booked>());
        Assert.Equal(5, results.OfType<BookingResult.Taken>().Count());
        Assert.Equal((1, 1, 1), await desk.App.InDbAsync(async db => (await db.Activities.CountAsync(), await db.Deals.CountAsync(), await db.Bookings.CountAsync())));
    }

    [Fact]
    public async Task Two_who_take_different_times_at_once_both_get_theirs_and_overlapping_ones_do_not()
    {
        var results = await Task.WhenAll(TakeAsync(Ten, Wulf), TakeAsync(Ten.AddHours(2), Wulf with { Email = "other@example.org" }));
        Assert.All(results, result => Assert.IsType<BookingResult.Booked>(result));
        Assert.IsType<BookingResult.Taken>(await TakeAsync(Ten.AddMinutes(30), Wulf with { Email = "third@example.org" }));
    }

    [Fact]
    public async Task A_known_person_with_an_open_deal_books_on_that_deal()
    {
        var petry = await desk.EnterAsync("Tower crane");
        var saved = await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["last_name"] = "Wulf", ["emails"] = "wulf@petry.example" }, petry.CompanyId, "", true));
        var person = Assert.IsType<SaveResult<Person>.Saved>(saved).Record.Id;
        await desk.App.InDbAsync(db => db.Deals.ExecuteUpdateAsync(set => set.SetProperty(deal => deal.ContactId, person)));

        Assert.IsType<BookingResult.Booked>(await TakeAsync(Ten, Wulf));
        Assert.Equal(petry.Id, await desk.App.InDbAsync(db => db.Activities.Select(its => its.DealId).SingleAsync()));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task Only_free_times_in_working_hours_with_notice_and_buffer_are_offered_and_nothing_else_is_told()
    {
        var petry = await desk.EnterAsync("Secret deal");
        await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.RunAsync(petry.Id, new PlanDraft(ActivityType.Meeting, "Secret talk", Ten, 60, "Secret place", null, [], [], [])));
        var visitor = desk.App.OpenBrowser();
        await visitor.VisitAsync("/book/ada");
        var offered = visitor.Page.QuerySelectorAll("[data-time]").Select(time => time.GetAttribute("href")!.Split("at=")[1]).ToList();

        Assert.Equal("20260303T0900Z", offered[0]);
        Assert.DoesNotContain(offered, time => time.StartsWith("20260304T08", StringComparison.Ordinal) || time.StartsWith("20260304T09", StringComparison.Ordinal) || time == "20260304T1000Z");
        Assert.Contains("20260304T1030Z", offered);
        Assert.DoesNotContain(offered, time => time.StartsWith("20260307", StringComparison.Ordinal) || time.StartsWith("20260308", StringComparison.Ordinal));
        foreach (var secret in new[] { "Secret", "Petry", App.OwnerEmail }) Assert.DoesNotContain(secret, visitor.Page.Source.Text, StringComparison.OrdinalIgnoreCase);
        foreach (var odd in new[] { Ten, Ten.AddMinutes(7), Ten.AddDays(60), Ten.AddDays(-7), Ten.AddHours(12), new DateTime(2026, 3, 7, 9, 0, 0, DateTimeKind.Utc) })
            Assert.IsType<BookingResult.Taken>(await TakeAsync(odd, Wulf));
    }

    [Fact]
    public async Task A_day_that_is_full_offers_nothing_more()
    {
        Assert.IsType<BookingResult.Booked>(await TakeAsync(Ten, Wulf));
        Assert.IsType<BookingResult.Booked>(await TakeAsync(Ten.AddHours(2), Wulf));
        Assert.IsType<BookingResult.Taken>(await TakeAsync(Ten.AddHours(4), Wulf));
        Assert.IsType<BookingResult.Booked>(await TakeAsync(Ten.AddDays(1), Wulf));
    }

    [Fact]
    public async Task The_visitor_moves_and_cancels_by_the_link_and_a_tampered_one_opens_nothing()
    {
        var secret = Assert.IsType<BookingResult.Booked>(await TakeAsync(Ten, Wulf)).Secret;
        var visitor = desk.App.OpenBrowser();
        await visitor.VisitAsync($"/booking/{(secret[0] == 'A' ? 'B' : 'A') + secret[1..]}");
        Assert.Contains("This meeting does not stand", visitor.Text, StringComparison.Ordinal);
        await visitor.VisitAsync($"/booking/{await desk.App.InDbAsync(db => db.Bookings.Select(its => its.Hash).SingleAsync())}");
        Assert.Contains("This meeting does not stand", visitor.Text, StringComparison.Ordinal);

        await visitor.VisitAsync($"/booking/{secret}");
        await visitor.VisitAsync(visitor.Page.QuerySelector("a[href*='move=']")!.GetAttribute("href")!);
        await visitor.VisitAsync(visitor.Page.QuerySelectorAll("[data-time]").First(time => time.GetAttribute("href")!.Contains("20260305T1000Z", StringComparison.Ordinal)).GetAttribute("href")!);
        await visitor.SubmitAsync("main form.tr-stack");
        Assert.Equal(Ten.AddDays(1).AddHours(1), await desk.App.InDbAsync(db => db.Activities.Select(its => its.DueAt).SingleAsync()));

        await visitor.SubmitAsync("form[data-cancel]");
        Assert.Contains("Your meeting was cancelled", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Activities.CountAsync()));
        await visitor.VisitAsync($"/booking/{secret}");
        Assert.Contains("This meeting does not stand", visitor.Text, StringComparison.Ordinal);
        Assert.IsType<BookingResult.Booked>(await TakeAsync(Ten.AddDays(1).AddHours(1), Wulf));
    }

    [Fact]
    public async Task What_does_not_fit_is_said_and_nothing_typed_is_lost_and_a_forged_form_is_refused()
    {
        var visitor = desk.App.OpenBrowser();
        await visitor.VisitAsync("/book/ada?at=20260304T0900Z");
        await visitor.SubmitAsync("main form:has([name=name])", ("name", "Karl Wulf"), ("email", "nobody"));
        Assert.Contains("This is not an e-mail address.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Karl Wulf", visitor.Page.QuerySelector("[name=name]")!.GetAttribute("value"));

        using var body = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "book"), KeyValuePair.Create("name", "Forged"), KeyValuePair.Create("email", "a@b.example")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.App.OpenBrowser().Http.PostAsync(new Uri("/book/ada?at=20260304T0900Z", UriKind.Relative), body)).StatusCode);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Bookings.CountAsync()));
    }

    [Fact]
    public async Task A_page_that_is_closed_or_whose_user_left_does_not_exist()
    {
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("nobody"));
        await desk.HireAsync("Tom", Role.Seller);
        await SetUpAsync("tom", "tom@nordwerk.example");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("tom"));
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom").ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, desk.App.Clock.Now)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("tom"));
        await SetUpAsync(isOpen: false);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("ada"));
        Assert.IsType<BookingResult.NotFound>(await TakeAsync(Ten, Wulf));
    }

    [Fact]
    public async Task The_page_is_set_up_by_its_user_and_odd_wishes_are_refused()
    {
        await desk.Browser.VisitAsync("/settings/booking");
        await desk.Browser.SubmitAsync("main form:has([name=address])", ("address", "Ada L"), ("length", "2"));
        Assert.Contains("3 to 60 lower case letters, digits and hyphens.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("A whole number from 5 to 480.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form:has([name=address])", ("address", "ada-l"), ("length", "45"));
        Assert.Contains("/book/ada-l", desk.Browser.Page.QuerySelector("input[readonly]")!.GetAttribute("value"), StringComparison.Ordinal);
        await desk.HireAsync("Rita", Role.Reader);
        await Assert.ThrowsAsync<NotAllowedException>(() => SetUpAsync("rita", "rita@nordwerk.example"));
    }

    [Fact]
    public async Task Asking_again_and_again_is_slowed_down()
    {
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 40 && last != HttpStatusCode.TooManyRequests; i++) last = await StatusAsync($"guess-{i}");
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private async Task SetUpAsync(string address = "ada", string email = App.OwnerEmail, bool isOpen = true, params Guid[] colleagues)
    {
        var process = await desk.App.InDbAsync(db => db.Processes.OrderBy(its => its.Position).Select(its => its.Id).FirstAsync());
        Assert.Empty(await desk.DoAsync<SetBookingPage, IReadOnlyDictionary<string, Told>>(verb =>
            verb.RunAsync(new BookingDraft(address, "First talk", 60, 30, 24, 2, 30, ["What is it about?"], process, isOpen) { Colleagues = colleagues }), email));
    }

    private Task<BookingResult> TakeAsync(DateTime at, Visitor visitor) => desk.App.WithAsync<TakeBooking, BookingResult>(verb => verb.RunAsync("ada", at, visitor));

    private async Task<HttpStatusCode> StatusAsync(string address) => (await desk.App.OpenBrowser().Http.GetAsync(new Uri($"/book/{address}", UriKind.Relative))).StatusCode;
}
