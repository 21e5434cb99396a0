using Trichter.Deals;
using Trichter.Insight.Facts.Kept;
using Trichter.Ledger;
using Trichter.Ledger.AsOf;

namespace Trichter.Insight.Facts;

/// <summary>
/// How deals stand as of a day, read from the transition rows (metrics, sections 1 and 2); value, owner and source of a past day are those that
/// the ledger knows of it. The rows are kept in memory and brought up to date for each reader.
/// </summary>
public sealed class DealFacts(ReadFactTable tables, LookBack lookBack, Change change)
{
    /// <summary>One row a deal: when it entered, how and when it ended, and by what it is grouped. Others read the same list: it is not to be changed.</summary>
    public Task<List<DealFact>> DealsAsync(ReportScope scope, CancellationToken cancellation = default) => ListAsync(scope, one => one.Deal, cancellation);

    /// <summary>The same with the visits of each deal that were known by then.</summary>
    internal Task<List<DealVisits>> WithVisitsAsync(ReportScope scope, CancellationToken cancellation = default) => ListAsync(scope, one => one, cancellation);

    /// <summary>The same by blocks, for what adds up.</summary>
    internal async Task<SeenDeals> SeenAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var table = await tables.NowAsync(scope.Process.Id, cancellation);
        return new SeenDeals(table, scope, scope.EndOfAsOf > change.Now ? null : await lookBack.ThenAsync<Deal>(scope.EndOfAsOf, cancellation));
    }

    private async Task<List<T>> ListAsync<T>(ReportScope scope, Func<DealVisits, T> pick, CancellationToken cancellation)
    {
        var seen = await SeenAsync(scope, cancellation);
        if (seen.IsAll && seen.Table.Find<T>(scope.EndOfAsOf) is { } known) return known;

        var parts = seen.Table.Each(block => seen.Of(block).ConvertAll(one => pick(one)), cancellation);
        var found = new List<T>(parts.Sum(part => part.Count));
        foreach (var part in parts) found.AddRange(part);
        if (seen.IsAll) seen.Table.Keep(scope.EndOfAsOf, found);
        return found;
    }
}

/// <param name="DateOnly">1 when some fact of the deal is known only to the day.</param>
/// <param name="State">0 open, 1 lost, 2 won, as of the day of the report.</param>
/// <param name="Position">The stage it is, or was last, in.</param>
public sealed record DealFact(
    Guid DealId, DateTime? EnteredAt, DateOnly? EntryDay, int DateOnly, int Imported, int State, int Position, DateTime? EndedAt, DateOnly? EndDay,
    string Source, Guid? OwnerId, long ValueMinor, string Currency)
{
    public bool IsWon => State == 2;
    public bool IsLost => State == 1;
    public bool IsOpen => State == 0;

    public bool ExistingCustomer { get; init; }

    /// <summary>Of today; empty for none.</summary>
    public string Product => Traits.Lists?.Products[Traits.Product] ?? "";

    /// <summary>Of today.</summary>
    public Guid? CompanyId => Traits is { Lists: { } lists, Company: > 0 and var place } ? lists.Companies[place] : null;

    /// <summary>Of today: why it was lost.</summary>
    public Guid? CloseReasonId => Traits is { Lists: { } lists, Reason: > 0 and var place } ? lists.Reasons[place] : null;

    /// <summary>What few reports ask for, by its places in the lists of the table.</summary>
    internal DealTraits Traits { get; init; }

    public bool EnteredWithin(ReportScope scope) => EntryDay >= scope.From && EntryDay <= scope.To;

    /// <summary>Null for a deal of which nothing was known by the day.</summary>
    internal static DealFact? Of(FactLists lists, in DealRow deal, ReadOnlySpan<VisitRow> visits, ReportScope scope)
    {
        var (day, end) = (scope.AsOf.DayNumber, scope.EndOfAsOf.Ticks);
        var (known, state, position, marks) = (false, 0, 0, VisitMarks.None);
        long enteredAt = long.MaxValue, endedAt = -1;
        int entryDay = int.MaxValue, endDay = -1;
        foreach (ref readonly var visit in visits)
        {
            if (!visit.IsKnownBy(day, end)) continue;

            (known, position, marks) = (true, visit.Position, marks | visit.Marks);
            if (visit.Is(VisitMarks.Start))
            {
                if (visit.EnteredAt >= 0) enteredAt = Math.Min(enteredAt, visit.EnteredAt);
                if (visit.EnteredDay >= 0) entryDay = Math.Min(entryDay, visit.EnteredDay);
            }

            var ends = visit.LeftTo is VisitRow.Won or VisitRow.Lost;
            state = !ends || !visit.HasEndedBy(day) ? 0 : visit.LeftTo == VisitRow.Won ? 2 : 1;
            if (ends) (endedAt, endDay) = (Math.Max(endedAt, visit.LeftAt), Math.Max(endDay, visit.LeftDay));
        }

        return !known ? null : new DealFact(
            deal.Id, enteredAt == long.MaxValue ? null : Instant(enteredAt), entryDay == int.MaxValue ? null : System.DateOnly.FromDayNumber(entryDay),
            (marks & VisitMarks.DateOnly) != 0 ? 1 : 0, (marks & VisitMarks.Imported) != 0 ? 1 : 0, state, position,
            endedAt < 0 ? null : Instant(endedAt), endDay < 0 ? null : System.DateOnly.FromDayNumber(endDay),
            lists.Sources[deal.Source], deal.Owner == 0 ? null : lists.Owners[deal.Owner], deal.ValueMinor, lists.Currencies[deal.Currency])
        { ExistingCustomer = deal.Is(DealMarks.ExistingCustomer), Traits = new DealTraits(lists, deal.Product, deal.Company, deal.Reason) };
    }

    private static DateTime Instant(long ticks) => new(ticks, DateTimeKind.Utc);
}

internal readonly record struct DealTraits(FactLists? Lists, int Product, int Company, int Reason);
