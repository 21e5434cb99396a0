using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Edit;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Orders.Edit;

/// <summary>Makes lines of an order out of typed ones, as a quote would: what the product says is filled in, prices come from the list that holds, VAT is proposed.</summary>
internal sealed class WriteOrderLines(CompleteLines complete, TaxLines tax, Texts texts)
{
    /// <param name="head">Language, currency, customer and terms; never stored.</param>
    /// <param name="on">The day whose prices hold.</param>
    /// <param name="faults">Gets what does not fit, by "line-2-price".</param>
    /// <param name="known">Lines there are already; theirs keep costs that whoever types may not see.</param>
    public async Task<WrittenLines> RunAsync(
        QuoteVersion head, IReadOnlyList<LineTyped> typed, Guid? companyId, DateOnly on, Dictionary<string, Told> faults, IReadOnlyList<OrderLine>? known = null, CancellationToken cancellation = default)
    {
        if (typed.Count > LineTyped.Most) faults["lines"] = new Told("At most {0} lines.", LineTyped.Most);
        var filled = await complete.RunAsync(typed, head, companyId, on, cancellation);
        var costs = (known ?? []).ToDictionary(line => line.Key, line => line.Cost);
        var lines = new List<QuoteLine>();
        foreach (var (row, index) in filled.Select((row, index) => (row, index)))
        {
            var key = row.Key is { } own && lines.TrueForAll(other => other.Key != own) ? own : Ids.New();
            var line = new QuoteLine { VersionId = head.Id, DealId = head.DealId, Key = key, Position = index, Cost = costs.GetValueOrDefault(key) };
            row.WriteTo(line, index, texts.Culture, faults);
            if (line.Kind != LineKind.Normal) faults.TryAdd($"line-{index}-name", new Told("An order has only lines that count: choose the kind Normal."));
            else if (line.Price is null) faults.TryAdd($"line-{index}-price", new Told("No list has a price for it. Type one."));
            lines.Add(line);
        }

        if (lines.Count == 0) faults.TryAdd("lines", new Told("Say what is ordered: at least one line."));
        var notes = await tax.RunAsync(head, lines, companyId is not null, on, cancellation);
        return new WrittenLines(filled, lines, notes);
    }
}

/// <param name="Typed">The same lines with what was filled in.</param>
/// <param name="Notes">What a person has to look at.</param>
internal sealed record WrittenLines(List<LineTyped> Typed, List<QuoteLine> Lines, IReadOnlyList<TaxNote> Notes)
{
    public bool IsStopped => Notes.Any(note => note.Stops);
}
