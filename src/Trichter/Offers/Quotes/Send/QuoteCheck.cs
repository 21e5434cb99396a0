using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Offers.Documents;
using Trichter.Offers.Quotes.Approve;
using Trichter.Offers.Quotes.Edit;
using Trichter.Offers.Seller;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Quotes.Send;

/// <summary>What has to be right before a quote goes out: what would make it void stops it, the rest is said (offer to cash, checks before signature).</summary>
internal sealed class QuoteCheck(Db db, Me me, FindDeal deals, Approvals approvals, TaxLines tax)
{
    private const int LongPayment = 60;

    public async Task<IReadOnlyList<Finding>> RunAsync(OpenQuote open, CancellationToken cancellation = default)
    {
        var (version, lines) = (open.Version, open.Lines);
        var day = (await deals.NowAsync(cancellation)).Day;
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany();
        var found = new List<Finding>();
        void Stop(bool broken, Told words) => Add(broken, words, stops: true);
        void Warn(bool broken, Told words) => Add(broken, words, stops: false);
        void Add(bool broken, Told words, bool stops, string? at = null)
        {
            if (broken) found.Add(new Finding(words, stops, at ?? $"/quotes/{open.Quote.Id}"));
        }

        Add(!ours.IsKnown, new Told("Our name and address are missing: Settings, Our company."), stops: true, me.May(Right.ManageWorkspace) ? "/settings/our-company" : "");
        Stop(version.BuyerName.Length == 0, new Told("The customer's name is missing."));
        Stop(version.BuyerStreet.Length == 0 || version.BuyerCity.Length == 0, new Told("The customer's address is missing."));
        Stop(!lines.Exists(line => line.Kind is LineKind.Normal or LineKind.Alternative), new Told("There is no line that counts."));
        foreach (var line in lines.Where(line => line.IsPriced && line.Price is null)) Stop(true, new Told("{0} has no price.", line.Name));
        Stop(version.ValidUntil < day, new Told("It would have expired already."));
        Stop(TextsOf(open).Any(Placeholder.IsIn), new Told("A placeholder such as {0} is still in the text.", "{{…}}"));
        foreach (var group in lines.Where(line => line.Kind == LineKind.Alternative).GroupBy(line => line.Alternative).Where(group => group.Count() == 1)) Warn(true, new Told("The alternative {0} has only one line.", group.Key));
        foreach (var needed in await approvals.MissingAsync(open, cancellation)) Add(true, new Told("Approval is missing: {0}.", needed.Why), stops: true, $"/quotes/{open.Quote.Id}#approval");
        foreach (var note in await tax.RunAsync(version, lines, open.Deal.CompanyId is not null, day, cancellation)) Add(true, note.Words, note.Stops);

        Warn(ours.VatNumber.Length + ours.TaxNumber.Length == 0, new Told("Neither our VAT number nor our tax number is known."));
        Warn(version.BuyerVat.Length == 0 && open.Deal.CompanyId is not null, new Told("The customer's VAT number is not known."));
        Warn(version.PaymentDays > LongPayment, new Told("The customer has more than {0} days to pay.", LongPayment));
        Warn(lines.Exists(line => line.IsPriced && line.Interval != Products.Interval.Once && line.Term is null), new Told("A line that is charged again and again has no minimum term."));
        Warn(open.Deal.OpenCritical > 0, new Told("A red flag is open."));
        Warn(await db.Objections.AnyAsync(objection => objection.DealId == open.Deal.Id && objection.AnsweredAt == null, cancellation), new Told("An objection is open."));
        foreach (var gap in await GapsAsync(open, cancellation)) Warn(true, new Told("A confirmed need is not covered: {0}.", gap));
        return found;
    }

    /// <summary>Confirmed needs of high importance that nothing in the quote covers.</summary>
    public async Task<IReadOnlyList<string>> GapsAsync(OpenQuote open, CancellationToken cancellation = default)
    {
        var needs = (await db.Needs.AsNoTracking().Where(need => need.DealId == open.Deal.Id).ToListAsync(cancellation)).Where(Coverage.IsMust).ToList();
        if (needs.Count == 0) return [];

        var coverages = await db.NeedCoverages.AsNoTracking().Where(its => its.QuoteId == open.Quote.Id).ToDictionaryAsync(its => its.NeedId, cancellation);
        return [.. needs.Where(need => !Coverage.IsCovered(coverages.GetValueOrDefault(need.Id))).Select(need => need.Text)];
    }

    private static IEnumerable<string> TextsOf(OpenQuote open) =>
        new[] { open.Version.Title, open.Version.Intro, open.Version.Arguments, open.Version.Scope, open.Version.Terms, open.Version.DeliveryTerms }.Concat(open.Lines.SelectMany(line => new[] { line.Name, line.Text }));
}

/// <param name="Stops">It would be void, or wrong for certain; else it is only said.</param>
/// <param name="At">The page on which it is put right; empty where somebody else has to.</param>
public sealed record Finding(Told Words, bool Stops, string At);
