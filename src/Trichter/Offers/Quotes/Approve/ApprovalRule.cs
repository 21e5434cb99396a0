using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Offers.Quotes.Approve;

/// <summary>From which measure on somebody of a role has to agree before a quote is sent (O44).</summary>
public sealed class ApprovalRule : IRecorded, IVersioned, IRetirable
{
    public Guid Id { get; private init; } = Ids.New();
    public required ApprovalMeasure Measure { get; init; }

    /// <summary>In percent, in whole units of the currency, or in days, as the measure says.</summary>
    public required decimal Threshold { get; init; }

    public required Role Role { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    /// <summary>Why it asks for approval, or null where it does not.</summary>
    public Told? Asks(QuoteVersion version, IReadOnlyList<QuoteLine> lines) => Measure switch
    {
        ApprovalMeasure.Discount when GreatestDiscount(version, lines) is var discount && discount > Threshold =>
            new Told("{0} % discount, allowed are {1} %", Micros.Plain(discount), Micros.Plain(Threshold)),
        ApprovalMeasure.Margin when version.Margin is { } margin && margin < Threshold => new Told("{0} % margin, at least {1} % are needed", Micros.Plain(margin), Micros.Plain(Threshold)),
        ApprovalMeasure.Total when Round.ToMajor(version.ContractMinor) > Threshold => new Told("worth more than {0} {1}", Micros.Plain(Threshold), version.Currency),
        ApprovalMeasure.PaymentDays when version.PaymentDays > Threshold => new Told("{0} days to pay, allowed are {1}", version.PaymentDays, Micros.Plain(Threshold)),
        ApprovalMeasure.FreeItems when lines.Count(line => line.IsPriced && line.Price == 0) is var free && free > Threshold => new Told("{0} lines for nothing, allowed are {1}", free, Micros.Plain(Threshold)),
        _ => null,
    };

    public void Retire(DateTime at) => RetiredAt = at;

    /// <summary>Of a line, with what is taken off the whole on top; a price below that of the list is a discount too.</summary>
    private static decimal GreatestDiscount(QuoteVersion version, IReadOnlyList<QuoteLine> lines) =>
        lines.Where(line => line.IsPriced).Select(line =>
        {
            var kept = (1 - line.Discount / 100) * (1 - (version.DiscountPercent ?? 0) / 100);
            var listed = line.ListPrice is { } list and > 0 && line.Price is { } price && price < list ? price / list : 1;
            return Math.Round((1 - kept * listed) * 100, 2, MidpointRounding.AwayFromZero);
        }).DefaultIfEmpty(0).Max();
}

public enum ApprovalMeasure
{
    [Says("discount above, in percent")] Discount,
    [Says("margin below, in percent")] Margin,
    [Says("worth more than")] Total,
    [Says("more days to pay than")] PaymentDays,
    [Says("more free lines than")] FreeItems,
}

/// <summary>Somebody asked for approval of one content of a version; it holds for that content only.</summary>
public sealed class QuoteApproval : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 1000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid VersionId { get; init; }
    public required Guid DealId { get; init; }
    public required Guid RuleId { get; init; }

    /// <summary>What the rule said: the English sentence and its data.</summary>
    public required string Sentence { get; init; }

    public List<string> Data { get; init; } = [];

    /// <summary>Of the content that was looked at.</summary>
    public required string Hash { get; init; }

    public Guid? AskedBy { get; init; }
    public required DateTime AskedAt { get; init; }
    public string Note { get; init; } = "";
    public bool? Granted { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public string Answer { get; private set; } = "";
    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsOpen => DecidedAt is null;
    public Told Reason => new(Sentence, [.. Data]);

    public void Decide(bool granted, Guid? by, DateTime at, string answer) => (Granted, DecidedBy, DecidedAt, Answer) = (granted, by, at, answer);
}
