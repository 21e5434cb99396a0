using Trichter.Platform.Storage;

namespace Trichter.Billing.Dunning;

/// <summary>One letter to one customer with all invoices that are overdue, as it was written.</summary>
public sealed class DunningLetter
{
    public Guid Id { get; private init; } = Ids.New();
    public Guid? CompanyId { get; init; }
    public required string BuyerName { get; init; }
    public required string Language { get; init; }
    public required string Currency { get; init; }

    /// <summary>The highest of its invoices.</summary>
    public required int Level { get; init; }

    public required DunningChannel Channel { get; init; }

    /// <summary>The address of a mail; empty for a letter to print.</summary>
    public string SentTo { get; init; } = "";

    public required DateOnly MadeOn { get; init; }
    public required List<LetterItem> Items { get; init; }
    public required long OpenMinor { get; init; }
    public long InterestMinor { get; init; }
    public long FeeMinor { get; init; }
    public required string Html { get; init; }
    public Guid? MailId { get; set; }
    public required DateTime MadeAt { get; init; }
    public Guid? MadeBy { get; init; }
}

/// <summary>An invoice in a letter.</summary>
/// <param name="Level">That it has with this letter; null for none yet.</param>
/// <param name="IsRaised">This letter reminds of it; others are only listed.</param>
public sealed record LetterItem(Guid InvoiceId, Guid DealId, string Number, DateOnly IssuedOn, DateOnly DueOn, int Days, long OpenMinor, int? Level, bool IsRaised, long InterestMinor);
