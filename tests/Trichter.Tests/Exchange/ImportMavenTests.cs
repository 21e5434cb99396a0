using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Import;
using Trichter.Insight;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

/// <summary>8,800 deals with owners, companies, two ways of closing, and traps: a misspelt product, ambiguous dates, blank accounts.</summary>
public sealed class ImportMavenTests : IDisposable
{
    private readonly App app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Deals_come_in_with_their_history_and_what_is_odd_is_reported()
    {
        var path = SharedData.Path("maven-crm-opportunities", "sales_pipeline.csv");
        app.Clock.Now = new DateTime(2018, 1, 2, 9, 0, 0, DateTimeKind.Utc);
        await app.SetUpAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var run = await app.ImportAsync(path, ImportKind.Deals, Mapping);
        TestContext.Current.TestOutputHelper?.WriteLine($"8,800 deals in {clock.Elapsed}");

        Assert.Equal((8800, 8800, 0, 0), (run.RowsDone, run.Created, run.Updated, run.Refused));
        var outcomes = await app.InDbAsync(db => db.Deals.GroupBy(deal => deal.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        Assert.Equal((4238, 2473, 2089), (outcomes[Outcome.Won], outcomes[Outcome.Lost], outcomes[Outcome.Open]));
        Assert.Equal(1_000_553_400, await app.InDbAsync(db => db.Deals.Where(deal => deal.Outcome == Outcome.Won).SumAsync(deal => deal.ValueMinor)));
        Assert.Equal(85, await app.InDbAsync(db => db.Companies.CountAsync()));
        Assert.Equal(31, await app.InDbAsync(db => db.Users.CountAsync()));

        Assert.Equal(500, await app.InDbAsync(db => db.Transitions.CountAsync(row => row.EnteredAt == null && row.StageKey == "lead" && row.LeftTo == null)));
        var won = await app.InDbAsync(db => db.Transitions.AsNoTracking().Where(row => row.LeftTo == "won").ToListAsync());
        Assert.Equal(51.78, won.Average(row => row.Days!.Value), 2);

        var notices = Importing.NoticesOf(run);
        var misspelt = Assert.Single(notices, notice => notice.Kind == NoticeKind.NotInList);
        Assert.Equal(("GTXPro", "GTX Pro", 1480), (misspelt.Value, misspelt.Other, misspelt.Rows));
        Assert.Equal(1425, Assert.Single(notices, notice => notice.Kind == NoticeKind.NoCompany).Rows);
        Assert.Equal("dd-MM-yy", Assert.Single(notices, notice => notice.Kind == NoticeKind.DateFormat).Other);

        var board = await LeaderboardAsync();
        Assert.Equal([("Darcel Schlecht", 1_153_214m), ("Vicki Laflamme", 478_396m), ("Kary Hendrixson", 454_298m)], board.Rows.Take(3).Select(row => ((string)row["owner"]!, (decimal)row["won_value"]!)));
        Assert.Contains("no_difference", board.Warnings.Keys);
        foreach (var agent in File.ReadLines(SharedData.Path("oracles", "maven-crm-opportunities", "by-agent.csv")).Skip(1).Select(line => line.Split(',')))
        {
            var row = board.Rows.Single(row => (string)row["owner"]! == agent[0]);
            Assert.Equal((agent[1], agent[4], agent[5], decimal.Parse(agent[9], CultureInfo.InvariantCulture)), ($"{row["deals"]}", $"{row["won"]}", $"{row["lost"]}", (decimal)row["won_value"]!));
        }
    }

    [Fact, Trait("Database", "any")]
    public async Task Taking_it_back_removes_deals_and_companies_and_puts_named_colleagues_out_of_use()
    {
        var path = SharedData.Path("maven-crm-opportunities", "sales_pipeline.csv");
        await app.SetUpAsync();
        var run = await app.ImportAsync(path, ImportKind.Deals, Mapping);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.IsType<UndoResult.Undone>(await app.UndoAsync(run));
        TestContext.Current.TestOutputHelper?.WriteLine($"taken back in {clock.Elapsed}");

        Assert.Equal(0, await app.InDbAsync(db => db.Deals.CountAsync()));
        Assert.Equal(0, await app.InDbAsync(db => db.Companies.CountAsync()));
        Assert.Equal(30, await app.InDbAsync(db => db.Users.CountAsync(user => user.DisabledAt != null)));

        var again = await app.ImportAsync(path, ImportKind.Deals, Mapping);
        Assert.Equal(8800, again.Created);
        Assert.Equal(0, await app.InDbAsync(db => db.Users.CountAsync(user => user.DisabledAt != null)));
    }

    [Fact]
    public async Task Accounts_become_companies()
    {
        var path = SharedData.Path("maven-crm-opportunities", "accounts.csv");
        await app.SetUpAsync();
        var run = await app.ImportAsync(path, ImportKind.Companies);
        Assert.Equal((85, 0), (run.Created, run.Refused));

        var acme = await app.InDbAsync<Company>(db => db.Companies.SingleAsync(company => company.Name == "Acme Corporation"));
        Assert.Equal((2822, "technolgy", "1996"), (acme.Employees, acme.Industry, acme.Custom["year_established"]));
        Assert.Equal(85, (await app.ImportAsync(path, ImportKind.Companies)).Unchanged);
    }

    /// <summary>As the command line counts it, under an agreement.</summary>
    private Task<ReportResult> LeaderboardAsync() => app.WithAsync<IServiceProvider, ReportResult>(async services =>
    {
        services.GetRequiredService<Me>().ActAsProgram();
        var (db, today) = (services.GetRequiredService<Db>(), DateOnly.FromDateTime(app.Clock.Now));
        db.FigureAgreements.Add(new FigureAgreement { AgreedOn = today, InForceFrom = today, Document = "Works agreement 7", Scopes = [FigureScope.Ranking], RecordedAt = app.Clock.Now });
        await db.SaveChangesAsync();
        return await services.GetServices<IReport>().Single(report => report.Name == "leaderboard").RunAsync(new ReportQuery());
    });

    /// <summary>The words of the file for the stages of the process; everything else is found by itself.</summary>
    private static Mapping Mapping { get; } = new()
    {
        As = ImportKind.Deals,
        Values = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["deal_stage"] = new Dictionary<string, string> { ["Prospecting"] = "lead", ["Engaging"] = "prospect" },
        },
        Lists = new Dictionary<string, IReadOnlyList<string>>
        {
            ["product"] = ["GTX Basic", "GTX Pro", "MG Special", "MG Advanced", "GTX Plus Pro", "GTX Plus Basic", "GTK 500"],
        },
    };
}
