using Trichter.Deals;
using Trichter.Deals.History;
using Trichter.Exchange.Columns;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Exchange.Import;

/// <summary>What one row tells of a deal's way: dated entries into stages, where it stands, how and when it ended.</summary>
/// <param name="Entries">In order of date; equal dates in order of the stages.</param>
/// <param name="Stage">Where the file says it stands, if it does.</param>
/// <param name="Outcome">How the file says it ended; null when it says nothing.</param>
internal sealed record DealStory(
    IReadOnlyList<(Stage Stage, Moment At)> Entries, Stage? Stage, Outcome? Outcome, Moment? EndedAt, Moment? ExpectedClose)
{
    public bool HasEnded => Outcome is Deals.Outcome.Won or Deals.Outcome.Lost or Deals.Outcome.Disqualified;

    public IEnumerable<(Stage Stage, Moment At)> BeforeSale => Entries.Where(entry => !entry.Stage.IsAfterSale);

    public IEnumerable<(Stage Stage, Moment At)> AfterSale => Entries.Where(entry => entry.Stage.IsAfterSale);

    /// <summary>The first day the file knows of, if any.</summary>
    public DateTime? BeganAt => Entries.Count > 0 ? Entries[0].At.At : EndedAt?.At;

    /// <summary>Key of the outcome in the history.</summary>
    public string End => Outcome == Deals.Outcome.Won ? StageHistory.Won : StageHistory.Lost;

    public static StoryResult Read(MappedRow row, StageWords words, ProcessVersion version)
    {
        var stage = row.Has("stage") ? words.StageOf(row["stage"]) : null;
        var outcome = stage is null ? StageWords.OutcomeOf(row["stage"]) : null;
        if (row.Has("stage") && stage is null && outcome is null)
            return Refused("stage", new Told("No stage and no outcome is called {0}; say under \"values\" what it means.", row["stage"]));

        if (row.Has("outcome"))
        {
            if (StageWords.OutcomeOf(row["outcome"]) is not { } said)
                return Refused("outcome", new Told("No outcome is called {0}; say under \"values\" what it means.", row["outcome"]));
            outcome = said == Deals.Outcome.Open ? outcome ?? said : said;
        }

        var (won, lost, closed) = (row.Moments.GetValueOrDefault("won_on"), row.Moments.GetValueOrDefault("lost_on"), row.Moments.GetValueOrDefault("closed_on"));
        if (won is not null && lost is not null) return Refused("lost_on", new Told("It cannot be both won and lost."));
        if (outcome == Deals.Outcome.Open && (won ?? lost) is not null) return Refused("outcome", new Told("It cannot be both open and closed."));
        if (won is not null && outcome is Deals.Outcome.Lost or Deals.Outcome.Disqualified) return Refused("won_on", new Told("It cannot be both won and lost."));
        if (lost is not null && outcome == Deals.Outcome.Won) return Refused("lost_on", new Told("It cannot be both won and lost."));

        var entries = EntriesOf(row, version);
        outcome ??= won is not null ? Deals.Outcome.Won : lost is not null ? Deals.Outcome.Lost : null;
        if (outcome is null && (stage?.IsAfterSale == true || entries.Any(entry => entry.Stage.IsAfterSale))) outcome = Deals.Outcome.Won;

        var story = new DealStory(entries, stage, outcome, null, null);
        return new StoryResult.Told(story.HasEnded
            ? story with { EndedAt = won ?? lost ?? closed ?? story.AfterSale.Select(entry => entry.At).FirstOrDefault() }
            : story with { ExpectedClose = closed });
    }

    /// <summary>The day of entry is the entry into the first stage, unless that stage has a column of its own.</summary>
    private static List<(Stage Stage, Moment At)> EntriesOf(MappedRow row, ProcessVersion version)
    {
        var entries = row.StageEntries
            .Select(entry => (Stage: version.StageWithKey(entry.StageKey), entry.At))
            .Where(entry => entry.Stage is not null)
            .Select(entry => (Stage: entry.Stage!, entry.At)).ToList();

        if (row.Moments.TryGetValue("entered", out var entered) && !entries.Any(entry => entry.Stage.Id == version.Stages[0].Id))
            entries.Add((version.Stages[0], entered));
        return [.. entries.OrderBy(entry => entry.At.Day).ThenBy(entry => entry.At.At).ThenBy(entry => entry.Stage.Position)];
    }

    private static StoryResult.Refused Refused(string column, Told why) => new(new RowFault(column, why));
}

internal abstract record StoryResult
{
    public sealed record Told(DealStory Story) : StoryResult;

    public sealed record Refused(RowFault Fault) : StoryResult;
}
