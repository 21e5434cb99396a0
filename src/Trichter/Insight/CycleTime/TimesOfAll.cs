using Trichter.Insight.Facts;

namespace Trichter.Insight.CycleTime;

/// <summary>The times of all deals whose entry is known, whenever they entered.</summary>
public sealed class TimesOfAll(DealFacts facts)
{
    public async Task<CycleTimes> OfAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var seen = await facts.SeenAsync(scope, cancellation);
        var scales = seen.Parts(nameof(TimesOfAll), deals => new Scale(deals.Exists(one => one.Deal is { EntryDay: not null, DateOnly: 1 })), cancellation);
        var inDays = scales.Any(scale => scale.InCalendarDays);
        var parts = seen.Parts(
            inDays, deals => new Part(CycleTimes.Of([.. deals.Select(one => one.Deal).Where(deal => deal.EntryDay is not null)], scope.AsOf, scope.EndOfAsOf, asPartIn: inDays)), cancellation);
        return CycleTimes.Together([.. parts.Select(part => part.Times)]);
    }

    private sealed record Part(CycleTimes Times);

    private sealed record Scale(bool InCalendarDays);
}
