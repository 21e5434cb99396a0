using Trichter.Deals;
using Trichter.Offers.Documents;
using Trichter.Offers.Vat;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Offers.Quotes.Edit;

/// <summary>What a quote as typed would come to, without keeping anything: the same arithmetic as saving, so that the page needs none of its own.</summary>
internal sealed class PreviewQuote(Me me, FindQuote find, FindDeal deals, CompleteLines complete, TaxLines tax, Texts texts)
{
    /// <returns>Null when there is no such quote.</returns>
    public async Task<QuotePreview?> RunAsync(Guid quoteId, QuoteForm form, CancellationToken cancellation = default)
    {
        if (await find.VisibleAsync(quoteId, cancellation: cancellation) is not { } open) return null;

        var faults = new Dictionary<string, Told>();
        form.WriteTo(open.Version, texts.Culture, faults);
        var day = (await deals.NowAsync(cancellation)).Day;
        var typed = await complete.RunAsync(form.Lines, open.Version, open.Deal.CompanyId, day, cancellation);
        var costs = open.Lines.ToDictionary(line => line.Key, line => line.Cost);
        var lines = typed.Select((row, index) =>
        {
            var key = row.Key ?? Ids.New();
            var line = new QuoteLine { VersionId = open.Version.Id, DealId = open.Deal.Id, Key = key, Position = index, Cost = costs.GetValueOrDefault(key) };
            row.WriteTo(line, index, texts.Culture, faults);
            return line;
        }).ToList();
        var notes = await tax.RunAsync(open.Version, lines, open.Deal.CompanyId is not null, day, cancellation);
        var totals = QuoteTotals.Of(open.Version, [.. lines.DistinctBy(line => line.Key)]);
        totals.WriteTo(open.Version);

        return new QuotePreview(
            [.. typed.Zip(lines, (row, line) => PreviewLine.Of(row, line, lines, totals, open.Version.Currency, me.May(Right.SeeMargins), texts))],
            [.. DocumentSums.Of(open.Version, totals.Contract, me.May(Right.SeeMargins), texts).Select(sum => new PreviewSum(sum.Label, sum.Amount, sum.IsMain))],
            [.. notes.Select(note => texts[note.Words])],
            faults.ToDictionary(its => its.Key, its => texts[its.Value]));
    }
}

internal sealed record QuotePreview(IReadOnlyList<PreviewLine> Lines, IReadOnlyList<PreviewSum> Sums, IReadOnlyList<string> Notes, IReadOnlyDictionary<string, string> Faults);

internal sealed record PreviewSum(string Label, string Amount, bool IsMain);

/// <summary>A line with what its product says, for the fields of the page, and with its sums in words. What holds only where nothing is said stays empty: the product may still be named.</summary>
internal sealed record PreviewLine(
    string Article, string Name, string Text, string Quantity, string Unit, string Price, string ListPrice, string Basis, string Tax, string Interval, string Term, string? Cost, string Net, string Vat)
{
    public static PreviewLine Of(LineTyped row, QuoteLine line, List<QuoteLine> all, QuoteTotals totals, string currency, bool seesCost, Texts texts)
    {
        var net = line.Kind == LineKind.Subtotal ? QuoteTotals.SubtotalAt(all, all.IndexOf(line), totals.Nets) : totals.Nets.GetValueOrDefault(line.Key);
        return new PreviewLine(
            row.Article, row.Name, row.Text, row.Quantity, row.Unit, row.Price, row.ListPrice, row.Basis, row.Tax?.ToString() ?? "", row.Interval?.ToString() ?? "", row.Term,
            seesCost ? row.Cost ?? "" : null,
            line.IsPriced && line.Price is null ? texts["no price"] : line.IsPriced || line.Kind == LineKind.Subtotal ? DocumentMoney.Of(net, currency, texts) : "",
            line.IsPriced ? VatWords.Of(line.Vat, texts) : "");
    }
}
