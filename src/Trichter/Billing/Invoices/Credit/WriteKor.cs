using Microsoft.EntityFrameworkCore;
using Trichter.Billing.EInvoices;
using Trichter.Billing.EInvoices.Ksef;
using Trichter.Offers.Seller;

namespace Trichter.Billing.Invoices.Credit;

/// <summary>Brings together what FA(3) says of a correction in part: the lines before and after it, and why (O76).</summary>
internal sealed class WriteKor(Db db)
{
    /// <param name="invoice">The correction as EN 16931 sees it.</param>
    /// <returns>As it was given, for everything that is no correction in part.</returns>
    public async Task<(EInvoice Invoice, Fa3Extras Extras)> OfAsync(OpenInvoice open, EInvoice invoice, OurCompany ours, CancellationToken cancellation)
    {
        var extras = new Fa3Extras { Place = ours.City, ExchangeRate = open.Invoice is { RateCurrencyUnits: { } units, RateHomeUnits: { } home } ? Math.Round(home / units, 6, MidpointRounding.AwayFromZero) : null };
        if (open.Invoice is not { Kind: InvoiceKind.Credit, PrecedingId: { } wrongId }) return (invoice, extras);

        var wrong = await db.Invoices.AsNoTracking().SingleAsync(its => its.Id == wrongId, cancellation);
        var lines = await LinesAsync(wrongId, cancellation);
        var original = WriteEInvoice.Of(wrong, lines, ours);
        var earlier = new List<IReadOnlyDictionary<int, KorTaken>>();
        foreach (var other in await db.Invoices.AsNoTracking().Where(its => its.PrecedingId == wrongId && its.Kind == InvoiceKind.Credit && its.IssuedOn != null && its.Id != open.Invoice.Id).OrderBy(its => its.Id).ToListAsync(cancellation))
        {
            var theirs = await LinesAsync(other.Id, cancellation);
            earlier.Add(TakenBy(theirs, WriteEInvoice.Of(other, theirs, ours), lines));
        }

        var kor = KorLines.Of(original, earlier, TakenBy(open.Lines, invoice, lines));
        return (invoice with { Lines = kor.After, Allowances = [], Charges = [] }, extras with { Before = kor.Before, CorrectionReason = open.Invoice.Note, CorrectionType = 2 });
    }

    private Task<List<InvoiceLine>> LinesAsync(Guid invoiceId, CancellationToken cancellation) =>
        db.InvoiceLines.AsNoTracking().Where(line => line.InvoiceId == invoiceId).OrderBy(line => line.Position).ToListAsync(cancellation);

    /// <summary>By the place of the line in the original; the freight comes after its lines.</summary>
    private static Dictionary<int, KorTaken> TakenBy(List<InvoiceLine> lines, EInvoice credit, List<InvoiceLine> original)
    {
        var taken = new Dictionary<int, KorTaken>();
        foreach (var (line, at) in KorLines.Flat(credit).Select((line, at) => (line, at)))
        {
            var of = at < lines.Count ? original.FindIndex(its => its.Id == lines[at].CreditedLineId) : original.Count + at - lines.Count;
            taken[of] = new(at < lines.Count && lines[at].Key == original[of].Key ? line.Quantity ?? 0 : 0, line.Net ?? 0);
        }

        return taken;
    }
}
