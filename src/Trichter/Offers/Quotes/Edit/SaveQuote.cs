using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes.Edit;

/// <summary>Writes head and lines of the version that is being worked on.</summary>
internal sealed class SaveQuote(Db db, TimelineWriter timeline, FindQuote find, FindDeal deals, CompleteLines complete, TaxLines tax, Texts texts)
{
    public async Task<QuoteSaved> RunAsync(Guid quoteId, QuoteForm form, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { } open) return new QuoteSaved.NotFound();
        if (open.Version.State is not (QuoteState.Draft or QuoteState.InApproval or QuoteState.Approved)) return new QuoteSaved.Frozen();

        var faults = new Dictionary<string, Told>();
        form.WriteTo(open.Version, texts.Culture, faults);
        if (form.Lines.Count > LineTyped.Most) faults["lines"] = new Told("At most {0} lines.", LineTyped.Most);
        var day = (await deals.NowAsync(cancellation)).Day;
        form.Lines = await complete.RunAsync(form.Lines, open.Version, open.Deal.CompanyId, day, cancellation);
        var lines = WriteLines(open, form, faults);
        var notes = await tax.RunAsync(open.Version, lines, open.Deal.CompanyId is not null, day, cancellation);
        if (faults.Count > 0) return new QuoteSaved.Faulty(faults);
        if (open.Version.Version != form.Seen) return new QuoteSaved.ChangedMeanwhile(open.Version.Version);

        QuoteTotals.Of(open.Version, lines).WriteTo(open.Version);
        open.Version.State = QuoteState.Draft;
        db.Entry(open.Version).Property(version => version.Title).IsModified = true;
        timeline.Record(new QuoteChanged(open.Deal.Id, open.Quote.Number, open.Version.Number, lines.Count));
        await db.SaveChangesAsync(cancellation);
        return new QuoteSaved.Saved(open.Version, notes);
    }

    /// <summary>Lines keep their key; one that the form no longer has is gone.</summary>
    private List<QuoteLine> WriteLines(OpenQuote open, QuoteForm form, Dictionary<string, Told> faults)
    {
        var known = open.Lines.ToDictionary(line => line.Key);
        var lines = new List<QuoteLine>();
        foreach (var (typed, index) in form.Lines.Select((typed, index) => (typed, index)))
        {
            if (typed.Key is not { } key || !known.Remove(key, out var line))
                db.QuoteLines.Add(line = new QuoteLine { VersionId = open.Version.Id, DealId = open.Deal.Id, Key = typed.Key is { } own && lines.TrueForAll(other => other.Key != own) ? own : Ids.New() });
            line.Position = index;
            typed.WriteTo(line, index, texts.Culture, faults);
            lines.Add(line);
        }

        db.QuoteLines.RemoveRange(known.Values);
        return lines;
    }
}

internal abstract record QuoteSaved
{
    public sealed record Saved(QuoteVersion Version, IReadOnlyList<TaxNote> Notes) : QuoteSaved;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : QuoteSaved;

    /// <param name="Now">The present version of the record.</param>
    public sealed record ChangedMeanwhile(int Now) : QuoteSaved;

    /// <summary>It was sent, and stays as it is.</summary>
    public sealed record Frozen : QuoteSaved;

    public sealed record NotFound : QuoteSaved;
}
