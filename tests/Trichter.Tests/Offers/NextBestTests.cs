using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Deals.Commitments;
using Trichter.Deals.Needs;
using Trichter.Deals.Stakeholders;
using Trichter.Offers.Next;
using Trichter.Offers.Objections;
using Trichter.Offers.Signals;
using Trichter.Offers.Trials;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers;

/// <summary>What helps next, in an order that one can say aloud, each with its reason; and what is missing.</summary>
public sealed class NextBestTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Who_shows_to_be_ready_comes_first_then_what_runs_out_then_what_waits_for_an_answer()
    {
        var trial = new Trial { DealId = Guid.NewGuid(), Text = "Tiltrotator", StartsOn = Today.AddDays(-10) };
        trial.Last(12);
        var picture = Picture() with
        {
            Signals = [new Signal { DealId = Guid.NewGuid(), Kind = SignalKind.AskedPrice, At = Now.AddDays(-1), ActivityId = Guid.NewGuid() }],
            RunningTrials = [trial],
            OpenObjections = [Objected("Light doubt", ObjectionWeight.Light), Objected("Heavy doubt", ObjectionWeight.Heavy)],
            Gaps = [new Told("Nobody is known who decides.")],
        };

        Assert.Equal(["Ask for the order", "Ask how the trial goes: {0}", "Answer the objection: {0}"], WhatOf(picture));
        Assert.Equal("Heavy doubt", NextBest.Of(picture, _ => false)[2].Why.Data[0]);
    }

    [Fact]
    public void What_is_planned_already_or_long_ago_is_not_proposed()
    {
        var picture = Picture() with
        {
            Signals = [new Signal { DealId = Guid.NewGuid(), Kind = SignalKind.AskedPrice, At = Now.AddDays(-8), ActivityId = Guid.NewGuid() }],
            OpenObjections = [Objected("Doubt", ObjectionWeight.Light)],
        };

        Assert.Equal(["Agree the next step with the customer"], WhatOf(picture, what => what.Key.StartsWith("Answer", StringComparison.Ordinal)));
        Assert.Equal(["Answer the objection: {0}"], WhatOf(picture with { Activities = [Planned(ActivityType.Call)] }));
        Assert.Empty(WhatOf(picture with { Deal = DealThatIs(Outcome.Won) }));
    }

    [Fact]
    public void Promises_come_with_who_made_them_and_only_when_they_fall_due()
    {
        var picture = Picture() with
        {
            Activities = [Planned(ActivityType.Call)],
            Commitments = [Promise(CommitmentSide.Customer, 2), Promise(CommitmentSide.Us, -1), Promise(CommitmentSide.Us, 20)],
        };

        Assert.Equal(["Keep what we promised: {0}", "Ask about the promise: {0}"], WhatOf(picture));
        Assert.Equal("It was due on {0}.", NextBest.Of(picture, _ => false)[0].Why.Key);
    }

    [Fact]
    public void The_stage_asks_for_its_activities_and_criteria_those_that_block_first()
    {
        var stage = StageWith([new PrescribedActivity("visit", "meeting", 2, Localized.Same("Visit them")), new PrescribedActivity("ring", "call", null, Localized.Same("Ring them"))]);
        var picture = Picture(stage, [Exit("warns", Severity.Warn), Exit("blocks", Severity.Block)]) with { Activities = [Planned(ActivityType.Call)] };

        var actions = NextBest.Of(picture, _ => false);

        Assert.Equal(["prescribed-visit", "criterion-blocks", "criterion-warns"], actions.Select(action => action.Key));
        Assert.Equal((ActivityType.Meeting, "“{0}” asks for it within {1} days, which have passed."), (actions[0].Type, actions[0].Why.Key));
        Assert.Equal("Without it the deal cannot leave “{0}”.", actions[1].Why.Key);
    }

    [Fact]
    public void What_is_missing_is_listed_and_what_is_known_is_not()
    {
        var missing = MissingInformation.Of(Picture() with { Commitments = [new Commitment { DealId = Guid.NewGuid(), Text = "Site plan", By = CommitmentSide.Customer, State = CommitmentState.Asked, Due = Today.AddDays(3) }] }, seesValue: true);
        Assert.Equal(
            ["Asked of the customer until {1}: {0}", "No need is noted.", "Nobody is known who decides.", "No next step is agreed", "What it is worth is not known.", "When they will buy is not known.", "No contact person is known."],
            missing.Select(its => its.What.Key));
        Assert.DoesNotContain(MissingInformation.Of(Picture(), seesValue: false), its => its.What.Key.StartsWith("What it is worth", StringComparison.Ordinal));

        var deal = DealThatIs(Outcome.Open);
        (deal.ValueMinor, deal.ExpectedClose, deal.ContactId) = (1, Today.AddDays(9), Guid.NewGuid());
        var need = new Need { DealId = deal.Id, Text = "A crane", Importance = NeedImportance.High };
        var known = Picture() with
        {
            Deal = deal,
            Activities = [Planned(ActivityType.Call)],
            Needs = [need],
            Stakeholders = [new Stakeholder { DealId = deal.Id, Role = StakeholderRole.Decides }],
        };
        Assert.Equal("Needs that the customer has not confirmed: {0}, one of high importance among them.", Assert.Single(MissingInformation.Of(known, true)).What.Key);
        need.Confirm("Wulf", ConfirmedHow.Call, Now, null);
        Assert.Empty(MissingInformation.Of(known, true));
    }

    [Fact]
    public async Task One_click_plans_it_within_working_hours_and_it_is_proposed_no_more()
    {
        await using var desk = await Desk.OpenAsync();
        var petry = await desk.EnterAsync("Two excavators");
        var kind = await desk.App.InDbAsync(db => db.ObjectionKinds.AsNoTracking().SingleAsync(its => its.Key == "price-too-high"));
        await desk.DoAsync<NoteObjection, Told?>(verb => verb.RunAsync(petry.Id, new ObjectionDraft(kind.Id, "Too dear", "", ObjectionWeight.Heavy, null)));
        await desk.DoAsync<NoteCommitment, Told?>(verb => verb.RunAsync(petry.Id, new CommitmentDraft("Noise report", CommitmentSide.Us, CommitmentState.Given, false, "", Today)));
        desk.App.Clock.Now = new DateTime(2026, 3, 2, 15, 30, 0, DateTimeKind.Utc);

        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.InRange(desk.Browser.Page.QuerySelectorAll("[data-next]").Length, 1, NextBest.Most);
        Assert.Contains("“Too dear” is still open. It shows interest, and waits for an answer.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Missing information", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.PressAsync("[data-next^='objection-'] form", "key", desk.Browser.Page.QuerySelector("[data-next^='objection-']")!.GetAttribute("data-next")!);

        var planned = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync());
        Assert.Equal((ActivityType.Call, "Answer the objection: The price is too high"), (planned.Type, planned.Text));
        Assert.True(planned.DueAt >= new DateTime(2026, 3, 3, 6, 0, 0, DateTimeKind.Utc), $"{planned.DueAt}");
        Assert.Null(desk.Browser.Page.QuerySelector("[data-next^='objection-']"));
        Assert.Null(await desk.DoAsync<PlanNextBest, DateTime?>(verb => verb.RunAsync(petry.Id, "nothing-such")));
        await desk.HireAsync("Rita", Role.Reader);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<PlanNextBest, DateTime?>(verb => verb.RunAsync(petry.Id, "people"), "rita@nordwerk.example"));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Activities.CountAsync()));
    }

    private static IEnumerable<string> WhatOf(DealPicture picture, Func<Told, bool>? isPlanned = null) => NextBest.Of(picture, isPlanned ?? (_ => false)).Select(action => action.What.Key);

    private static DealPicture Picture(Stage? stage = null, IReadOnlyList<Criterion>? unmet = null) => new(DealThatIs(Outcome.Open), stage ?? StageWith([]), Now, Today, unmet ?? []);

    private static Deal DealThatIs(Outcome outcome) => new() { Name = "Two excavators", ProcessId = Guid.NewGuid(), VersionId = Guid.NewGuid(), Currency = "EUR", Outcome = outcome, StageEnteredAt = Now.AddDays(-5) };

    private static Stage StageWith(List<PrescribedActivity> activities) => new() { Key = "pitch", Position = 1, Name = Localized.Same("Pitch"), Phases = ["pitch"], Goal = Localized.Empty, Activities = activities };

    private static Criterion Exit(string key, Severity severity) => new(key, CriterionSide.Exit, "confirmation", severity, Localized.Same(key), []);

    private static Activity Planned(ActivityType type) => new() { Type = type, Text = "Something else", DueAt = Now.AddDays(1) };

    private static Commitment Promise(CommitmentSide by, int inDays) => new() { DealId = Guid.NewGuid(), Text = "Promise", By = by, State = CommitmentState.Given, Due = Today.AddDays(inDays) };

    private static (Objection, Localized) Objected(string words, ObjectionWeight weight) =>
        (new Objection { DealId = Guid.NewGuid(), KindId = Guid.NewGuid(), Words = words, Weight = weight }, Localized.Same("Price"));
}
