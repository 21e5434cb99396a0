using Trichter.Deals;
using Trichter.Offers.Documents;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Edit;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Orders.Edit;

/// <summary>What an order as typed would come to, without keeping anything: the same arithmetic as taking it.</summary>
internal sealed class PreviewOrder(Me me, FindDeal deals, OrderTerms terms, WriteOrderLines write, Texts texts)
{
    /// <returns>Null when there is no such deal.</returns>
    public async Task<QuotePreview?> RunAsync(Guid dealId, OrderForm form, CancellationToken cancellation = default)
    {
        if (!me.MaySee(DealFields.Value) || await deals.ForChangeAsync(dealId, cancellation) is not { } deal) return null;

        var faults = new Dictionary<string, Told>();
        var today = (await deals.NowAsync(cancellation)).Day;
        var head = await terms.OfAsync(deal, today, cancellation);
        form.Terms.WriteTo(head, texts.Culture, faults);
        var written = await write.RunAsync(head, form.Terms.Lines, deal.CompanyId, form.Draft(faults).OrderedOn ?? today, faults, cancellation: cancellation);
        var totals = QuoteTotals.Of(head, written.Lines);
        var seesCost = me.May(Right.SeeMargins);
        return new QuotePreview(
            [.. written.Typed.Zip(written.Lines, (row, line) => PreviewLine.Of(row, line, written.Lines, totals, head.Currency, seesCost, texts))],
            [.. DocumentSums.Of(head, totals.Contract, seesCost, texts).Select(sum => new PreviewSum(sum.Label, sum.Amount, sum.IsMain))],
            [.. written.Notes.Select(note => texts[note.Words])],
            faults.Where(its => !its.Key.EndsWith("-price", StringComparison.Ordinal) && its.Key != "lines").ToDictionary(its => its.Key, its => texts[its.Value]));
    }
}
