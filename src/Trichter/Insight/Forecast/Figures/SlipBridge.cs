using Trichter.Platform.Language;

namespace Trichter.Insight.Forecast.Figures;

/// <summary>How a deal that is not in the first, or not in the second of two snapshots, stands at the end.</summary>
public enum SlipState
{
    Open,
    Won,
    Lost,
}

/// <param name="ValueAtStart">Null: not in the first snapshot.</param>
/// <param name="MonthAtEnd">The month won, or expected while open.</param>
public sealed record SlipDeal(long? ValueAtStart, DateOnly? MonthAtStart, long ValueAtEnd, SlipState State, DateOnly? MonthAtEnd);

/// <summary>
/// What became of a month between two snapshots of the same deals (metrics 6.5). Start + new + pulled in − slipped − lost + change of value is
/// always what was won in it and what is still expected in it.
/// </summary>
public sealed record SlipBridge(long Start, long New, long PulledIn, long Slipped, long Lost, long Change, long Won, long StillExpected)
{
    public long End => Won + StillExpected;

    public static SlipBridge Of(DateOnly month, IReadOnlyCollection<SlipDeal> deals)
    {
        long Sum(SlipKind kind, Func<SlipDeal, long> of) => deals.Where(deal => KindOf(month, deal) == kind).Sum(of);

        var bridge = new SlipBridge(
            deals.Where(deal => deal.MonthAtStart == month).Sum(deal => deal.ValueAtStart ?? 0),
            Sum(SlipKind.New, deal => deal.ValueAtEnd), Sum(SlipKind.PulledIn, deal => deal.ValueAtStart!.Value),
            Sum(SlipKind.Slipped, deal => deal.ValueAtStart!.Value), Sum(SlipKind.Lost, deal => deal.ValueAtStart!.Value),
            deals.Where(deal => EndsIn(month, deal) && deal.ValueAtStart is not null).Sum(deal => deal.ValueAtEnd - deal.ValueAtStart!.Value),
            deals.Where(deal => EndsIn(month, deal) && deal.State == SlipState.Won).Sum(deal => deal.ValueAtEnd),
            deals.Where(deal => EndsIn(month, deal) && deal.State == SlipState.Open).Sum(deal => deal.ValueAtEnd));

        return bridge.Start + bridge.New + bridge.PulledIn - bridge.Slipped - bridge.Lost + bridge.Change == bridge.End
            ? bridge : throw new InvalidOperationException($"The parts do not add up: {bridge}");
    }

    public static SlipKind KindOf(DateOnly month, SlipDeal deal) => (deal.ValueAtStart is not null, deal.MonthAtStart == month, EndsIn(month, deal)) switch
    {
        (false, _, true) => SlipKind.New,
        (true, true, true) => SlipKind.Kept,
        (true, false, true) => SlipKind.PulledIn,
        (true, true, false) => deal.State == SlipState.Lost ? SlipKind.Lost : SlipKind.Slipped,
        _ => SlipKind.Elsewhere,
    };

    private static bool EndsIn(DateOnly month, SlipDeal deal) => deal.State != SlipState.Lost && deal.MonthAtEnd == month;
}

/// <summary>What became of one deal, seen from one month.</summary>
public enum SlipKind
{
    [Says("elsewhere")] Elsewhere,
    [Says("as expected")] Kept,
    [Says("new")] New,
    [Says("pulled in")] PulledIn,
    [Says("slipped")] Slipped,
    [Says("lost")] Lost,
}
