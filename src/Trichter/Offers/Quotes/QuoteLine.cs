using Trichter.Offers.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Quotes;

/// <summary>One line of a version of a quote.</summary>
public sealed class QuoteLine : DocumentLine, IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid VersionId { get; init; }
    public required Guid DealId { get; init; }
    public LineKind Kind { get; set; }

    /// <summary>Lines of one group of alternatives carry the same letter or word; the customer takes one of them.</summary>
    public string Alternative { get; set; } = "";

    /// <summary>The row of the price list that gave the price; null where somebody typed it.</summary>
    public Guid? PriceRowId { get; set; }

    /// <summary>The price that list named, before anybody changed it.</summary>
    public decimal? ListPrice { get; set; }

    public Guid PartOf => DealId;
    public bool IsPriced => Kind is LineKind.Normal or LineKind.Optional or LineKind.Alternative;

    public QuoteLine CopyTo(Guid versionId)
    {
        var copy = new QuoteLine { VersionId = versionId, DealId = DealId, Key = Key, Position = Position, Kind = Kind, Alternative = Alternative, PriceRowId = PriceRowId, ListPrice = ListPrice };
        copy.TakeFrom(this);
        return copy;
    }
}

public enum LineKind
{
    [Says("Normal")] Normal,
    [Says("Optional")] Optional,
    [Says("Alternative")] Alternative,
    [Says("Heading")] Heading,
    [Says("Text")] Text,
    [Says("Subtotal")] Subtotal,
}
