using Trichter.Offers.Amounts;
using Trichter.Offers.Seller;

namespace Trichter.Billing.Invoices;

/// <summary>What the document of an invoice shows.</summary>
public sealed record InvoiceModel(OurCompany Ours, Invoice Invoice, IReadOnlyList<InvoiceLine> Lines, DocumentTotals Totals);
