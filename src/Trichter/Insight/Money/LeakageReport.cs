using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Insight.Facts;
using Trichter.Offers.Negotiation;
using Trichter.Platform.Language;
using Trichter.Team.FigureAgreements;

namespace Trichter.Insight.Money;

/// <summary>Where the list price went on its way to the invoice: list value less invoiced net, by cause (offer-to-cash 5).</summary>
internal sealed class LeakageReport(Db db, ReportScopes scopes, DealFacts facts, FiguresOfPeople figures, Texts texts) : IReport
{
    private const int MostGroups = 200;

    public string Name => "leakage";

    public ReportGroup Group => ReportGroup.Money;

    public Told Title => new("Leakage");

    public Told Definition => new("Lines of the invoices issued in the period for which a price list named a price when they were ordered: what they come to at list prices, less what was invoiced for them, net, by cause. What is cancelled or taken back counts on both sides; an amount credited afterwards counts as given away. Down payments are left out, as their lines come with the final invoice. Lines without a list price are counted apart.");

    public Type View => typeof(PlainView);

    public bool NamesPeople => true;

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var owners = (await facts.DealsAsync(scope, cancellation)).ToDictionary(deal => deal.DealId, deal => deal.OwnerId);
        var lines = (await LinesAsync(scope, cancellation)).Where(line => owners.ContainsKey(line.DealId)).ToList();
        var listed = lines.Where(line => line.ListPrice is not null).ToList();
        var whole = Leakage.Among(listed.Select(line => line.Listed), lines.Count);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.Name, cancellation);
        var (people, someHidden) = ByPerson.Of(listed, line => owners[line.DealId], line => line.IssuedOn, await figures.OfAsync(FigureScope.Reports, cancellation), names, texts);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, lines.Select(line => line.DealId).Distinct().Count(), ResultParts.Excluded(), ResultParts.NoWarnings.WithHiddenValues(scope).WithHiddenPeople(someHidden),
            new Dictionary<string, object?>
            {
                ["list"] = scope.ValueOf(whole.ListMinor),
                ["invoiced"] = scope.ValueOf(whole.ListMinor - whole.Total),
                ["leakage"] = scope.ValueOf(whole.Total),
                ["percent"] = PercentOf(scope, whole),
                ["lines_words"] = texts["with a list price: {0} of {1} lines", texts.Number(whole.Lines), texts.Number(whole.Of)],
                ["currency"] = scope.Currency,
            },
            [.. Causes(whole).Select(cause => new Dictionary<string, object?>
            {
                ["name"] = texts[cause.Name],
                ["leakage"] = scope.ValueOf(cause.Minor),
                ["percent"] = !scope.SeesValues || whole.ListMinor == 0 ? null : Round1(cause.Minor * 100m / whole.ListMinor),
            })])
        {
            DealIds = [.. lines.Select(line => line.DealId).Distinct()],
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>
            {
                ["products"] = Grouped(scope, listed.GroupBy(line => line.Article.Length > 0 ? $"{line.Article} {line.Name}" : line.Name).Select(group => (group.Key, group.ToList()))),
                ["owners"] = Grouped(scope, people.Select(row => (row.Name, row.Its.ToList()))),
            },
        };
    }

    /// <summary>The most goes first; those by which nothing was lost are named all the same.</summary>
    private static List<IReadOnlyDictionary<string, object?>> Grouped(ReportScope scope, IEnumerable<(string Name, List<InvoicedLine> Lines)> groups) =>
        [.. groups.Select(group => (group.Name, Its: Leakage.Among(group.Lines.Select(line => line.Listed), group.Lines.Count))).OrderByDescending(group => group.Its.Total).ThenBy(group => group.Name, StringComparer.Ordinal).Take(MostGroups).Select(group => new Dictionary<string, object?>
        {
            ["name"] = group.Name,
            ["count"] = group.Its.Lines,
            ["list"] = scope.ValueOf(group.Its.ListMinor),
            ["leakage"] = scope.ValueOf(group.Its.Total),
            ["percent"] = PercentOf(scope, group.Its),
        })];

    private async Task<List<InvoicedLine>> LinesAsync(ReportScope scope, CancellationToken cancellation)
    {
        var invoices = db.Invoices.Where(invoice => invoice.IssuedOn != null && invoice.IssuedOn >= scope.From && invoice.IssuedOn <= scope.To && invoice.IssuedOn <= scope.AsOf && invoice.Kind != InvoiceKind.DownPayment
            && invoice.Currency == scope.Currency && db.Deals.Any(deal => deal.Id == invoice.DealId && deal.ProcessId == scope.Process.Id));
        var lines = from line in db.InvoiceLines.Where(line => line.DownPaymentId == null)
                    join invoice in invoices on line.InvoiceId equals invoice.Id
                    join credited in db.InvoiceLines on line.CreditedLineId equals credited.Id into corrected
                    from credited in corrected.DefaultIfEmpty()
                    join ordered in db.OrderLines on new { invoice.OrderId, Key = credited == null ? line.Key : credited.Key } equals new { OrderId = (Guid?)ordered.OrderId, ordered.Key } into orders
                    from ordered in orders.DefaultIfEmpty()
                    select new InvoicedLine
                    {
                        DealId = line.DealId,
                        IssuedOn = invoice.IssuedOn,
                        Article = ordered == null ? line.Article : ordered.Article,
                        Name = ordered == null ? line.Name : ordered.Name,
                        IsAmount = credited != null && credited.Key != line.Key,
                        ListPrice = ordered == null ? null : ordered.ListPrice,
                        ListBasis = ordered == null ? 1 : ordered.Basis,
                        Quantity = line.Quantity,
                        Price = line.Price ?? 0,
                        Basis = line.Basis,
                        Discount = line.Discount,
                        OffWhole = invoice.DiscountPercent ?? 0,
                        VatRate = invoice.IsGross ? line.VatRate : 0,
                    };
        return await lines.AsNoTracking().ToListAsync(cancellation);
    }

    private static IEnumerable<(Told Name, long Minor)> Causes(Leakage its) =>
    [
        (new Told("A lower price than the list's"), its.ByPrice), (new Told("Discount on a line"), its.ByLine), (new Told("Discount on the whole"), its.ByWhole),
        (new Told("For nothing"), its.ByFree), (new Told("Credited afterwards"), its.ByCredit),
    ];

    private static decimal? PercentOf(ReportScope scope, Leakage its) => scope.SeesValues ? its.Percent : null;

    private static decimal Round1(decimal percent) => Math.Round(percent, 1, MidpointRounding.AwayFromZero);

    private sealed class InvoicedLine
    {
        public Guid DealId { get; init; }
        public DateOnly? IssuedOn { get; init; }
        public string Article { get; init; } = "";
        public string Name { get; init; } = "";

        /// <summary>An amount that was credited, without a quantity.</summary>
        public bool IsAmount { get; init; }

        public decimal? ListPrice { get; init; }
        public decimal ListBasis { get; init; }
        public decimal Quantity { get; init; }
        public decimal Price { get; init; }
        public decimal Basis { get; init; }
        public decimal Discount { get; init; }
        public decimal OffWhole { get; init; }

        /// <summary>In percent, where prices contain it.</summary>
        public decimal VatRate { get; init; }

        private decimal Net => 100 / (100 + VatRate);

        public ListedLine Listed => IsAmount
            ? new ListedLine(Quantity, 0, Price * Net, Basis, Discount, OffWhole) { IsCredit = true }
            : new ListedLine(Quantity, ListPrice!.Value * Net / ListBasis, Price * Net, Basis, Discount, OffWhole);
    }
}
