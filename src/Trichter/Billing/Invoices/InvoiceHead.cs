using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Orders;
using Trichter.Team;

namespace Trichter.Billing.Invoices;

/// <summary>Begins the draft of an invoice with what its order says, or of a correction with what the invoice says: customer, terms, references, place of delivery.</summary>
internal sealed class InvoiceHead(Db db, Me me, Change change)
{
    public async Task<Invoice> OfAsync(OpenOrder open, InvoiceKind kind, CancellationToken cancellation)
    {
        var order = open.Order;
        var invoice = new Invoice
        {
            DealId = open.Deal.Id,
            OrderId = order.Id,
            CompanyId = order.CompanyId,
            Kind = kind,
            Language = order.Language,
            Currency = order.Currency,
            CreatedAt = change.Now,
            CreatedBy = me.Id,
            BuyerReference = order.CustomerNumber.Length > 0 ? order.CustomerNumber : order.Number,
            OrderReference = order.CustomerNumber,
            BuyerEmail = await db.People.Where(person => person.Id == open.Deal.ContactId).Select(person => person.MainEmail).SingleOrDefaultAsync(cancellation) ?? "",
        };
        invoice.TakeFrom(order);
        (invoice.DeliveryStreet, invoice.DeliveryPostalCode, invoice.DeliveryCity, invoice.DeliveryCountry) = (order.DeliveryStreet, order.DeliveryPostalCode, order.DeliveryCity, order.DeliveryCountry);
        return invoice;
    }

    /// <summary>Names number and day of the invoice that it corrects (O76). Nothing is taken off for paying it early.</summary>
    public Invoice Against(Invoice wrong, InvoiceKind kind, string reason)
    {
        var back = new Invoice
        {
            DealId = wrong.DealId,
            OrderId = wrong.OrderId,
            CompanyId = wrong.CompanyId,
            Kind = kind,
            Language = wrong.Language,
            Currency = wrong.Currency,
            CreatedAt = change.Now,
            CreatedBy = me.Id,
            PrecedingId = wrong.Id,
            PrecedingNumber = wrong.Number,
            PrecedingOn = wrong.IssuedOn,
            Note = reason,
            BuyerReference = wrong.BuyerReference,
            OrderReference = wrong.OrderReference,
            BuyerEmail = wrong.BuyerEmail,
            SupplyFrom = wrong.SupplyFrom,
            SupplyTo = wrong.SupplyTo,
        };
        back.TakeFrom(wrong);
        (back.SkontoPercent, back.SkontoDays) = (null, null);
        (back.DeliveryStreet, back.DeliveryPostalCode, back.DeliveryCity, back.DeliveryCountry) = (wrong.DeliveryStreet, wrong.DeliveryPostalCode, wrong.DeliveryCity, wrong.DeliveryCountry);
        return back;
    }
}
