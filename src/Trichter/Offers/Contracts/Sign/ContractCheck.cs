using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Stakeholders;
using Trichter.Offers.Documents;
using Trichter.Offers.Negotiation;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Document;
using Trichter.Offers.Quotes.Send;
using Trichter.Offers.Seller;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Contracts.Sign;

/// <summary>
/// What has to be right before both sides sign: what would make it void, or say two things at once, stops it; the rest is only said
/// (offer to cash, checks before signature).
/// </summary>
internal sealed class ContractCheck(Db db, Me me, FindDeal find, IEnumerable<IContractRival> rivals)
{
    private const int LongPayment = 60;

    public async Task<IReadOnlyList<Finding>> RunAsync(OpenContract open, CancellationToken cancellation = default)
    {
        var (contract, version) = (open.Contract, open.Version);
        var (here, quote, deal) = ($"/contracts/{contract.Id}", $"/quotes/{open.Quote.Id}", $"/deals/{open.Deal.Id}");
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany();
        var found = new List<Finding>();
        void Stop(bool broken, Told words, string at) => Add(broken, words, true, at);
        void Warn(bool broken, Told words) => Add(broken, words, false, "");
        void Add(bool broken, Told words, bool stops, string at)
        {
            if (broken) found.Add(new Finding(words, stops, at));
        }

        Stop(!ours.IsKnown, new Told("Our name and address are missing: Settings, Our company."), me.May(Right.ManageWorkspace) ? "/settings/our-company" : "");
        Stop(version.BuyerName.Length == 0, new Told("The customer's name is missing."), quote);
        Stop(version.BuyerStreet.Length == 0 || version.BuyerCity.Length == 0, new Told("The customer's address is missing."), quote);
        Stop(!open.Of(CommitmentSide.Us).Any(), new Told("Nobody signs for us."), here);
        Stop(!open.Of(CommitmentSide.Customer).Any(), new Told("Nobody signs for the customer."), here);
        foreach (var signer in open.Signers.Where(signer => !contract.NeedsPaper && signer.Email.Length == 0)) Stop(true, new Told("The e-mail address of {0} is missing.", signer.Name), here);
        foreach (var annex in open.Annexes.Where(annex => annex.AttachmentId is null)) Stop(true, new Told("The annex {0} is missing.", annex.Name), here);
        Stop(new[] { contract.Title, contract.Text }.Any(Placeholder.IsIn), new Told("A placeholder such as {0} is still in the text.", "{{…}}"), here);
        foreach (var line in open.Counted.Where(line => line.Price is null)) Stop(true, new Told("{0} has no price.", line.Name), quote);
        await AgainstQuoteAsync(open, Stop, quote, cancellation);
        foreach (var fault in await AgainstOthersAsync(open, cancellation)) Stop(true, fault, deal);

        var recurring = open.Counted.Any(line => line.Interval != Interval.Once);
        Warn(ours.VatNumber.Length + ours.TaxNumber.Length == 0, new Told("Neither our VAT number nor our tax number is known."));
        Warn(version.BuyerVat.Length == 0 && open.Deal.CompanyId is not null, new Told("The customer's VAT number is not known."));
        Warn(version.PaymentDays > LongPayment, new Told("The customer has more than {0} days to pay.", LongPayment));
        Warn(recurring && contract.StartsOn is null, new Told("Something is charged again and again, and it does not say from when."));
        Warn(recurring && contract is { EndsOn: null, NoticeDays: null }, new Told("Something is charged again and again, and it says neither an end nor a notice period."));
        await WarnOfDealAsync(open, Warn, cancellation);
        return found;
    }

    private async Task AgainstQuoteAsync(OpenContract open, Action<bool, Told, string> stop, string quote, CancellationToken cancellation)
    {
        var (version, today) = (open.Version, (await find.NowAsync(cancellation)).Day);
        stop(version.Number != open.Quote.Latest, new Told("The contract is about version {0} of the quote; the latest is {1}.", version.Number, open.Quote.Latest), quote);
        stop(version.StateOn(today) is not (QuoteState.Accepted or QuoteState.Sent), new Told("The quote is neither accepted nor open any more."), quote);
        var kept = await db.QuoteDocuments.AsNoTracking().SingleOrDefaultAsync(its => its.VersionId == version.Id, cancellation);
        stop(kept is null || kept.Hash != version.Hash, new Told("The quote is not as it was sent."), quote);
        var totals = open.Totals;
        stop((totals.Once.Net, totals.Once.Vat, totals.ContractMinor) != (version.NetMinor, version.VatMinor, version.ContractMinor), new Told("The sums of the quote do not come out when they are counted again."), quote);
        if (kept is not null && version.State == QuoteState.Sent) stop(kept.Content != QuoteContent.Of(open.Quote.Number, version, open.Lines), new Told("The quote is not as it was sent."), quote);
    }

    private async Task<IReadOnlyList<Told>> AgainstOthersAsync(OpenContract open, CancellationToken cancellation)
    {
        var faults = new List<Told>();
        foreach (var rival in rivals) faults.AddRange(await rival.FaultsOfAsync(open.Deal.Id, open.Version.Id, cancellation));
        return faults;
    }

    private async Task WarnOfDealAsync(OpenContract open, Action<bool, Told> warn, CancellationToken cancellation)
    {
        var deal = open.Deal.Id;
        warn(open.Deal.OpenCritical > 0, new Told("A red flag is open."));
        warn(await db.Objections.AnyAsync(its => its.DealId == deal && its.AnsweredAt == null, cancellation), new Told("An objection is open."));
        warn(await db.Asks.AnyAsync(its => its.DealId == deal && its.State == AskState.Open, cancellation), new Told("A wish of the negotiation is open."));
        warn(await db.Concessions.AnyAsync(its => its.DealId == deal && its.State == ConcessionState.Offered, cancellation), new Told("A concession was offered and is neither agreed nor off the table."));
        warn(await db.Commitments.AnyAsync(its => its.DealId == deal && its.SettledAt == null && its.Condition != "", cancellation), new Told("A promise still hangs on a condition."));
        var deciders = await db.Stakeholders.AsNoTracking().Where(its => its.DealId == deal && its.Role == StakeholderRole.Decides)
            .Select(its => db.People.Where(person => person.Id == its.PersonId).Select(person => person.FirstName + " " + person.LastName).FirstOrDefault() ?? its.Name).ToListAsync(cancellation);
        warn(!open.Of(CommitmentSide.Customer).Any(signer => deciders.Exists(name => string.Equals(name, signer.Name, StringComparison.OrdinalIgnoreCase))), new Told("None of the customer's signers is known to decide."));
    }
}

/// <summary>Another record of the deal that must not say something else than the contract; later modules bring theirs.</summary>
public interface IContractRival
{
    /// <returns>Where it says something else; empty when it agrees.</returns>
    Task<IReadOnlyList<Told>> FaultsOfAsync(Guid dealId, Guid quoteVersionId, CancellationToken cancellation);
}
