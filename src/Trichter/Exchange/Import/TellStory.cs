using Trichter.Deals;
using Trichter.Deals.History;
using Trichter.Process;

namespace Trichter.Exchange.Import;

/// <summary>Writes what a file tells of a deal's way into its history, and onto the deal where it stands now.</summary>
internal static class TellStory
{
    /// <summary>A deal that is new: its whole history.</summary>
    public static void Begin(DealStory story, Deal deal, StageHistory history, ProcessVersion version)
    {
        foreach (var (stage, at) in story.BeforeSale) history.Enter(stage, at);

        if (story.Stage is { IsAfterSale: false } stands && IsElsewhere(history, stands) && !(story.HasEnded && history.Rows.Count == 0))
            history.Enter(stands, null);

        if (story.HasEnded) End(story, deal, history, version);
        else if (history.Rows.Count == 0) history.Enter(version.Stages[0], null);
        Stand(deal, history, version);
    }

    /// <summary>A deal that is known: what the file adds to its history.</summary>
    public static void GoOn(DealStory story, Deal deal, StageHistory history, ProcessVersion version, Notices notices)
    {
        foreach (var (stage, at) in story.BeforeSale.Where(entry => !history.Rows.Any(row => row.StageKey == entry.Stage.Key)))
        {
            if (deal.IsOpen && !(history.Rows.Count > 0 && history.Rows[^1].EnteredAt > at.At)) history.Enter(stage, at);
            else notices.Add(NoticeKind.EarlierStage, stage.Key);
        }

        if (!story.HasEnded) MoveOrReopen(story, deal, history, version);
        else if (deal.IsOpen) End(story, deal, history, version);
        else if (history.CorrectEnd(story.End, story.EndedAt) || deal.Outcome != story.Outcome) Close(deal, story);
        Stand(deal, history, version);
    }

    private static void MoveOrReopen(DealStory story, Deal deal, StageHistory history, ProcessVersion version)
    {
        var saysOpen = story.Stage is { IsAfterSale: false } || story.Outcome == Outcome.Open;
        if (!deal.IsOpen && saysOpen)
        {
            var last = history.Rows.LastOrDefault(row => !row.AfterSale)?.StageKey;
            history.Enter(story.Stage ?? version.StageWithKey(last ?? "") ?? version.Stages[0], null);
            (deal.Outcome, deal.OutcomeAt, deal.CloseReasonId, deal.CloseNote, deal.ParkedUntil) = (Outcome.Open, null, null, "", null);
        }
        else if (deal.IsOpen && story.Stage is { IsAfterSale: false } stage && IsElsewhere(history, stage))
        {
            history.Enter(stage, null);
        }
    }

    private static void End(DealStory story, Deal deal, StageHistory history, ProcessVersion version)
    {
        history.End(story.End, story.EndedAt, () => story.Stage is { IsAfterSale: false } stage ? stage : version.Stages[0]);
        Close(deal, story);

        if (story.Outcome != Outcome.Won) return;
        foreach (var (stage, at) in story.AfterSale) history.Enter(stage, at);
        if (story.Stage is { IsAfterSale: true } stands && IsElsewhere(history, stands)) history.Enter(stands, null);
    }

    private static void Close(Deal deal, DealStory story)
    {
        deal.Outcome = story.Outcome!.Value;
        deal.OutcomeAt = story.EndedAt?.At ?? deal.OutcomeAt;
        deal.ParkedUntil = null;
    }

    private static bool IsElsewhere(StageHistory history, Stage stage) => history.Rows.Count == 0 || history.Rows[^1].StageKey != stage.Key;

    /// <summary>Puts the deal where its history ends.</summary>
    public static void Stand(Deal deal, StageHistory history, ProcessVersion version)
    {
        var last = history.Rows[^1];
        if (version.StageWithKey(last.StageKey) is not { } stage) return;

        var moved = deal.StageId != stage.Id;
        (deal.StageId, deal.Position) = (stage.Id, stage.Position);
        if (moved) deal.StageEnteredAt = last.EnteredAt ?? deal.CreatedAt;

        var latest = history.Rows.SelectMany(row => new[] { row.EnteredAt, row.LeftAt }).Max();
        if (latest > deal.LastActivityAt || moved) deal.LastActivityAt = latest ?? deal.CreatedAt;
    }
}
