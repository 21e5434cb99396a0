using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Numbers;
using Trichter.Offers.Seller;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes;

/// <summary>Begins a quote for a deal, or the next version of one; both take over what is known already.</summary>
internal sealed class StartQuote(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, FindQuote quotes, GiveNumber numbers)
{
    /// <returns>Null when there is no such deal.</returns>
    public async Task<Quote?> RunAsync(Guid dealId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return null;

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, workspace.Zone));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var quote = new Quote { DealId = deal.Id, Number = await numbers.NextAsync(DocumentKind.Quote, today, cancellation), CreatedAt = change.Now, CreatedBy = me.Id };
        var version = new QuoteVersion
        {
            QuoteId = quote.Id,
            DealId = deal.Id,
            Number = 1,
            Language = await LanguageAsync(deal, workspace, cancellation),
            Currency = deal.Currency,
            Title = deal.Name,
            PaymentDays = ours.PaymentDays,
            ValidUntil = today.AddDays(ours.QuoteDays),
            CreatedAt = change.Now,
        };
        await AddressToAsync(version, deal, cancellation);
        db.AddRange(quote, version);
        timeline.Record(new QuoteStarted(deal.Id, quote.Number));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return quote;
    }

    /// <summary>The next version under the same number, with everything of the latest one. It replaces that one once it is sent.</summary>
    /// <returns>Null when there is no such quote, or its latest version is still being written.</returns>
    public async Task<QuoteVersion?> NextVersionAsync(Guid quoteId, CancellationToken cancellation = default)
    {
        if (await quotes.ForChangeAsync(quoteId, cancellation) is not { } open || open.Version.State is QuoteState.Draft or QuoteState.InApproval or QuoteState.Approved) return null;

        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany();
        var next = open.Version.Next(open.Quote.Latest + 1, (await find.NowAsync(cancellation)).Day.AddDays(ours.QuoteDays), change.Now);
        open.Quote.Latest = next.Number;
        var lines = open.Lines.ConvertAll(line => line.CopyTo(next.Id));
        QuoteTotals.Of(next, lines).WriteTo(next);
        db.QuoteVersions.Add(next);
        db.QuoteLines.AddRange(lines);
        timeline.Record(new QuoteVersionStarted(open.Deal.Id, open.Quote.Number, next.Number));
        await db.SaveChangesAsync(cancellation);
        return next;
    }

    /// <summary>The contact's language, else that of the country the company is in, else the workspace's.</summary>
    private async Task<string> LanguageAsync(Deal deal, Workspace workspace, CancellationToken cancellation)
    {
        var contact = await db.People.VisibleTo(me, db).Where(person => person.Id == deal.ContactId).Select(person => person.Language).SingleOrDefaultAsync(cancellation) ?? "";
        return Languages.All.Contains(contact) ? contact : workspace.Language;
    }

    private async Task AddressToAsync(QuoteVersion version, Deal deal, CancellationToken cancellation)
    {
        if (await db.Companies.VisibleTo(me, db).SingleOrDefaultAsync(company => company.Id == deal.CompanyId, cancellation) is { } company)
        {
            var address = company.AddressOf(AddressKind.Billing) ?? company.MainAddress;
            (version.BuyerName, version.BuyerVat) = (company.Name, company.VatNumber);
            (version.BuyerStreet, version.BuyerPostalCode, version.BuyerCity, version.BuyerCountry) = (address?.Street ?? "", address?.PostalCode ?? "", address?.City ?? "", address?.Country ?? "");
        }

        version.BuyerContact = await db.People.VisibleTo(me, db).Where(person => person.Id == deal.ContactId).Select(person => person.FirstName + " " + person.LastName).SingleOrDefaultAsync(cancellation) ?? "";
        if (version.BuyerName.Length == 0) version.BuyerName = deal.CompanyName.Length > 0 ? deal.CompanyName : version.BuyerContact;
    }
}
