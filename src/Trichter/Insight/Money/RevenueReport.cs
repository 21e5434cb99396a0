using Trichter.Insight.Facts;
using Trichter.Platform.Language;

namespace Trichter.Insight.Money;

internal sealed class RevenueReport(ReportScopes scopes, DealFacts facts, DealMoneyFacts money, Texts texts) : IReport
{
    private static readonly (int From, string Name)[] Ages = [(int.MinValue, "Not due yet"), (1, "1 to 30 days late"), (31, "31 to 60 days late"), (61, "61 to 90 days late"), (91, "More than 90 days late")];

    public string Name => "revenue";

    public ReportGroup Group => ReportGroup.Money;

    public Told Title => new("Revenue");

    public Told Definition => new("Booked: the value of deals won in the period, by the day they were won. Invoiced: net amounts of the invoices issued in the period, cancellations taken off. Paid: the net part of what came in for invoices in the period. The three are never added up. Without a period, all there is.");

    public Type View => typeof(RevenueView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var deals = await facts.DealsAsync(scope, cancellation);
        var won = deals.Where(deal => deal.IsWon && (deal.EndDay is { } day ? IsIn(scope, day) : !scope.HasPeriod)).ToList();
        var foreign = won.Count(deal => deal.Currency != scope.Currency && deal.ValueMinor != 0);
        var booked = won.Where(deal => deal.Currency == scope.Currency).ToList();
        var billed = (await money.InvoicesAsync(scope, cancellation)).ToLookup(invoice => invoice.DealId);
        var invoices = billed.Count == 0 ? [] : deals.SelectMany(deal => billed[deal.DealId]).ToList();
        var issued = invoices.Where(invoice => IsIn(scope, invoice.IssuedOn)).ToList();
        var paid = invoices.SelectMany(invoice => invoice.Paid).Where(part => IsIn(scope, part.Day)).ToList();

        var bookedIn = booked.Where(deal => deal.EndDay is not null).ToLookup(deal => MonthOf(deal.EndDay!.Value));
        var issuedIn = issued.ToLookup(invoice => MonthOf(invoice.IssuedOn));
        var paidIn = paid.ToLookup(part => MonthOf(part.Day));
        var months = bookedIn.Select(month => month.Key).Union(issuedIn.Select(month => month.Key)).Union(paidIn.Select(month => month.Key)).Order();
        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, won.Count, ResultParts.Excluded((ResultParts.NoCurrencyRate, foreign)), ResultParts.NoWarnings.WithHiddenValues(scope),
            new Dictionary<string, object?>
            {
                ["booked"] = scope.ValueOf(booked.Sum(deal => deal.ValueMinor)),
                ["booked_deals"] = booked.Count,
                ["per_day"] = query is { From: { } first, To: { } last } && last >= first ? scope.ValueOf((long)Math.Round(Velocity.PerDay(booked.Sum(deal => deal.ValueMinor), last.DayNumber - first.DayNumber + 1))) : null,
                ["invoiced"] = scope.ValueOf(issued.Sum(invoice => invoice.Net)),
                ["invoices"] = issued.Count,
                ["paid"] = scope.ValueOf(paid.Sum(part => part.Net)),
                ["payments"] = paid.Count,
                ["unpaid"] = scope.ValueOf(invoices.Sum(invoice => invoice.Unpaid)),
                ["currency"] = scope.Currency,
            },
            [.. months.Select(month => new Dictionary<string, object?>
            {
                ["month"] = month,
                ["deals"] = bookedIn[month].Count(),
                ["booked"] = scope.ValueOf(bookedIn[month].Sum(deal => deal.ValueMinor)),
                ["invoiced"] = scope.ValueOf(issuedIn[month].Sum(invoice => invoice.Net)),
                ["paid"] = scope.ValueOf(paidIn[month].Sum(part => part.Net)),
            })])
        {
            DealIds = [.. won.Select(deal => deal.DealId)],
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> { ["unpaid"] = [.. Unpaid(scope, invoices)] },
        };
    }

    private IEnumerable<IReadOnlyDictionary<string, object?>> Unpaid(ReportScope scope, List<InvoiceFact> invoices)
    {
        var open = invoices.Where(invoice => invoice.Unpaid != 0).ToLookup(invoice => Array.FindLastIndex(Ages, age => scope.AsOf.DayNumber - (invoice.DueOn ?? invoice.IssuedOn).DayNumber >= age.From));
        return Ages.Select((age, place) => new Dictionary<string, object?>
        {
            ["age"] = texts[age.Name],
            ["invoices"] = open[place].Count(),
            ["unpaid"] = scope.ValueOf(open[place].Sum(invoice => invoice.Unpaid)),
        });
    }

    private static bool IsIn(ReportScope scope, DateOnly day) => day >= scope.From && day <= scope.To;

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
