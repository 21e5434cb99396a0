using Trichter.Customers;
using Trichter.Deals;
using Trichter.Offers.Documents;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Orders.Incoming;

/// <summary>A file with an order beside what we know: customer, deal, quote and prices.</summary>
/// <param name="Deals">Those of the customer that it may belong to.</param>
/// <param name="Deal">The one it belongs to; null where that is not certain.</param>
/// <param name="Quote">The accepted quote it answers; null for an order by the price list.</param>
/// <param name="Head">Language, currency, customer and terms; never stored.</param>
/// <param name="Rows">Their lines, each with ours.</param>
/// <param name="Differences">Everything that keeps it from being taken by itself.</param>
internal sealed record OrderMatch(TheirOrder Theirs, Company? Company, IReadOnlyList<Deal> Deals, Deal? Deal, QuoteVersion? Quote, QuoteVersion? Head, IReadOnlyList<MatchedLine> Rows, IReadOnlyList<Told> Differences)
{
    public bool IsAsAgreed => Deal is not null && Differences.Count == 0;

    /// <summary>A person can take it once the customer and the deal are known.</summary>
    public bool CanBeTaken => Company is not null && Deal is not null && Head is not null;

    /// <summary>The same with each line at the price they name; what we do not know is a line of their words.</summary>
    public OrderMatch AtTheirPrices() => this with { Rows = [.. Rows.Select(row => row with { Ours = [At(row)] })] };

    private QuoteLine At(MatchedLine row)
    {
        var line = new QuoteLine { VersionId = Head!.Id, DealId = Head.DealId, Key = row.Ours.Count > 0 ? row.Ours[0].Key : Ids.New() };
        if (row.Ours.Count > 0) line.TakeFrom(row.Ours[0]);
        else (line.Article, line.Name, line.Unit) = (row.Theirs.Article, row.Theirs.Name, Units.IsKnown(row.Theirs.Unit) ? row.Theirs.Unit : Units.Piece);
        if (line.Name.Length == 0) line.Name = row.Theirs.Gtin.Length > 0 ? row.Theirs.Gtin : row.Theirs.Id;
        (line.Name, line.Article) = (line.Name[..Math.Min(line.Name.Length, DocumentLine.LongestName)], line.Article[..Math.Min(line.Article.Length, Product.LongestKey)]);
        (line.Quantity, line.Price, line.Basis, line.Discount) = (row.Theirs.Quantity, row.Theirs.Price, row.Theirs.Basis, 0);
        return line;
    }
}

/// <param name="Ours">What we would deliver and charge; of a graduated price several.</param>
internal sealed record MatchedLine(TheirLine Theirs, IReadOnlyList<QuoteLine> Ours, IReadOnlyList<Told> Differences);
