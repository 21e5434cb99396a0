using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Customers;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Retention;
using Trichter.Offers.Contracts;
using Trichter.Offers.Quotes;

namespace Trichter.Billing;

/// <summary>Quotes, contracts, orders, invoices and payments: once they went out they stay as they are, as long as the law wants (Article 17(3)(b)).</summary>
internal sealed class BillingHoldings(Db db, ReadRetention read) : IHoldPersonalData
{
    private const string Books = "A voucher of the books", Letters = "A letter of business";

    public IEnumerable<HeldRows> Of(Person person) => [];

    public async Task<IReadOnlyList<KeptDocument>> KeptAsync(string table, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        if (Rows(table, ids) is not { } rows) return [];

        var kind = table is "quote_versions" or "quote_lines" or "quote_documents" or "quote_acceptances" or "orders" or "order_lines" or "order_versions" or "deliveries" or "incoming_orders"
            or "contracts" or "contracts_kept" or "contract_signers" or "contract_signatures" or "contract_annexes" or "dunning_letters" or "reminders" ? KeptKind.Letter : KeptKind.Invoice;
        var country = await db.OurCompanies.Select(its => its.Country).SingleOrDefaultAsync(cancellation) ?? "";
        var years = (await read.OfAsync(kind == KeptKind.Letter ? RetentionClass.Letters : RetentionClass.Invoices, cancellation)).Length;
        return [.. (await rows.ToListAsync(cancellation)).Select(row => new KeptDocument(table, row.Id, KeepingPeriod.LastDay(kind, country, row.On ?? DateOnly.FromDateTime(row.At!.Value), years), kind == KeptKind.Letter ? Letters : Books))];
    }

    /// <summary>Those that went out, with their day; null for tables without documents.</summary>
    private IQueryable<Dated>? Rows(string table, IReadOnlyCollection<Guid> ids) => table switch
    {
        "quote_versions" => Sent.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, At = its.DecidedAt ?? its.SentAt }),
        "quote_lines" => db.QuoteLines.Where(its => ids.Contains(its.Id)).Join(Sent, its => its.VersionId, version => version.Id, (its, version) => new Dated { Id = its.Id, At = version.DecidedAt ?? version.SentAt }),
        "quote_documents" => db.QuoteDocuments.Where(its => ids.Contains(its.Id)).Join(Sent, its => its.VersionId, version => version.Id, (its, version) => new Dated { Id = its.Id, At = version.DecidedAt ?? version.SentAt }),
        "quote_acceptances" => db.QuoteAcceptances.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, At = its.AcceptedAt }),
        "contracts" => Out.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, At = its.SignedAt ?? its.SentAt }),
        "contracts_kept" => db.ContractsKept.Where(its => ids.Contains(its.Id)).Join(Out, its => its.ContractId, contract => contract.Id, (its, contract) => new Dated { Id = its.Id, At = contract.SignedAt ?? contract.SentAt }),
        "contract_signers" => db.ContractSigners.Where(its => ids.Contains(its.Id)).Join(Out, its => its.ContractId, contract => contract.Id, (its, contract) => new Dated { Id = its.Id, At = contract.SignedAt ?? contract.SentAt }),
        "contract_signatures" => db.ContractSignatures.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, At = its.SignedAt }),
        "contract_annexes" => db.ContractAnnexes.Where(its => ids.Contains(its.Id)).Join(Out, its => its.ContractId, contract => contract.Id, (its, contract) => new Dated { Id = its.Id, At = contract.SignedAt ?? contract.SentAt }),
        "orders" => db.Orders.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, On = its.OrderedOn }),
        "order_lines" => db.OrderLines.Where(its => ids.Contains(its.Id)).Join(db.Orders, its => its.OrderId, order => order.Id, (its, order) => new Dated { Id = its.Id, On = order.OrderedOn }),
        "order_versions" => db.OrderVersions.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, On = its.OrderedOn }),
        "deliveries" => db.Deliveries.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, On = its.DeliveredOn }),
        "incoming_orders" => db.IncomingOrders.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, At = its.SentAt }),
        "invoices" => Issued.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, On = its.IssuedOn }),
        "invoice_lines" => db.InvoiceLines.Where(its => ids.Contains(its.Id)).Join(Issued, its => its.InvoiceId, invoice => invoice.Id, (its, invoice) => new Dated { Id = its.Id, On = invoice.IssuedOn }),
        "invoices_kept" => db.InvoicesKept.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, At = its.MadeAt }),
        "invoice_copies" => db.InvoiceCopies.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, At = its.MadeAt }),
        "invoice_dispatches" => db.InvoiceDispatches.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, At = its.SentAt }),
        "dunning_letters" => db.DunningLetters.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, On = its.MadeOn }),
        "reminders" => db.Reminders.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, On = its.SentOn }),
        "payments" => db.Payments.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, On = its.ReceivedOn }),
        "bank_files" => db.BankFiles.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, At = its.SentAt }),
        "bank_lines" => db.BankLines.Where(its => ids.Contains(its.Id)).Select(its => new Dated { Id = its.Id, On = its.BookedOn }),
        _ => null,
    };

    private IQueryable<QuoteVersion> Sent => db.QuoteVersions.IgnoreAutoIncludes().Where(its => its.SentAt != null);

    private IQueryable<Contract> Out => db.Contracts.IgnoreAutoIncludes().Where(its => its.SentAt != null);

    private IQueryable<Invoice> Issued => db.Invoices.IgnoreAutoIncludes().Where(its => its.IssuedOn != null);

    private sealed record Dated
    {
        public Guid Id { get; init; }
        public DateOnly? On { get; init; }
        public DateTime? At { get; init; }
    }
}
