using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Deals.HandOvers;
using Trichter.Deals.History;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Timeline;

namespace Trichter.Deals.Close;

/// <summary>Ends a deal as won, lost or disqualified, parks it until a day, or opens it again.</summary>
public sealed class CloseDeal(Db db, TimelineWriter timeline, ProcessCatalogue catalogue, FindDeal find, Judge judge, DealFigures figures,
    OvertakenHandOver overtaken)
{
    /// <summary>
    /// A won deal goes on behind the sale where the process does. Winning asks for the blocking criteria of the present stage,
    /// and every close with open red flags asks for a recorded acceptance.
    /// </summary>
    public async Task<CloseResult> RunAsync(Guid dealId, Closing closing, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new CloseResult.NotFound();
        if (!deal.IsOpen) return new CloseResult.Faulty("", new Told("This deal has been closed already."));

        var evidence = await judge.EvidenceOfAsync(deal, cancellation);
        var flags = evidence.Obstacles.Where(obstacle => obstacle.IsOpen && obstacle.IsCritical).ToList();
        var reason = await db.CloseReasons.FirstOrDefaultAsync(r => r.Id == closing.ReasonId && r.Outcome == closing.Outcome, cancellation);
        if (FaultOf(closing, reason, flags, await find.NowAsync(cancellation)) is { } faulty) return faulty;

        var stage = evidence.Version.StageWith(deal.StageId);
        var blocking = closing.Outcome != Outcome.Won ? [] : judge.ExitsOf(stage, evidence)
            .Where(judged => !judged.IsMet && judged.Criterion.Severity == Severity.Block && judged.Criterion.Kind != "no-critical-obstacle").ToList();
        if (blocking.Count > 0) return new CloseResult.Unmet(blocking);

        if (flags.Count > 0) timeline.Record(new CriticalAccepted(deal.Id, [.. flags.Select(flag => flag.Text)], closing.Acceptance.Trim()));
        await EndAsync(deal, closing, reason, cancellation);
        if (closing.Outcome is Outcome.Lost or Outcome.Disqualified) await overtaken.WithdrawAsync(deal, cancellation);
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new CloseResult.Closed(deal);
    }

    public async Task<bool> ReopenAsync(Guid dealId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal || deal.Outcome == Outcome.Open) return false;

        var version = await catalogue.VersionAsync(deal.VersionId, cancellation);
        var history = await find.HistoryOfAsync(deal, cancellation);
        var now = await find.NowAsync(cancellation);
        var stage = version.StageWithKey(history.Rows.Last(row => !row.AfterSale).StageKey)!;

        if (deal.Outcome != Outcome.Parked)
        {
            db.Transitions.Add(history.Enter(stage, now));
            (deal.StageId, deal.Position, deal.StageEnteredAt) = (stage.Id, stage.Position, now.At);
        }

        if (deal.Outcome != Outcome.Parked) await overtaken.WithdrawIfBackAsync(deal, version, stage, cancellation);
        (deal.Outcome, deal.OutcomeAt, deal.CloseReasonId, deal.CloseNote, deal.ParkedUntil) = (Outcome.Open, null, null, "", null);
        await figures.RefreshAsync([deal], cancellation);
        timeline.Record(new DealReopened(deal.Id, stage.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static CloseResult.Faulty? FaultOf(Closing closing, CloseReason? reason, List<Obstacle> flags, Moment now)
    {
        if (closing.Outcome is Outcome.Open or Outcome.Transferred) return new("Outcome", new Told("Say how it ended."));
        if (closing.Outcome is Outcome.Lost or Outcome.Disqualified && reason is null) return new("ReasonId", new Told("Choose a reason."));
        if (closing.Outcome is Outcome.Parked && !(closing.Until > now.Day)) return new("Until", new Told("Choose a day in the future."));
        if (closing.Note.Length > 2000) return new("Note", new Told("At most {0} characters.", 2000));
        if (closing.Outcome == Outcome.Won && flags.Count > 0 && closing.Acceptance.Trim().Length == 0)
            return new("Acceptance", new Told("Red flags are open. Say why you close all the same."));
        return null;
    }

    private async Task EndAsync(Deal deal, Closing closing, CloseReason? reason, CancellationToken cancellation)
    {
        var now = await find.NowAsync(cancellation);
        deal.CloseReasonId = reason?.Id;
        deal.CloseNote = closing.Note.Trim();
        deal.Outcome = closing.Outcome;

        if (closing.Outcome == Outcome.Parked)
        {
            deal.ParkedUntil = closing.Until;
            timeline.Record(new DealParked(deal.Id, closing.Until!.Value, reason?.Name, deal.CloseNote));
            return;
        }

        var history = await find.HistoryOfAsync(deal, cancellation);
        history.End(closing.Outcome == Outcome.Won ? StageHistory.Won : StageHistory.Lost, now, () => throw new InvalidOperationException("An open deal is in a stage."), reason?.Name.En ?? "");
        deal.OutcomeAt = now.At;

        if (closing.Outcome == Outcome.Won)
            await GoOnAfterSaleAsync(deal, history, now, cancellation);
        else
            timeline.Record(new DealClosed(deal.Id, closing.Outcome, reason?.Name, deal.CloseNote));
    }

    private async Task GoOnAfterSaleAsync(Deal deal, StageHistory history, Moment now, CancellationToken cancellation)
    {
        timeline.Record(new DealWon(deal.Id, deal.CompanyId, now.Day, deal.CloseNote));
        var version = await catalogue.VersionAsync(deal.VersionId, cancellation);
        if (version.FirstAfterSale is not { } next) return;

        db.Transitions.Add(history.Enter(next, now));
        (deal.StageId, deal.Position, deal.StageEnteredAt) = (next.Id, next.Position, now.At);
    }
}

/// <param name="Until">The day until which a parked deal sleeps.</param>
/// <param name="Acceptance">Why it is won in spite of open red flags.</param>
public sealed record Closing(Outcome Outcome, Guid? ReasonId, string Note, DateOnly? Until, string Acceptance);

public abstract record CloseResult
{
    public sealed record Closed(Deal Deal) : CloseResult;

    public sealed record Unmet(IReadOnlyList<Judged> Criteria) : CloseResult;

    public sealed record Faulty(string Field, Told Why) : CloseResult;

    public sealed record NotFound : CloseResult;
}
