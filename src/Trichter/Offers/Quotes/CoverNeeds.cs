using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes;

/// <summary>Says how far a quote meets a need, and by which line.</summary>
internal sealed class CoverNeeds(Db db, TimelineWriter timeline, FindQuote find, DealFigures figures)
{
    /// <param name="degree">Null takes the judgement back.</param>
    /// <returns>What is wrong, or null when it was said.</returns>
    public async Task<Told?> RunAsync(Guid quoteId, Guid needId, CoverageDegree? degree, Guid? lineKey, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { } open) return new Told("Nothing is here");
        if (await db.Needs.SingleOrDefaultAsync(need => need.Id == needId && need.DealId == open.Deal.Id, cancellation) is not { } its) return new Told("Nothing is here");
        if (degree is { } one && !Enum.IsDefined(one)) return new Told("Choose one of the list.");
        if (lineKey is { } key && !open.Lines.Exists(line => line.Key == key)) return new Told("Choose one of the list.");

        var coverage = await db.NeedCoverages.SingleOrDefaultAsync(other => other.QuoteId == quoteId && other.NeedId == needId, cancellation);
        if (degree is null)
        {
            if (coverage is not null) db.NeedCoverages.Remove(coverage);
        }
        else
        {
            if (coverage is null) db.NeedCoverages.Add(coverage = new NeedCoverage { QuoteId = quoteId, DealId = open.Deal.Id, NeedId = needId });
            (coverage.Degree, coverage.LineKey) = (degree.Value, degree == CoverageDegree.Gap ? null : lineKey);
        }

        timeline.Record(new NeedCovered(open.Deal.Id, open.Quote.Number, its.Text, degree));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

public sealed record NeedCovered(Guid DealId, string Number, string Need, CoverageDegree? Degree) : Happening(DealId)
{
    public override Told Told => Degree is { } degree ? new("judged the need {1} in the quote {0}: {2}", Number, Need, degree) : new("took back how the quote {0} meets the need {1}", Number, Need);

    public override string Icon => "target";
}
