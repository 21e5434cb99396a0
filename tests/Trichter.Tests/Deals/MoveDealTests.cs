using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.Move;
using Trichter.Deals.Obstacles;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

public sealed class MoveDealTests : IAsyncLifetime
{
    private Desk desk = null!;
    private ProcessVersion version = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        version = await desk.VersionAsync();
        petry = await desk.EnterAsync("Two excavators");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_deal_with_warnings_open_moves_on_only_with_a_reason_which_is_kept()
    {
        var second = version.Stages[1];
        Assert.IsType<MoveResult.Unmet>(await MoveAsync(second));
        Assert.Equal(version.Stages[0].Id, (await desk.ReadAsync(petry.Id)).StageId);

        Assert.IsType<MoveResult.Moved>(await MoveAsync(second, reason: "The customer is in a hurry"));

        var rows = await desk.App.InDbAsync(db => db.Transitions.Where(row => row.DealId == petry.Id).OrderBy(row => row.Seq).ToListAsync());
        Assert.Equal(2, rows.Count);
        Assert.Equal(second.Key, rows[0].LeftTo);
        Assert.Equal("The customer is in a hurry", rows[1].Reason);
    }

    [Fact]
    public async Task Confirming_what_only_a_person_knows_lets_it_pass_without_a_reason()
    {
        var first = version.Stages[0];
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(petry.Id, ActivityType.Call, "Spoke to Mr Wulf", null));
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(petry.Id, ActivityType.Meeting, "Visit", desk.App.Clock.Now.AddDays(3)));
        var confirmed = first.ExitCriteria.Where(c => c.Kind == "confirmation").Select(c => $"{first.Key}/{c.Key}").ToList();

        var result = await MoveAsync(version.Stages[1], confirmed: confirmed);

        var left = result is MoveResult.Unmet unmet ? string.Join(", ", unmet.Criteria.Select(c => $"{c.Criterion.Kind} {c.Criterion.Label.En}")) : "";
        Assert.True(result is MoveResult.Moved || left.Contains("field", StringComparison.Ordinal), left);
    }

    [Fact]
    public async Task A_criterion_that_blocks_holds_the_deal_whatever_the_reason()
    {
        var blocked = version.Stages.First(stage => stage.Criteria.Any(c => c.Severity == Severity.Block));
        var beyond = blocked.EntryCriteria.Any(c => c.Severity == Severity.Block) ? blocked : version.Stages[blocked.Position];

        var unmet = Assert.IsType<MoveResult.Unmet>(await MoveAsync(beyond, reason: "I want to"));

        Assert.True(unmet.IsBlocked);
        Assert.Equal(petry.StageId, (await desk.ReadAsync(petry.Id)).StageId);
    }

    [Fact]
    public async Task Going_back_needs_no_reason_and_is_a_visit_of_its_own()
    {
        await MoveAsync(version.Stages[1], reason: "Hurry");
        await MoveAsync(version.Stages[0]);

        var last = await desk.App.InDbAsync(db => db.Transitions.Where(row => row.DealId == petry.Id).OrderByDescending(row => row.Seq).FirstAsync());
        Assert.Equal((Trichter.Deals.History.TransitionKind.Back, 2), (last.Kind, last.Visit));
    }

    [Fact]
    public async Task The_evidence_says_less_than_the_claim_after_an_override()
    {
        await MoveAsync(version.Stages[3], reason: "The customer insists");

        var deal = await desk.ReadAsync(petry.Id);
        Assert.Equal(4, deal.Position);
        Assert.Equal(1, deal.EvidencedPosition);
    }

    [Fact]
    public async Task Removing_the_last_obstacle_proposes_the_next_stage_only_when_nothing_else_is_missing()
    {
        await desk.DoAsync<RaiseObstacle, Told?>(verb => verb.RunAsync(petry.Id, "Leasing is open", ObstacleType.Budget, ObstacleSeverity.Critical, null, null));
        Assert.Equal((1, 1), ((await desk.ReadAsync(petry.Id)).OpenObstacles, (await desk.ReadAsync(petry.Id)).OpenCritical));

        var obstacle = await desk.App.InDbAsync(db => db.Obstacles.SingleAsync());
        var (found, proposed) = await desk.DoAsync<ResolveObstacle, (bool, Stage?)>(verb => verb.RunAsync(petry.Id, obstacle.Id, "The bank agreed"));

        Assert.True(found);
        Assert.Null(proposed);
        Assert.Equal(0, (await desk.ReadAsync(petry.Id)).OpenObstacles);
    }

    [Fact]
    public async Task Closing_with_an_open_red_flag_asks_for_a_recorded_acceptance()
    {
        await desk.DoAsync<RaiseObstacle, Told?>(verb => verb.RunAsync(petry.Id, "Decision maker not reached", ObstacleType.DecisionMaker, ObstacleSeverity.Critical, null, null));
        var closing = new Closing(Outcome.Won, null, "", null, "");

        var faulty = Assert.IsType<CloseResult.Faulty>(await CloseAsync(closing));
        Assert.Equal("Acceptance", faulty.Field);
        var accepted = await CloseAsync(closing with { Acceptance = "Mr Wulf signs for her" });

        if (accepted is CloseResult.Unmet unmet) Assert.All(unmet.Criteria, judged => Assert.Equal(Severity.Block, judged.Criterion.Severity));
        else Assert.Contains(await desk.App.InDbAsync(db => db.Timeline.Select(entry => entry.Kind).ToListAsync()), kind => kind == nameof(CriticalAccepted));
    }

    [Fact]
    public async Task A_lost_deal_says_why_and_opens_again_where_it_was()
    {
        Assert.Equal("ReasonId", Assert.IsType<CloseResult.Faulty>(await CloseAsync(new Closing(Outcome.Lost, null, "", null, ""))).Field);
        var reason = await desk.App.InDbAsync(db => db.CloseReasons.FirstAsync(r => r.Outcome == Outcome.Lost));
        Assert.IsType<CloseResult.Closed>(await CloseAsync(new Closing(Outcome.Lost, reason.Id, "Too slow", null, "")));

        Assert.True(await desk.DoAsync<CloseDeal, bool>(verb => verb.ReopenAsync(petry.Id)));

        var rows = await desk.App.InDbAsync(db => db.Transitions.Where(row => row.DealId == petry.Id).OrderBy(row => row.Seq).ToListAsync());
        Assert.Equal([1, 3], rows.Select(row => row.Seq));
        Assert.Equal(Trichter.Deals.History.TransitionKind.Reopened, rows[1].Kind);
        Assert.Equal(Outcome.Open, (await desk.ReadAsync(petry.Id)).Outcome);
    }

    [Fact]
    public async Task A_parked_deal_wakes_on_its_day()
    {
        await CloseAsync(new Closing(Outcome.Parked, null, "", new DateOnly(2026, 4, 1), ""));
        await WakeAsync();
        Assert.Equal(Outcome.Parked, (await desk.ReadAsync(petry.Id)).Outcome);

        desk.App.Clock.Now = new DateTime(2026, 4, 1, 6, 0, 0, DateTimeKind.Utc);
        await WakeAsync();

        Assert.Equal(Outcome.Open, (await desk.ReadAsync(petry.Id)).Outcome);
    }

    private Task<MoveResult> MoveAsync(Stage target, string reason = "", IReadOnlyCollection<string>? confirmed = null) =>
        desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync(petry.Id, target.Id, confirmed ?? [], reason));

    private Task<CloseResult> CloseAsync(Closing closing) => desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(petry.Id, closing));

    private Task<bool> WakeAsync() => desk.App.WithAsync<WakeParkedDeals, bool>(async wake =>
    {
        await wake.RunAsync();
        return true;
    });
}
