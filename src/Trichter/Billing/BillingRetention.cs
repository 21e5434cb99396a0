using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Customers.Privacy.Retention;
using Trichter.Platform.Language;

namespace Trichter.Billing;

/// <summary>Whose company was sent an invoice dealt with us; until it is paid, and while something is billed again and again, they stay.</summary>
internal sealed class BillingRetention(Db db) : IKnowLastContact, IHoldPeople
{
    public IEnumerable<IQueryable<ContactMoment>> Theirs() =>
    [
        db.Employments.Join(Issued.Where(invoice => invoice.CompanyId != null), job => job.CompanyId, invoice => invoice.CompanyId!.Value, (job, invoice) => new ContactMoment { PersonId = job.PersonId, At = invoice.IssuedAt }),
    ];

    public IEnumerable<(string Why, IQueryable<HeldPerson> People)> Holds(DateOnly today)
    {
        var unpaid = Issued.Where(invoice => invoice.RetiredAt == null && invoice.GrossMinor > db.Allocations.Where(its => its.InvoiceId == invoice.Id).Sum(its => its.AmountMinor));
        var (why, running) = (new Told("An invoice to them or their company is not paid").Key, new Told("Something is billed to them or their company again and again").Key);
        yield return (why, db.Employments.Where(job => unpaid.Any(invoice => invoice.CompanyId == job.CompanyId)).Select(job => new HeldPerson { PersonId = job.PersonId }));
        yield return (why, db.Deals.Where(deal => deal.ContactId != null && unpaid.Any(invoice => invoice.DealId == deal.Id)).Select(deal => new HeldPerson { PersonId = deal.ContactId }));

        var billed = db.Deals.Where(deal => db.RecurringLines.Any(line => line.DealId == deal.Id && (line.EndsOn == null || line.EndsOn >= today) && db.Orders.Any(order => order.Id == line.OrderId && order.CancelledAt == null)));
        yield return (running, billed.Where(deal => deal.ContactId != null).Select(deal => new HeldPerson { PersonId = deal.ContactId }));
        yield return (running, db.Employments.Where(job => billed.Any(deal => deal.CompanyId == job.CompanyId)).Select(job => new HeldPerson { PersonId = job.PersonId }));
    }

    private IQueryable<Invoice> Issued => db.Invoices.IgnoreAutoIncludes().Where(invoice => invoice.IssuedOn != null);
}
