using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.Record;
using Trichter.Insight;
using Trichter.Insight.Builder;
using Trichter.Insight.Dashboards;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Views;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>A controller puts a report together: by what, of what, under which conditions; its cells add up, open their records, and know the past.</summary>
public sealed class OwnReportsTests : IAsyncLifetime
{
    private const string WonBySourceAndQuarter = "/insight/reports/on/deals?rows=source&across=closed:quarter&measure=sum:value&chart=Stacked&f=outcome~is~Won";

    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Won_value_by_source_and_quarter_is_what_the_revenue_report_books()
    {
        await WinAsync("Crane", "1000.00", "Fair");
        desk.App.Clock.Now = new DateTime(2026, 3, 31, 21, 30, 0, DateTimeKind.Utc);
        await WinAsync("Loader", "500.50", "Fair");
        desk.App.Clock.Now = new DateTime(2026, 3, 31, 22, 30, 0, DateTimeKind.Utc);
        await WinAsync("Roller", "70.00", "Web");
        await desk.EnterAsync("Still open", value: "999.00");

        var answer = await AskAsync("deals", "source", "closed:quarter", "sum:value", "f=outcome~is~Won");
        Assert.Equal(3, answer.Population);
        Assert.Equal(["2026-Q1", "2026-Q2"], answer.Columns.Select(group => group.Key));
        Assert.Equal(1500.50m, Number(answer, "Fair", "2026-Q1"));
        Assert.Equal(70m, Number(answer, "Web", "2026-Q2"));
        Assert.Null(Number(answer, "Web", "2026-Q1"));
        var booked = (await desk.DoAsync<IEnumerable<IReport>, ReportResult>(reports => reports.Single(report => report.Name == "revenue").RunAsync(new ReportQuery()))).Figures["booked"];
        Assert.Equal(booked, answer.At(null, null)[0].Number);

        desk.App.Clock.Now = new DateTime(2026, 4, 1, 8, 0, 0, DateTimeKind.Utc);
        desk = await SignedInAgainAsync();
        await desk.Browser.VisitAsync(WonBySourceAndQuarter);
        Assert.Equal("1500.5", desk.Browser.Page.QuerySelector("table[data-chart=stacked] tbody [data-value]")!.GetAttribute("data-value"));
        await desk.Browser.VisitAsync(desk.Browser.Page.QuerySelector("table[data-chart] tbody td a")!.GetAttribute("href")!);
        Assert.Contains("Crane", desk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Roller", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_record_answers_by_everything_it_offers_and_the_cells_add_up()
    {
        await desk.DisposeAsync();
        desk = await Desk.OpenAsync(withSampleData: true);
        await desk.Browser.VisitAsync("/settings/fields/new?record=Deal");
        await desk.Browser.SubmitAsync("form:has([name='Form.En'])", ("Form.En", "Terrain"), ("Form.Type", "Choice"), ("Form.Options", "soft\nrock"));
        await desk.Browser.VisitAsync("/settings/fields/new?record=Deal");
        await desk.Browser.SubmitAsync("form:has([name='Form.En'])", ("Form.En", "Weight"), ("Form.Type", "Number"));
        var deal = await desk.App.InDbAsync(db => db.Deals.OrderBy(its => its.Id).FirstAsync());
        await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(deal.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["custom:terrain"] = "rock", ["custom:weight"] = "12.5" }, null));

        var asked = await desk.DoAsync<IEnumerable<ISubject>, int>(async subjects =>
        {
            var count = 0;
            foreach (var subject in subjects)
            {
                var offer = await subject.OfferAsync();
                Assert.NotEmpty(offer.Fields);
                var across = offer.Dimensions[^1].Key;
                foreach (var (rows, measure) in offer.Dimensions.Select((its, place) => (its.Key, offer.Measures[place % offer.Measures.Count].Key)))
                {
                    var question = new Question(rows, rows == across ? "" : across, measure, []);
                    var answer = await subject.AnswerAsync(question);
                    var counted = question.Totalling == Totalling.Count ? answer : await subject.AnswerAsync(question with { Measure = Question.Count });
                    Assert.Equal(counted.Population, counted.Rows.Sum(row => counted.Columns.Sum(column => counted.At(row, column).Sum(value => value.N))));
                    if (answer.Rows.FirstOrDefault(row => !row.IsRest) is { } first)
                        Assert.Equal(Math.Min(50, counted.At(first, null).Sum(value => value.N)), (await subject.RecordsAsync(question, first.Key, null, 1)).Records.Count);
                    count++;
                }
            }

            return count;
        });
        Assert.True(asked > 100, $"{asked} questions");

        var terrain = await AskAsync("deals", "custom:terrain", "", "sum:custom:weight", "");
        Assert.Equal(12.5m, Number(terrain, "rock", null));
        Assert.Equal("rock", terrain.Rows.Single(row => row.Key == "rock").Label);
    }

    [Fact]
    public async Task A_median_stands_in_the_middle_of_each_group_and_of_all()
    {
        foreach (var (source, values) in (IEnumerable<(string, string[])>)[("Fair", ["100.00", "300.00", "9000.00"]), ("Web", ["200.00", "500.00", "500.00", "600.01"]), ("", [""])])
            foreach (var value in values)
            {
                var deal = await desk.EnterAsync($"{source} {value}", value: value.Length > 0 ? value : null);
                await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(deal.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["source"] = source }, null));
            }

        var answer = await AskAsync("deals", "source", "", "median:value", "f=value~min~1");
        Assert.Equal((300m, 500m, 500m), (Number(answer, "Fair", null), Number(answer, "Web", null), answer.At(null, null)[0].Number));
        await desk.Browser.VisitAsync("/insight/reports/on/deals?rows=source&measure=median:value");
        Assert.Contains("Value: Median", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_of_a_past_day_a_report_says_what_it_said_on_that_day()
    {
        var random = new Random(7);
        var deals = new List<Deal>();
        var said = new Dictionary<DateOnly, string>();
        for (var day = 0; day < 12; day++)
        {
            for (var change = 0; change < 4; change++)
            {
                if (deals.Count == 0 || random.Next(3) == 0) deals.Add(await desk.EnterAsync($"Deal {day}/{change}", value: $"{random.Next(1, 90)}00.00"));
                var deal = deals[random.Next(deals.Count)];
                var fields = new Dictionary<string, string> { ["value"] = $"{random.Next(1, 90)}00", ["source"] = random.Next(2) == 0 ? "Fair" : "Web" };
                await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(deal.Id, new Dictionary<string, string>(), fields, null));
                if (random.Next(6) == 0) await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deals[random.Next(deals.Count)].Id, new Closing(Outcome.Won, null, "", null, "")));
                if (random.Next(9) == 0) await desk.DoAsync<ChangeDeal, bool>(verb => verb.DeleteAsync(deals[random.Next(deals.Count)].Id));
            }

            said[DateOnly.FromDateTime(desk.App.Clock.Now)] = await SaidAsync(null);
            desk.App.Clock.Now += TimeSpan.FromDays(1);
        }

        foreach (var (day, then) in said) Assert.Equal(then, await SaidAsync(day));

        async Task<string> SaidAsync(DateOnly? asOf) => string.Join('\n', await Task.WhenAll(new[] { ("source", "outcome", "sum:value", ""), ("stage", "created:week", "count", "f=value~min~3000&f=or&f=source~is~Web") }.Select(async one =>
        {
            var answer = await AskAsync("deals", one.Item1, one.Item2, one.Item3, one.Item4, asOf);
            return string.Join(" | ", answer.Rows.Select(row => $"{row.Key}: " + string.Join(", ", answer.Columns.Select(column => $"{column.Key}={(answer.At(row, column) is [var value, ..] ? value.Number : null):0.##}"))));
        })));
    }

    [Fact]
    public async Task A_role_that_may_not_see_values_or_others_deals_gets_no_answer_about_them()
    {
        await WinAsync("Crane", "1000.00", "Fair");
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var theirs = await desk.EnterAsync("Toms deal", email: "tom@nordwerk.example");
        Assert.Equal(1, (await AskAsync("deals", "source", "", "count", "", email: "tom@nordwerk.example")).Population);
        Assert.Equal(2, (await AskAsync("deals", "source", "", "count", "")).Population);

        await desk.App.InDbAsync(async db =>
        {
            db.RoleRules.Add(new Trichter.Team.Roles.RoleRule { Role = Role.Seller, Fields = new() { ["Deal.value"] = Trichter.Platform.Fields.FieldAccess.Hidden } });
            return await db.SaveChangesAsync();
        });
        var refused = await Assert.ThrowsAsync<CannotAskException>(() => AskAsync("deals", "source", "", "sum:value", "", email: "tom@nordwerk.example"));
        Assert.Equal("Measure", refused.Beside);
        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync("/insight/reports/on/deals?rows=source&measure=sum:value");
        Assert.Contains("hidden for your role", tom.Text, StringComparison.Ordinal);
        Assert.Empty(tom.Page.QuerySelectorAll("option[value='sum:value']"));
        Assert.Equal(HttpStatusCode.NotFound, (await tom.Http.GetAsync(new Uri("/insight/reports/on/invoices", UriKind.Relative))).StatusCode);
        Assert.NotEqual(Guid.Empty, theirs.Id);
    }

    [Fact]
    public async Task A_report_is_kept_shared_copied_put_on_a_dashboard_and_taken_back()
    {
        await WinAsync("Crane", "1000.00", "Fair");
        var (faults, _) = await desk.DoAsync<KeepReports, (IReadOnlyDictionary<string, Told>, Guid?)>(verb => verb.SaveAsync(null, new ReportDraft(" ", ViewShare.Private, "deals", "nothing", "nothing", "sum:nothing", ReportChart.Bars, "")));
        Assert.Equal(["Columns", "Measure", "Name", "Rows"], faults.Keys.Order(StringComparer.Ordinal));

        await desk.Browser.VisitAsync(WonBySourceAndQuarter);
        await desk.Browser.SubmitAsync("form[action='/insight/reports/save']", ("name", "Won by source"), ("share", "All"));
        Assert.Contains("Report saved", desk.Browser.Text, StringComparison.Ordinal);
        var report = await desk.App.InDbAsync(db => db.OwnReports.AsNoTracking().SingleAsync());
        Assert.Equal(("deals", "source", "closed:quarter", "sum:value", ReportChart.Stacked), (report.Subject, report.Rows, report.Columns, report.Measure, report.Chart));
        Assert.Contains(report.Conditions, new[] { "f=outcome~is~Won", "f=outcome%7Eis%7EWon" });

        await desk.Browser.SubmitAsync("form[action='/insight/dashboards/add']");
        Assert.Contains("Seven are there already: which one goes for Won by source?", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.PressAsync("form[action='/insight/dashboards/add']:not(:has(select))", "instead", "speed_to_lead");
        Assert.Contains("Won by source", desk.Browser.Page.QuerySelector($"[data-tile='{Dashboard.TileOf(report)}']")!.TextContent, StringComparison.Ordinal);

        await desk.HireAsync("Nina", Role.Seller);
        await desk.AgreeAsync(FigureScope.Reports);
        var (board, her) = await desk.App.InDbAsync(async db => (await db.Set<Dashboard>().Select(its => its.Id).SingleAsync(), await db.Users.Where(user => user.Name == "Nina").Select(user => user.Id).SingleAsync()));
        await desk.Browser.VisitAsync($"/insight?board={board}&who=user:{her}");
        Assert.Contains("population 0 records", desk.Browser.Page.QuerySelector($"[data-tile='{Dashboard.TileOf(report)}']")!.TextContent, StringComparison.Ordinal);
        var nina = await desk.SignInAsync("Nina");
        await nina.VisitAsync($"/insight/reports/{report.Id}");
        await nina.SubmitAsync("form[action='/insight/reports/save']", ("name", "Mine"));
        Assert.Equal(2, await desk.App.InDbAsync(db => db.OwnReports.CountAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/insight/reports/{await desk.App.InDbAsync(db => db.OwnReports.Where(its => its.Name == "Mine").Select(its => its.OwnerId).SingleAsync())}", UriKind.Relative))).StatusCode);

        await nina.SubmitAsync("form[action$='/remove']");
        Assert.Equal("Won by source", (await desk.App.InDbAsync(db => db.OwnReports.SingleAsync())).Name);
        await nina.SubmitAsync("[data-toast] form");
        Assert.Equal(2, await desk.App.InDbAsync(db => db.OwnReports.CountAsync()));

        var csv = System.Text.Encoding.UTF8.GetString(await desk.Browser.DownloadAsync(WonBySourceAndQuarter.Replace("/on/", "/csv/", StringComparison.Ordinal)));
        Assert.Contains("Fair,1000,1000", csv, StringComparison.Ordinal);
    }

    private async Task<Desk> SignedInAgainAsync()
    {
        await desk.Browser.VisitAsync("/sign-in");
        await desk.Browser.SubmitAsync("form[method=post]:has(input[type=password])", ("Form.Email", App.OwnerEmail), ("Form.Password", App.Password));
        return desk;
    }

    private async Task WinAsync(string name, string value, string source)
    {
        var deal = await desk.EnterAsync(name, value: value);
        await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(deal.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["source"] = source }, null));
        await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(Outcome.Won, null, "", null, "")));
    }

    private Task<Answer> AskAsync(string subject, string rows, string columns, string measure, string conditions, DateOnly? asOf = null, string email = App.OwnerEmail) =>
        desk.DoAsync<IEnumerable<ISubject>, Answer>(async subjects =>
        {
            var its = subjects.Single(one => one.Key == subject);
            var fields = (await its.OfferAsync()).Fields;
            return await its.AnswerAsync(new Question(rows, columns, measure, ReportAddress.Read("?" + conditions, fields).Groups, asOf));
        }, email);

    private static decimal? Number(Answer answer, string row, string? column) =>
        answer.At(answer.Rows.Single(group => group.Key == row), column is null ? null : answer.Columns.Single(group => group.Key == column)).SingleOrDefault()?.Number;
}
