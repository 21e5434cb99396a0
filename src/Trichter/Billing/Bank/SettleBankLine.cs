using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Billing.Bank;

/// <summary>Turns a credit on our account into a payment of invoices, or says that it is none.</summary>
internal sealed class SettleBankLine(Db db, Me me, Change change, FindInvoice find, FindClaims claims, SettleInvoices settle, DealFigures figures)
{
    private const int MostInvoices = 50;

    public Task WaitForTurnAsync(CancellationToken cancellation) => settle.WaitForTurnAsync(cancellation);

    /// <summary>Only with the exact number and the exact amount, within the transaction in which the lines were kept.</summary>
    /// <returns>How many were settled.</returns>
    public async Task<int> SettleCertainAsync(IReadOnlyList<BankLine> lines, CancellationToken cancellation)
    {
        var (open, settled) = ((await claims.OpenAsync(cancellation: cancellation)).ToList(), 0);
        foreach (var line in lines)
        {
            if (BankMatch.Of(line, [.. open.Select(row => row.On(line.BookedOn))]) is not { IsCertain: true, Claims: [var claim] }) continue;
            if (await find.ForBillingAsync(claim.Id, cancellation) is not { OpenMinor: > 0 } invoice) continue;

            await PayAsync(line, [invoice], cancellation);
            open.RemoveAll(row => row.Invoice.Id == claim.Id);
            settled++;
        }

        return settled;
    }

    /// <returns>What is wrong, or null when it was settled.</returns>
    public async Task<Told?> RunAsync(Guid lineId, IReadOnlyCollection<Guid> invoiceIds, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (invoiceIds.Count is 0 or > MostInvoices) return new Told("Choose at least one invoice.");

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await settle.WaitForTurnAsync(cancellation);
        if (await OpenAsync(lineId, cancellation) is not { } line) return new Told("Nothing is here");
        if (await db.Payments.AnyAsync(payment => payment.BankLineId == lineId, cancellation)) return new Told("Somebody has settled this line already.");

        var invoices = new List<OpenInvoice>();
        foreach (var id in invoiceIds.Distinct())
        {
            if (await find.ForBillingAsync(id, cancellation) is not { Invoice: { IsIssued: true } invoice } open) return new Told("Nothing is here");
            if (open.OpenMinor <= 0) return new Told("Nothing is open any more.");
            if (invoice.Currency != line.Currency) return new Told("The invoice is in {0}, the payment in {1}.", invoice.Currency, line.Currency);
            invoices.Add(open);
        }

        await PayAsync(line, invoices, cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was put aside.</returns>
    public async Task<Told?> PutAsideAsync(Guid lineId, string why, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (why.Trim().Length is 0 or > Payment.LongestReference) return new Told("Say why, in up to {0} characters.", Payment.LongestReference);
        if (await OpenAsync(lineId, cancellation) is not { } line || await db.Payments.AnyAsync(payment => payment.BankLineId == lineId, cancellation)) return new Told("Nothing is here");

        line.PutAside(why.Trim(), change.Now, me.Id);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<bool> TakeBackInAsync(Guid lineId, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (await db.BankLines.SingleOrDefaultAsync(its => its.Id == lineId && its.AsideAt != null, cancellation) is not { } line) return false;

        line.TakeBackIn();
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private Task<BankLine?> OpenAsync(Guid id, CancellationToken cancellation) => db.BankLines.SingleOrDefaultAsync(its => its.Id == id && its.AsideAt == null, cancellation);

    private async Task PayAsync(BankLine line, IReadOnlyList<OpenInvoice> invoices, CancellationToken cancellation)
    {
        settle.Pay(invoices, new Money(line.AmountMinor, line.Currency, line.BookedOn, BankValues.Short(line.Text, Payment.LongestReference)), line.Id);
        await figures.RefreshAsync([.. invoices.Select(open => open.Deal).DistinctBy(deal => deal.Id)], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
