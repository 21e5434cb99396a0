using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Deals;
using Trichter.Insight;
using Trichter.Insight.CycleTime;
using Trichter.Insight.Facts;
using Trichter.Insight.Facts.Kept;
using Trichter.Insight.Forecast;
using Trichter.Insight.Funnel;
using Trichter.Insight.Probability;
using Trichter.Ledger;
using Trichter.Ledger.AsOf;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Process;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>Where there are many deals, reports add up what was made of parts that did not change; they say the same as if all were counted anew.</summary>
public sealed class PartsOfReportsTests : IAsyncLifetime
{
    private const int Deals = 2 * FactBlock.MostDeals + 300;

    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        desk.App.Clock.Now = new DateTime(2026, 4, 30, 9, 0, 0, DateTimeKind.Utc);
        var past = await PastDeals.AddAsync(desk, ["contact", "offer"]);
        var dice = new Random(20260430);
        await PastDeals.SaveAsync(desk, Enumerable.Range(0, Deals).Select(i =>
        {
            var entry = new DateOnly(2025, 1, 1).AddDays(dice.Next(480));
            var steps = new List<(string, DateOnly)> { ("contact", entry) };
            if (dice.Next(3) > 0) steps.Add(("offer", entry.AddDays(dice.Next(1, 40))));
            if (dice.Next(2) > 0) steps.Add((dice.Next(3) > 0 ? "lost" : "won", steps[^1].Item2.AddDays(dice.Next(1, 60))));
            return past.Made($"Deal {i}", [.. steps.Where(step => step.Item2 <= new DateOnly(2026, 4, 29))], desk.App.Clock.Now);
        }));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task After_deals_changed_they_say_what_they_say_when_all_is_counted_anew()
    {
        await SameAsync();
        for (var round = 0; round < 3; round++)
        {
            var some = await desk.App.InDbAsync(db => db.Deals.Where(deal => deal.Outcome == Outcome.Open).OrderBy(deal => deal.Id).Skip(round * 400).Take(2).Select(deal => deal.Id).ToListAsync());
            await desk.App.InDbAsync(db => db.Deals.Where(deal => deal.Id == some[0]).ExecuteUpdateAsync(set => set.SetProperty(deal => deal.EntrySource, $"fair {round}").SetProperty(deal => deal.ValueMinor, 7_000_00)));
            await desk.App.InDbAsync(db => db.Deals.Where(deal => deal.Id == some[1]).ExecuteUpdateAsync(set => set.SetProperty(deal => deal.DeletedAt, desk.App.Clock.Now)));
            await SameAsync();
        }
    }

    [Fact]
    public async Task Who_sees_only_their_own_gets_nothing_that_was_made_for_others()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var tom = await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom").Select(user => user.Id).SingleAsync());
        var ada = await desk.App.InDbAsync(db => db.Users.Where(user => user.Email == App.OwnerEmail).Select(user => user.Id).SingleAsync());
        await desk.App.InDbAsync(db => db.Deals.ExecuteUpdateAsync(set => set.SetProperty(deal => deal.OwnerId, ada)));
        await desk.App.InDbAsync(db => db.Deals.OrderBy(deal => deal.Id).Take(12).ExecuteUpdateAsync(set => set.SetProperty(deal => deal.OwnerId, tom)));

        foreach (var name in Names)
        {
            var all = await RunAsync(name, App.OwnerEmail, afresh: false);
            var own = await RunAsync(name, "tom@nordwerk.example", afresh: false);
            Assert.InRange(own.Population, 0, 12);
            Assert.True(all.Population > 500, name);
        }
    }

    private static readonly string[] Names = ["funnel", "sources", "cycle-time", "bottlenecks", "mining", "forecast"];

    private async Task SameAsync()
    {
        foreach (var name in Names) Assert.Equal(Told(await RunAsync(name, App.OwnerEmail, afresh: true)), Told(await RunAsync(name, App.OwnerEmail, afresh: false)));
    }

    private Task<ReportResult> RunAsync(string name, string email, bool afresh) => desk.DoAsync<IServiceProvider, ReportResult>(async services =>
    {
        var report = services.GetServices<IReport>().Single(its => its.Name == name);
        if (afresh) report = (IReport)ActivatorUtilities.CreateInstance(services, report.GetType(), Fresh(services, name));
        return await report.RunAsync(new ReportQuery(From: new DateOnly(2025, 2, 1), Process: "plain"));
    }, email);

    /// <summary>What a report counts from, with nothing kept of anything before.</summary>
    private static object Fresh(IServiceProvider services, string name)
    {
        var table = new ReadFactTable(services.GetRequiredKeyedService<Db>(Part.Own), services.GetRequiredService<Here>(), new FactTables(), services.GetRequiredService<ProcessCatalogue>());
        var facts = new DealFacts(table, services.GetRequiredService<LookBack>(), services.GetRequiredService<Change>());
        var db = services.GetRequiredService<Db>();
        return name switch
        {
            "funnel" => new FunnelFacts(db, new VisitFacts(facts)),
            "forecast" => new MakeForecast(db, facts, new TimesOfAll(facts), new OpenDeals(table)),
            _ => facts,
        };
    }

    private static string Told(ReportResult result) => JsonSerializer.Serialize(new { result.Name, result.Population, result.Excluded, Warnings = result.Warnings.Keys, result.Figures, result.Rows, result.Tables });
}
