using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Seller;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Orders.Edit;

/// <summary>The head an order without a quote begins with: the customer's address, their language, our usual terms. It is typed over and never stored.</summary>
internal sealed class OrderTerms(Db db, Me me, Change change)
{
    public async Task<Offers.Quotes.QuoteVersion> OfAsync(Deal deal, DateOnly today, CancellationToken cancellation = default)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany();
        var contact = await db.People.VisibleTo(me, db).AsNoTracking().SingleOrDefaultAsync(person => person.Id == deal.ContactId, cancellation);
        var company = await db.Companies.VisibleTo(me, db).AsNoTracking().SingleOrDefaultAsync(its => its.Id == deal.CompanyId, cancellation);
        var address = company?.AddressOf(AddressKind.Billing) ?? company?.MainAddress;
        var name = contact is null ? "" : $"{contact.FirstName} {contact.LastName}".Trim();
        return new Offers.Quotes.QuoteVersion
        {
            QuoteId = Guid.Empty,
            DealId = deal.Id,
            Number = 1,
            Language = Languages.All.Contains(contact?.Language ?? "") ? contact!.Language : workspace.Language,
            Currency = deal.Currency,
            Title = deal.Name,
            PaymentDays = ours.PaymentDays,
            ValidUntil = today,
            CreatedAt = change.Now,
            BuyerName = company?.Name ?? (deal.CompanyName.Length > 0 ? deal.CompanyName : name),
            BuyerVat = company?.VatNumber ?? "",
            BuyerStreet = address?.Street ?? "",
            BuyerPostalCode = address?.PostalCode ?? "",
            BuyerCity = address?.City ?? "",
            BuyerCountry = address?.Country ?? "",
            BuyerContact = name,
        };
    }
}
