using System.Linq.Expressions;
using Trichter.Offers.Amounts;
using Trichter.Offers.Products;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Billing.Recurring;

/// <summary>From when, how often and until when a line of an order is charged again (O8). Price and quantity stay with the line.</summary>
public sealed class RecurringLine : IRecorded, IVersioned, IPartOf
{
    public const int LongestName = 200;
    public const int LongestSource = 300;
    public const int MostNotice = 120;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid OrderId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>Of the order.</summary>
    public required Guid LineKey { get; init; }

    /// <summary>The first day that is charged.</summary>
    public DateOnly StartsOn { get; set; }

    /// <summary>One invoice for each of these; a price per day may be billed by the month.</summary>
    public Interval BillEvery { get; set; }

    public BillTiming Timing { get; set; }

    /// <summary>Periods end with the week, month, quarter or year, so that the first may be a part; otherwise they count from the first day.</summary>
    public bool ByCalendar { get; set; }

    /// <summary>How long before its end notice has to be given, in <see cref="NoticeUnit"/>.</summary>
    public int Notice { get; set; }

    public NoticeUnit NoticeUnit { get; set; } = NoticeUnit.Months;

    /// <summary>What the price is raised by, and from when.</summary>
    public List<PriceIncrease> Increases { get; set; } = [];

    public DateOnly? NoticedOn { get; private set; }

    /// <summary>Who gave notice.</summary>
    public string NoticedBy { get; private set; } = "";

    /// <summary>The last day that is charged; null as long as nobody ended it.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>When the next period can be billed, without days ahead; null when none is left.</summary>
    [NotRecorded] public DateOnly? DueOn { get; set; }

    public int Version { get; private set; }

    public Guid PartOf => DealId;

    /// <summary>A period can be billed by the day; of what is charged in advance, so many days ahead.</summary>
    public static Expression<Func<RecurringLine, bool>> IsDueBy(DateOnly day, int daysAhead)
    {
        var ahead = day.AddDays(daysAhead);
        return line => line.Timing == BillTiming.Advance ? line.DueOn <= ahead : line.DueOn <= day;
    }

    public void End(DateOnly noticedOn, string by, DateOnly endsOn) => (NoticedOn, NoticedBy, EndsOn) = (noticedOn, by, endsOn);

    public void GoOn() => (NoticedOn, NoticedBy, EndsOn) = (null, "", null);

    /// <summary>The last day of the minimum term.</summary>
    public DateOnly BoundUntil(Interval interval, int? term) => Periods.After(StartsOn, interval, Math.Max(term ?? 1, 1)).AddDays(-1);

    /// <summary>The earliest last day that a notice of that day allows: its time has run, and the minimum term, too.</summary>
    public DateOnly EarliestEnd(DateOnly noticedOn, Interval interval, int? term)
    {
        var (noticed, bound) = (NoticeUntil(noticedOn), BoundUntil(interval, term));
        return noticed > bound ? noticed : bound;
    }

    public DateOnly NoticeUntil(DateOnly noticedOn) => NoticeUnit switch
    {
        NoticeUnit.Days => noticedOn.AddDays(Notice),
        NoticeUnit.Weeks => noticedOn.AddDays(7 * Notice),
        _ => noticedOn.AddMonths(Notice),
    };

    /// <summary>The price from a day on: each increase on what the ones before made of it, to six decimals.</summary>
    public decimal PriceOn(decimal price, DateOnly day) => Micros.Plain(Increases.Where(its => its.From <= day).OrderBy(its => its.From)
        .Aggregate(price, (sum, its) => Math.Round(sum * (100 + its.Percent) / 100, 6, MidpointRounding.AwayFromZero)));
}

/// <param name="From">Periods that begin on this day or later cost so much more.</param>
/// <param name="Percent">Below zero where it became cheaper.</param>
/// <param name="Source">The agreement or index it follows.</param>
public sealed record PriceIncrease(DateOnly From, decimal Percent, string Source);

public enum NoticeUnit
{
    [Says("days")] Days,
    [Says("weeks")] Weeks,
    [Says("months")] Months,
}

/// <summary>When a period is billed.</summary>
public enum BillTiming
{
    [Says("in advance")] Advance,
    [Says("in arrears")] Arrears,
}

/// <summary>A period of a line that an invoice bills. The database takes each only once (O70).</summary>
public sealed class BilledPeriod : IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid RecurringId { get; init; }
    public required Guid InvoiceId { get; init; }
    public required Guid DealId { get; init; }
    public required DateOnly FromDay { get; init; }
    public required DateOnly ToDay { get; init; }

    public Guid PartOf => DealId;
}

/// <summary>What the program does by itself when periods can be billed. There is one row, or none.</summary>
public sealed class RecurringRules : IRecorded, IVersioned
{
    public const int MostDaysAhead = 60;

    public Guid Id { get; private init; } = Ids.New();
    public RecurringMode Mode { get; set; }

    /// <summary>So many days before it begins, a period in advance can be billed.</summary>
    public int DaysAhead { get; set; }

    public int Version { get; private set; }
}

public enum RecurringMode
{
    [Says("Only propose it, in Today and on this page")] Propose,
    [Says("Write drafts every day")] Draft,
    [Says("Issue the invoices every day")] Issue,
}
