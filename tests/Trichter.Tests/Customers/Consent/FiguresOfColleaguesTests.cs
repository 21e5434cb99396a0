using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Insight;
using Trichter.Insight.Builder;
using Trichter.Insight.ByMail;
using Trichter.Insight.Targets;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Views;
using Trichter.Tests.Exchange.Api;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Consent;

/// <summary>Four sellers of the team North have won a deal each, and so has Ada. Who sees whose figures?</summary>
public sealed class FiguresOfColleaguesTests : IAsyncLifetime
{
    private const string Notice = "are off until an agreement about them is recorded";

    private static readonly string[] Sellers = ["Tom", "Nina", "Olaf", "Pia"];

    private readonly TeamGroup north = new() { Name = "North" };
    private Desk desk = null!;
    private Guid tom;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.App.InDbAsync(db => { db.Teams.Add(north); return db.SaveChangesAsync(); });
        foreach (var name in Sellers)
        {
            await desk.HireAsync(name, Role.Seller, team: north.Id);
            await WinAsync($"Crane of {name}", EmailOf(name));
        }

        await desk.HireAsync("Mia", Role.Manager);
        await desk.HireAsync("Rita", Role.Reader);
        await WinAsync("Crane of Ada", App.OwnerEmail);
        tom = await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom").Select(user => user.Id).SingleAsync());
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task R90_without_an_agreement_everybody_sees_their_own_figures_and_the_others_only_together()
    {
        string[] together = ["Colleagues together: 5"];
        Assert.Equal(together, await BoardAsync("Mia"));
        Assert.Equal(together, await BoardAsync("Rita"));
        Assert.Equal(together, await BoardAsync(null));
        Assert.Equal(["Tom: 1"], await BoardAsync("Tom"));
        Assert.Equal(["Ada Lovelace: 1"], await BoardAsync("Ada"));

        Assert.Equal([("Colleagues together", 4), ("Tom", 1)], await OwnReportAsync("Tom", "owner"));
        Assert.Equal([("Colleagues together", 5)], await OwnReportAsync("Mia", "owner"));
        Assert.Equal([("Teams of fewer than 5 together", 5)], await OwnReportAsync("Mia", "team"));
        var seller = await desk.SignInAsync("Tom");
        await seller.VisitAsync($"/insight?who=user:{tom}");
        Assert.NotEmpty(seller.Page.QuerySelectorAll("[data-tile]"));
        await seller.VisitAsync("/insight/leaderboard");
        Assert.Contains(Notice, seller.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nina", seller.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R90_an_address_asked_by_hand_is_answered_by_a_notice_and_no_figures()
    {
        var mia = await desk.SignInAsync("Mia");
        foreach (var who in new[] { $"user:{tom}", $"team:{north.Id}" })
        {
            await mia.VisitAsync($"/insight?who={who}");
            Assert.Contains(Notice, mia.Text, StringComparison.Ordinal);
            Assert.Empty(mia.Page.QuerySelectorAll("[data-tile]"));
            Assert.Empty(mia.Page.QuerySelectorAll($"select[name=who] option[value='{who}']"));
        }

        foreach (var condition in new[] { $"owner~is~{tom}", $"owner~not~{tom}", $"owner~team~{north.Id}", $"owner~is~me&f=or&f=owner~is~{tom}" })
        {
            await mia.VisitAsync($"/insight/reports/on/deals?rows=source&f={condition}");
            Assert.Contains(Notice, mia.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("population", mia.Text, StringComparison.Ordinal);
            Assert.Matches("^Figures of a single colleague[^\n]*in force.$", Encoding.UTF8.GetString(await mia.DownloadAsync($"/insight/reports/csv/deals?rows=source&f={condition}")));
        }

        await mia.VisitAsync($"/insight/reports/records/deals?rows=owner&row={tom}");
        Assert.DoesNotContain("Crane of Tom", mia.Text, StringComparison.Ordinal);
        await mia.VisitAsync($"/insight/coaching/{tom}");
        Assert.Contains(Notice, mia.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Crane of Tom", mia.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotAgreedException>(() => RunAsync("funnel", "Mia", new ReportQuery(Owner: tom)));

        var (_, report) = await desk.DoAsync<KeepReports, (IReadOnlyDictionary<string, Told>, Guid?)>(verb => verb.SaveAsync(null, new ReportDraft("Of Tom", ViewShare.All, "deals", "source", "", Question.Count, ReportChart.Bars, $"f=owner~is~{tom}")));
        var mail = new ReportMail { OwnerId = tom, ReportId = report, Rhythm = ReportRhythm.Mondays, Hour = 7, Recipients = [] };
        Assert.Contains(Notice, await CsvOfAsync("Mia"), StringComparison.Ordinal);
        Assert.DoesNotContain(Notice, await CsvOfAsync("Tom"), StringComparison.Ordinal);
        Assert.Contains(Notice, (await (await desk.CallAsync()).GetAsync($"own-reports/{report}")).Expect(422).Json.ToString(), StringComparison.Ordinal);

        Task<string> CsvOfAsync(string name) => desk.DoAsync<MakeReportFile, string>(
            async maker => Encoding.UTF8.GetString((await maker.RunAsync(mail))!.Files.Single(file => file.Name.EndsWith(".csv", StringComparison.Ordinal)).Content), EmailOf(name));
    }

    [Fact]
    public async Task R90_a_team_of_four_is_not_shown_and_one_of_five_is_until_somebody_leaves()
    {
        await WatchAsync(isShown: false);
        await desk.HireAsync("Quentin", Role.Seller, team: north.Id);
        await WatchAsync(isShown: true);
        Assert.Contains(("North", 4), await OwnReportAsync("Mia", "team"));
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Pia").ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, desk.App.Clock.Now)));
        await WatchAsync(isShown: false);

        async Task WatchAsync(bool isShown)
        {
            var mia = await desk.SignInAsync("Mia");
            await mia.VisitAsync($"/insight?who=team:{north.Id}");
            Assert.Equal((isShown, isShown), (mia.Page.QuerySelectorAll("[data-tile]").Length > 0, mia.Page.QuerySelector($"option[value='team:{north.Id}']") is not null));
            await mia.VisitAsync("/insight/coaching");
            Assert.Equal(isShown ? "4" : "–", mia.Page.QuerySelectorAll("[data-row]").Single(row => row.TextContent.Contains("North", StringComparison.Ordinal)).QuerySelectorAll("td")[2].TextContent);
        }
    }

    [Fact]
    public async Task R90_an_agreement_holds_from_its_day_until_it_is_ended_for_what_it_covers()
    {
        await desk.Browser.VisitAsync("/settings/figure-agreements");
        Assert.Contains("16/03/2026 at the earliest", desk.Browser.Text, StringComparison.Ordinal);
        const string form = "form:has([name=InForceFrom])";
        await desk.Browser.SubmitAsync(form, ("Document", "Works agreement 7"), ("AgreedOn", "2026-03-02"), ("InForceFrom", "2026-03-01"));
        Assert.Equal(2, desk.Browser.Page.QuerySelectorAll(".tr-error").Length);
        Assert.Equal("Works agreement 7", desk.Browser.Page.QuerySelector("[name=Document]")!.GetAttribute("value"));
        await desk.Browser.SubmitAsync(form, ("InForceFrom", "2026-03-16"), ("Scopes", "Ranking"));
        Assert.Contains("not yet in force", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(["Tom: 1"], await BoardAsync("Tom"));

        desk.App.Clock.Now = new DateTime(2026, 3, 16, 9, 0, 0, DateTimeKind.Utc);
        Assert.Equal(["Ada Lovelace: 1", "Nina: 1", "Olaf: 1", "Pia: 1", "Tom: 1"], await BoardAsync("Tom"));
        await Assert.ThrowsAsync<NotAgreedException>(() => RunAsync("funnel", "Mia", new ReportQuery(Owner: tom)));
        Assert.Equal(["who"], (await TargetAsync(tom, null)).Keys);
        Assert.Empty(await TargetAsync(null, north.Id));

        var id = await desk.App.InDbAsync(db => db.FigureAgreements.Select(its => its.Id).SingleAsync());
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<KeepFigureAgreements, bool>(verb => verb.EndAsync(id), EmailOf("Mia")));
        Assert.True(await desk.DoAsync<KeepFigureAgreements, bool>(verb => verb.EndAsync(id)));
        Assert.Equal(["Tom: 1"], await BoardAsync("Tom"));
        var ended = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(FigureAgreement)).OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(ended, _ => true)));
        Assert.Equal(5, (await BoardAsync("Tom")).Count);

        await desk.AgreeAsync(FigureScope.Reports, FigureScope.Talks);
        Assert.Equal(1, (await RunAsync("funnel", "Mia", new ReportQuery(Owner: tom))).Population);
        Assert.Empty(await TargetAsync(tom, null));
        var mia = await desk.SignInAsync("Mia");
        await mia.VisitAsync($"/insight/coaching/{tom}");
        Assert.DoesNotContain(Notice, mia.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R90_what_ended_more_than_24_months_ago_names_nobody_under_an_agreement_either()
    {
        await desk.AgreeAsync();
        desk.App.Clock.Now = desk.App.Clock.Now.AddMonths(24);
        await WinAsync("Loader of Tom", EmailOf("Tom"));
        Assert.Equal(["Tom: 2", "Ada Lovelace: 1", "Nina: 1", "Olaf: 1", "Pia: 1"], await BoardAsync("Mia"));
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        Assert.Equal(["Tom: 1", "More than 24 months ago: 5"], await BoardAsync("Mia"));
        Assert.Equal([("More than 24 months ago", 5), ("Tom", 1)], await OwnReportAsync("Mia", "owner"));
    }

    private static string EmailOf(string name) => name == "Ada" ? App.OwnerEmail : $"{name.ToLowerInvariant()}@nordwerk.example";

    private async Task WinAsync(string name, string email)
    {
        var deal = await desk.EnterAsync(name, value: "100.00", email: email);
        Assert.IsType<CloseResult.Closed>(await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(Outcome.Won, null, "", null, "")), email));
    }

    private Task<IReadOnlyDictionary<string, Told>> TargetAsync(Guid? user, Guid? team) => desk.DoAsync<SetTarget, IReadOnlyDictionary<string, Told>>(
        verb => verb.RunAsync("revenue.booked", user, team, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31), 1), EmailOf("Mia"));

    /// <param name="name">Null for the command line.</param>
    private async Task<List<string>> BoardAsync(string? name)
    {
        var board = name is not null ? await RunAsync("leaderboard", name, new ReportQuery()) : await desk.App.WithAsync<IServiceProvider, ReportResult>(services =>
        {
            services.GetRequiredService<Me>().ActAsProgram();
            return services.GetServices<IReport>().Single(report => report.Name == "leaderboard").RunAsync(new ReportQuery());
        });
        return [.. board.Rows.Select(row => $"{row["owner"]}: {row["won"]}")];
    }

    private Task<ReportResult> RunAsync(string report, string name, ReportQuery query) => desk.DoAsync<IServiceProvider, ReportResult>(
        async services => (await services.GetRequiredService<RunReport>().RunAsync(services.GetServices<IReport>().Single(its => its.Name == report), query)).Result, EmailOf(name));

    private Task<List<(string, int)>> OwnReportAsync(string name, string rows) => desk.DoAsync<IEnumerable<ISubject>, List<(string, int)>>(async subjects =>
    {
        var answer = await subjects.Single(its => its.Key == "deals").AnswerAsync(new Question(rows, "", Question.Count, []));
        return [.. answer.Rows.Select(row => (row.Label, answer.At(row, null)[0].N))];
    }, EmailOf(name));
}
