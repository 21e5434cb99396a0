using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.EInvoices;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.EInvoices.Ksef;
using Trichter.Billing.EInvoices.Rules;
using Trichter.Billing.EInvoices.Ubl;
using Trichter.Billing.Invoices.Credit;
using Trichter.Billing.Payments;
using Trichter.Billing.Rates;
using Trichter.Billing.Recurring;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Numbers;
using Trichter.Offers.Seller;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Invoices;

/// <summary>
/// Issues an invoice: gives the number, writes the electronic invoice, checks it by our own rules and keeps it for good, all in one transaction.
/// What a rule refuses is not issued, and its number is not used up (O74, O75, O100).
/// </summary>
internal sealed class IssueInvoice(Db db, Me me, Change change, TimelineWriter timeline, FindInvoice find, FindDeal deals, GiveNumber numbers, SettleInvoices settle, RenderInvoice render, RecurringDue due, WriteKor kor, FindRate rates, DealFigures figures)
{
    private const string Chain = "InvoiceChain";

    public async Task<IssueResult> RunAsync(Guid invoiceId, CancellationToken cancellation = default)
    {
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { Invoice: { IsIssued: false, RetiredAt: null } } open) return new IssueResult.NotFound();
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany();
        if (!ours.IsKnown) return new IssueResult.Stopped([new Told("Our name and address are missing: Settings, Our company.")]);

        var today = (await deals.NowAsync(cancellation)).Day;
        open.Invoice.AddUp(open.Lines);
        if (await AccountAsync(open.Invoice, ours, today, cancellation) is { } missing) return new IssueResult.Stopped([missing]);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var number = await numbers.NextAsync(open.Invoice.Kind is InvoiceKind.Cancellation or InvoiceKind.Credit ? DocumentKind.CreditNote : DocumentKind.Invoice, today, cancellation);
        open.Invoice.Issue(number, today, change.Now, me.Id);
        var invoice = WriteEInvoice.Of(open.Invoice, open.Lines, ours);
        var xml = WriteUbl.Write(invoice);
        var against = CheckEInvoice.Check(EInvoiceFile.Of(invoice, xml)).Where(finding => finding.Severity == ESeverity.Fatal).DistinctBy(finding => finding.Rule).Select(finding => new Told("{0}: {1}", finding.Rule, finding.Says)).ToList();
        var ksef = ours.Country == "PL" ? await KsefAsync(open, invoice, ours, cancellation) : null;
        if (ksef is { Document: null }) against.AddRange(ksef.Against);
        if (against.Count > 0)
        {
            db.ChangeTracker.Clear();
            return new IssueResult.Stopped(against);
        }

        if (open.Invoice.PrecedingId is { } wrong) await SetOffAsync(open.Invoice, wrong, today, cancellation);
        if (open.Invoice is { Kind: InvoiceKind.Cancellation, PrecedingId: { } taken }) await due.FreeAsync(taken, cancellation);
        db.InvoicesKept.Add(await KeepAsync(open, Text(xml.ToBytes()), ksef is null ? "" : Text(ksef.Document!.ToBytes()), ours, cancellation));
        timeline.Record(new InvoiceIssued(open.Deal.Id, number, open.Invoice.Kind, open.Invoice.DueOn!.Value));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new IssueResult.Issued(open.Invoice);
    }

    /// <summary>VAT is told in our country's currency, too: by the rate of what it corrects, else by the one of its day (O24).</summary>
    private async Task<Told?> AccountAsync(Invoice invoice, OurCompany ours, DateOnly today, CancellationToken cancellation)
    {
        if (invoice.VatMinor == 0 || invoice.Currency == VatCurrency.Of(ours.Country)) return null;

        if (invoice.PrecedingId is { } corrected) invoice.AccountAs(await db.Invoices.AsNoTracking().SingleAsync(its => its.Id == corrected, cancellation));
        else if (await rates.ForAsync(invoice.Currency, ours.Country, invoice.SupplyTo, today, cancellation) is { } rate) invoice.Account(rate);
        if (invoice.RateDay is not null) return null;

        db.ChangeTracker.Clear();
        return new Told("Its VAT has to be told in {0}, too, and no rate of {1} is known for it: Settings, Exchange rates.", VatCurrency.Of(ours.Country), invoice.Currency);
    }

    private async Task<Fa3Written> KsefAsync(OpenInvoice open, EInvoice invoice, OurCompany ours, CancellationToken cancellation)
    {
        var (written, extras) = await kor.OfAsync(open, invoice, ours, cancellation);
        return WriteFa3.Write(written, extras, new DateTimeOffset(change.Now));
    }

    /// <summary>What was open of the wrong invoice is settled by its cancellation or correction; what had been paid already is owed to the customer.</summary>
    private async Task SetOffAsync(Invoice back, Guid wrongId, DateOnly on, CancellationToken cancellation)
    {
        await settle.WaitForTurnAsync(cancellation);
        var settled = await db.Allocations.Where(allocation => allocation.InvoiceId == wrongId).SumAsync(allocation => allocation.AmountMinor, cancellation);
        var amount = Math.Min(-back.GrossMinor, await db.Invoices.Where(its => its.Id == wrongId).Select(its => its.GrossMinor).SingleAsync(cancellation) - settled);
        if (amount <= 0) return;

        db.Allocations.Add(new Allocation { InvoiceId = wrongId, DealId = back.DealId, Kind = AllocationKind.SetOff, AmountMinor = amount, SettledOn = on });
        db.Allocations.Add(new Allocation { InvoiceId = back.Id, DealId = back.DealId, Kind = AllocationKind.SetOff, AmountMinor = -amount, SettledOn = on });
    }

    private async Task<InvoiceKept> KeepAsync(OpenInvoice open, string xml, string ksef, OurCompany ours, CancellationToken cancellation)
    {
        var place = await numbers.CountAsync(Chain, cancellation);
        var before = await db.InvoicesKept.Where(kept => kept.Place == place - 1).Select(kept => kept.Hash).SingleOrDefaultAsync(cancellation) ?? "";
        var html = await render.HtmlAsync(open, ours, cancellation);
        return new InvoiceKept
        {
            InvoiceId = open.Invoice.Id,
            DealId = open.Deal.Id,
            Place = place,
            Xml = xml,
            Ksef = ksef,
            Html = html,
            HashBefore = before,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{before}\n{xml}\n{ksef}\n{html}"))),
            MadeAt = change.Now,
        };
    }

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}

internal abstract record IssueResult
{
    public sealed record Issued(Invoice Invoice) : IssueResult;

    /// <param name="Against">Each rule that refuses it, with its name.</param>
    public sealed record Stopped(IReadOnlyList<Told> Against) : IssueResult;

    public sealed record NotFound : IssueResult;
}
