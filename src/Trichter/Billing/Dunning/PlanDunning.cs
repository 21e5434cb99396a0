using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Platform.Language;

namespace Trichter.Billing.Dunning;

/// <summary>Says which letters would go out today, and which overdue invoices are left out, and why (O83). It changes nothing.</summary>
internal sealed class PlanDunning(Db db, FindInvoice find)
{
    private const int Most = 5_000;

    public async Task<DunningPlan> RunAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var rules = await db.DunningRules.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? DunningRules.Usual();
        var country = await db.OurCompanies.Select(ours => ours.Country).SingleOrDefaultAsync(cancellation) ?? "";
        var currency = await db.Workspaces.Select(workspace => workspace.Currency).SingleAsync(cancellation);
        var late = find.Visible(db.Invoices.AsNoTracking()).Where(invoice => invoice.IssuedOn != null && invoice.DueOn < today && invoice.Kind != InvoiceKind.Cancellation
            && invoice.GrossMinor > db.Allocations.Where(its => its.InvoiceId == invoice.Id).Sum(its => its.AmountMinor));
        var invoices = await late.OrderBy(invoice => invoice.DueOn).ThenBy(invoice => invoice.Number).Take(Most).ToListAsync(cancellation);
        var allocations = (await db.Allocations.AsNoTracking().Where(its => late.Any(invoice => invoice.Id == its.InvoiceId)).ToListAsync(cancellation)).ToLookup(its => its.InvoiceId);
        var reminders = (await db.Reminders.AsNoTracking().Where(its => late.Any(invoice => invoice.Id == its.InvoiceId)).ToListAsync(cancellation)).ToLookup(its => its.InvoiceId);
        var remarks = (await db.InvoiceRemarks.AsNoTracking().Where(its => its.EndedOn == null).ToListAsync(cancellation)).Where(its => its.HoldsOn(today)).ToLookup(its => its.InvoiceId);
        var companies = await db.Deals.Where(deal => late.Any(invoice => invoice.DealId == deal.Id)).ToDictionaryAsync(deal => deal.Id, deal => deal.CompanyId, cancellation);
        var insolvent = await InsolventAsync(remarks, cancellation);

        var (letters, without) = (new List<PlannedLetter>(), new List<LeftOut>());
        foreach (var customer in invoices.GroupBy(invoice => (Customer: CustomerOf(companies.GetValueOrDefault(invoice.DealId) ?? invoice.CompanyId, invoice.BuyerName), invoice.Currency, invoice.Language)))
        {
            var claims = new List<Claim>();
            foreach (var invoice in customer)
                if (insolvent.Contains(customer.Key.Customer)) without.Add(new(invoice, new Told("{0}", RemarkKind.Insolvent)));
                else if (remarks[invoice.Id].FirstOrDefault() is { } remark) without.Add(new(invoice, remark.Until is { } until ? new Told("{0} until {1}", remark.Kind, until) : new Told("{0}", remark.Kind)));
                else claims.Add(ClaimOf(invoice, [.. allocations[invoice.Id]], [.. reminders[invoice.Id]], rules, country, today));
            if (claims.Exists(claim => claim.Item.IsRaised)) letters.Add(LetterOf(string.Join('|', customer.Key.Customer, customer.Key.Currency, customer.Key.Language), claims, rules, country, currency));
            else without.AddRange(claims.Select(claim => new LeftOut(claim.Invoice, claim.Item.Level == DunningRules.Highest ? new Told("the last reminder has been sent") : new Told("it is not time for the next letter yet"))));
        }

        return new DunningPlan(letters, without);
    }

    /// <summary>The company of the deal: that of the invoice may have become one with another since.</summary>
    private static string CustomerOf(Guid? company, string name) => company?.ToString() ?? name;

    private async Task<HashSet<string>> InsolventAsync(ILookup<Guid, InvoiceRemark> remarks, CancellationToken cancellation)
    {
        var ids = remarks.SelectMany(group => group).Where(its => its.Kind == RemarkKind.Insolvent).Select(its => its.InvoiceId).Distinct().ToList();
        return [.. (await db.Invoices.Where(invoice => ids.Contains(invoice.Id)).Select(invoice => new { CompanyId = db.Deals.Where(deal => deal.Id == invoice.DealId).Select(deal => deal.CompanyId).FirstOrDefault() ?? invoice.CompanyId, invoice.BuyerName }).ToListAsync(cancellation)).Select(its => CustomerOf(its.CompanyId, its.BuyerName))];
    }

    private static Claim ClaimOf(Invoice invoice, IReadOnlyList<Allocation> settled, IReadOnlyList<Reminder> reminders, DunningRules rules, string country, DateOnly today)
    {
        var (due, last) = (invoice.DueOn!.Value, reminders.MaxBy(its => its.Level));
        var next = rules.Next(last?.Level, last?.SentOn, due, today);
        var level = next?.Level ?? last?.Level;
        var isConsumer = invoice.CompanyId is null && invoice.BuyerVat.Length == 0;
        var interest = Interest.None;
        if (level is { } reached && rules.ClaimsInterest(reached) && DefaultDay.Of(country, due, invoice.OrderId is not null, reminders.MinBy(its => its.SentOn)?.SentOn, isConsumer) is { } from)
            interest = Interest.Of(invoice.GrossMinor, [.. settled.Select(its => (its.SettledOn, its.AmountMinor))], from, today, country, isConsumer, rules.Rates);
        var open = invoice.GrossMinor - settled.Sum(its => its.AmountMinor);
        return new(invoice, new LetterItem(invoice.Id, invoice.DealId, invoice.Number, invoice.IssuedOn!.Value, due, today.DayNumber - due.DayNumber, open, level, next is not null, interest.Minor), interest, isConsumer);
    }

    private static PlannedLetter LetterOf(string key, List<Claim> claims, DunningRules rules, string country, string currency)
    {
        var (first, level) = (claims[^1].Invoice, claims.Where(claim => claim.Item.IsRaised).Max(claim => claim.Item.Level!.Value));
        var rule = rules.Levels.Find(its => its.Level == level)!;
        var lumps = claims.Where(claim => !claim.IsConsumer && claim.Item.Level is { } its && rules.ClaimsLumpSum(its)).Select(claim => rules.LumpSumOf(country, claim.Invoice.GrossMinor)).OfType<LumpSum>().ToList();
        return new PlannedLetter(key, first, rule, rule.Channel == DunningChannel.Mail && first.BuyerEmail.Length > 0 ? DunningChannel.Mail : DunningChannel.Letter, claims.ConvertAll(claim => claim.Item),
            claims.Sum(claim => claim.Item.InterestMinor), claims.Select(claim => claim.Interest.Missing).OfType<Told>().FirstOrDefault(), first.Currency == currency ? rule.FeeMinor : 0, lumps);
    }

    private sealed record Claim(Invoice Invoice, LetterItem Item, Interest Interest, bool IsConsumer);
}

public sealed record DunningPlan(IReadOnlyList<PlannedLetter> Letters, IReadOnlyList<LeftOut> Without);

/// <param name="Key">Who, in which currency and language.</param>
/// <param name="To">An invoice that names the customer.</param>
/// <param name="NoInterest">Why there is none where the level claims it.</param>
/// <param name="LumpSums">One for each claim that has one.</param>
public sealed record PlannedLetter(string Key, Invoice To, DunningLevel Level, DunningChannel Channel, List<LetterItem> Items, long InterestMinor, Told? NoInterest, long FeeMinor, IReadOnlyList<LumpSum> LumpSums)
{
    public long OpenMinor => Items.Sum(item => item.OpenMinor);

    /// <summary>With lump sums of the same currency; the others stand beside it.</summary>
    public long TotalMinor => OpenMinor + InterestMinor + FeeMinor + LumpSums.Where(sum => sum.Currency == To.Currency).Sum(sum => sum.AmountMinor);
}

public sealed record LeftOut(Invoice Invoice, Told Why);
