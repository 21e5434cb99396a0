using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Touches;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Insight;
using Trichter.Insight.Money;
using Trichter.Leads.FirstContact;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>What money reports say is what the deals, clocks and touches come to when they are counted by hand.</summary>
public sealed class MoneyReportsTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Booked_is_what_was_won_in_the_period_and_others_deals_are_not_in_it()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var (crane, _) = (await desk.EnterAsync("Crane", value: "1000.00"), await desk.EnterAsync("Loader", value: "500.00"));
        await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(crane.Id, new Closing(Outcome.Won, null, "", null, "")));
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);

        var all = await RunAsync("revenue", new ReportQuery(today, today));
        Assert.Equal((1000m, 1, 1), (all.Figures["booked"], all.Figures["booked_deals"], all.Population));
        Assert.Equal((0m, 0m, 0m), (all.Figures["invoiced"], all.Figures["paid"], all.Figures["unpaid"]));
        Assert.Equal(5, all.Tables["unpaid"].Count);
        Assert.Equal(0m, (await RunAsync("revenue", new ReportQuery(today.AddDays(-9), today.AddDays(-1)))).Figures["booked"]);
        Assert.Equal(0m, (await RunAsync("revenue", new ReportQuery(today, today), "tom@nordwerk.example")).Figures["booked"]);

        await desk.Browser.VisitAsync(all.PopulationAddress);
        Assert.Contains("Crane", desk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Loader", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_counts_as_in_time_by_its_working_minutes_and_one_that_still_runs_is_left_out()
    {
        var (quick, slow, running) = (await desk.EnterAsync("Quick"), await desk.EnterAsync("Slow"), await desk.EnterAsync("Running"));
        var at = desk.App.Clock.Now;
        await desk.App.InDbAsync(async db =>
        {
            await db.LeadClocks.ExecuteDeleteAsync();
            db.LeadClocks.Add(new LeadClock { DealId = quick.Id, ArrivedAt = at.AddDays(-7), ContactedAt = at.AddDays(-7).AddMinutes(20) });
            db.LeadClocks.Add(new LeadClock { DealId = slow.Id, ArrivedAt = at.AddDays(-7) });
            db.LeadClocks.Add(new LeadClock { DealId = running.Id, ArrivedAt = at.AddMinutes(-1) });
            return await db.SaveChangesAsync();
        });

        var speed = await RunAsync("speed-to-lead", new ReportQuery());
        Assert.Equal((3, 1, 2, 1), (speed.Population, speed.Figures["in_time_k"], speed.Figures["in_time_n"], speed.Excluded["still_running"]));
        Assert.Equal(0, speed.Figures["mature"]);
    }

    [Fact]
    public async Task Credits_of_every_rule_add_up_to_what_was_paid_and_deals_without_a_touch_are_credited_to_nobody_known()
    {
        var (crane, loader) = (await desk.EnterAsync("Crane"), await desk.EnterAsync("Loader"));
        foreach (var deal in new[] { crane, loader }) await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(Outcome.Won, null, "", null, "")));
        await desk.App.InDbAsync(async db =>
        {
            db.Touches.Add(new Touch { Kind = TouchKind.Form, DealId = crane.Id, At = desk.App.Clock.Now.AddDays(-3), Source = "fair" });
            return await db.SaveChangesAsync();
        });

        var yield = await RunAsync("source-yield", new ReportQuery());
        Assert.Equal(["(unknown)", "fair"], yield.Tables["attribution"].Select(row => (string)row["channel"]!).Order(StringComparer.Ordinal));
        foreach (var model in Enum.GetValues<AttributionModel>())
            Assert.Equal(yield.Figures["paid"], yield.Tables["attribution"].Sum(row => (decimal)row[$"{model}"]!));
        Assert.Null(yield.Figures["cost"]);

        await desk.Browser.VisitAsync("/insight/source-yield");
        Assert.Contains("cost not known", desk.Browser.Text, StringComparison.Ordinal);
    }

    private Task<ReportResult> RunAsync(string name, ReportQuery query, string email = App.OwnerEmail) =>
        desk.DoAsync<IEnumerable<IReport>, ReportResult>(reports => reports.Single(report => report.Name == name).RunAsync(query), email);
}
