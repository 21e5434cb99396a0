using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Leads.Scoring;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Leads;

/// <summary>A score that can be checked line by line; by the example of the metrics (section 5).</summary>
public sealed class LeadScoreTests : IAsyncLifetime
{
    private static readonly DateTime Today = new(2026, 3, 31, 12, 0, 0, DateTimeKind.Utc);

    private readonly Desk desk = new();

    public async ValueTask InitializeAsync() => await desk.SetUpAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public void The_example_of_the_metrics_adds_up_to_76()
    {
        var score = LeadScore.Of(
            [(new(FitField.Industry, "a", 20), true), (new(FitField.Employees, "50-500", 15), true), (new(FitField.Role, "decides", 15), true), (new(FitField.FreeMail, "", -10), true)],
            [new(EventKind.Form, Today), new(EventKind.Form, Today.AddDays(-5)), new(EventKind.Form, Today.AddDays(-30)), new(EventKind.Answers, Today.AddDays(-10)), new(EventKind.Meeting, Today.AddDays(-14)), new(EventKind.Meeting, Today.AddDays(1))],
            [new(EventKind.Form, 8, 16), new(EventKind.Answers, 3, 9), new(EventKind.Meeting, 25, 25)], 30, Today);

        Assert.Equal(40, score.Fit);
        Assert.Equal(36.47196705, score.Engagement, 1e-8);
        Assert.Equal(76, score.Total);
        Assert.Equal([16.0, 2.381101578, 18.09086547], score.Lines.Where(line => line.Kind is not null).Select(line => Math.Round(line.Points, 9)), (one, other) => Math.Abs(one - other) < 1e-8);
    }

    [Fact]
    public void An_empty_field_adds_nothing_and_is_named_and_who_objected_has_no_engagement()
    {
        var score = LeadScore.Of([(new(FitField.Industry, "a", 20), null)], [new(EventKind.Form, Today)], [new(EventKind.Form, 20, 40)], 30, Today, hasObjected: true);

        Assert.Equal((0, 0, 0), (score.Fit, score.Engagement, score.Total));
        Assert.Equal(FitField.Industry, Assert.Single(score.Unknown).Field);
    }

    [Fact]
    public async Task A_lead_gains_by_what_it_does_and_the_deal_shows_how_it_adds_up()
    {
        var deal = await LeadAsync();
        Assert.Equal(15, (await ScoreAsync(deal)).Total);

        await desk.App.InDbAsync(db =>
        {
            db.Activities.Add(new Activity { DealId = deal.Id, Type = ActivityType.Call, Text = "First call", Result = CallResult.Spoke, DoneAt = desk.App.Clock.Now, CreatedAt = desk.App.Clock.Now });
            return db.SaveChangesAsync();
        });
        Assert.Equal(30, (await ScoreAsync(deal)).Total);
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(30);
        Assert.Equal(23, (await ScoreAsync(deal)).Total);

        var later = await desk.App.SignInAsync();
        await later.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("Lead score", later.Text, StringComparison.Ordinal);
        Assert.Contains("Employees: 50-500", later.Text, StringComparison.Ordinal);
        await desk.DoAsync<KeepConsent, Fault?>(verb => verb.ObjectAsync(deal.ContactId!.Value));
        Assert.Equal(15, (await ScoreAsync(deal)).Total);
    }

    [Fact]
    public async Task A_stage_that_asks_for_a_score_is_passed_once_it_is_reached()
    {
        await desk.DemandAsync("lead-score", ("points", "25"));
        var deal = await LeadAsync();
        Assert.False(await desk.IsPassedAsync(deal.Id));

        await desk.DoAsync<SetScoreRules, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync([new(FitField.Employees, "50-", 30)], [new(EventKind.Form, 20, 40)], 30));
        await desk.App.WithAsync<DealFigures, int>(async figures =>
        {
            await figures.RefreshOpenAsync(TestContext.Current.CancellationToken);
            return 0;
        });
        Assert.True(await desk.IsPassedAsync(deal.Id));
    }

    [Fact]
    public async Task The_rules_are_edited_on_their_page_and_what_does_not_fit_is_said()
    {
        await desk.Browser.VisitAsync("/settings/scoring");
        await desk.Browser.SubmitAsync("main form.tr-stack", ("half-life", "0"));
        Assert.Contains("A whole number from 1 to 365.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form.tr-stack", ("half-life", "14"));
        Assert.Equal(14, (await desk.App.InDbAsync(db => db.ScoreRules.AsNoTracking().SingleAsync())).HalfLifeDays);

        await desk.HireAsync("Sam", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SetScoreRules, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync([], [], 30), "sam@nordwerk.example"));
        Assert.Equal(["fit-0", "fit-1"], (await desk.DoAsync<SetScoreRules, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync([new(FitField.Employees, "many", 5), new(FitField.Role, "", 5)], [], 30))).Keys.Order());
    }

    private async Task<Deal> LeadAsync()
    {
        var deal = await desk.EnterAsync("Two excavators");
        var jan = Assert.IsType<SaveResult<Person>.Saved>(await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["last_name"] = "Petry", ["emails"] = "jan@petry.example" }, deal.CompanyId, "Einkauf", true))).Record;
        await desk.App.InDbAsync(async db =>
        {
            (await db.Companies.SingleAsync(company => company.Id == deal.CompanyId)).Employees = 120;
            (await db.Deals.SingleAsync(its => its.Id == deal.Id)).ContactId = jan.Id;
            return await db.SaveChangesAsync();
        });
        await desk.DoAsync<SetScoreRules, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync([new(FitField.Employees, "50-500", 15), new(FitField.FreeMail, "", -10)], ScoreRules.Shipped().Engagement, 30));
        return await desk.ReadAsync(deal.Id);
    }

    private Task<LeadScore> ScoreAsync(Deal deal) => desk.App.WithAsync<ReadScores, LeadScore>(async read => (await read.OfAsync([deal]))[deal.Id]);
}
