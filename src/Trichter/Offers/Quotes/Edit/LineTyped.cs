using System.Globalization;
using Microsoft.Extensions.Primitives;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Products;
using Trichter.Offers.Vat;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Offers.Quotes.Edit;

/// <summary>A line as it is typed, in the culture of whoever types. In the form each of its fields comes as many times as there are lines, in their order.</summary>
public sealed record LineTyped
{
    /// <summary>The most lines of one quote.</summary>
    public const int Most = 1000;

    private const int LongestArticle = Product.LongestKey;
    private const int LongestAlternative = 40;
    private const int LongestTerm = 1200;

    public Guid? Key { get; init; }
    public LineKind Kind { get; init; }
    public string Article { get; init; } = "";
    public string Name { get; init; } = "";
    public string Text { get; init; } = "";
    public string Quantity { get; init; } = "";
    public string Unit { get; init; } = "";
    public string Price { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Discount { get; init; } = "";
    public TaxClass? Tax { get; init; }
    public string Alternative { get; init; } = "";
    public Interval? Interval { get; init; }
    public string Term { get; init; } = "";

    /// <summary>Null for who may not see costs: what is stored stays.</summary>
    public string? Cost { get; init; }

    /// <summary>What the price list said when the line was filled in; as long as the price is this one, it follows the quantity.</summary>
    public string ListPrice { get; init; } = "";

    public Guid? PriceRowId { get; init; }
    public Guid? ProductId { get; init; }

    public bool IsPriced => Kind is LineKind.Normal or LineKind.Optional or LineKind.Alternative;
    public bool IsEmpty => Article.Length + Name.Length + Text.Length + Price.Length == 0 && Kind != LineKind.Subtotal;

    public static LineTyped Of(QuoteLine line, CultureInfo culture) => new()
    {
        Key = line.Key,
        Kind = line.Kind,
        Article = line.Article,
        Name = line.Name,
        Text = line.Text,
        Quantity = line.IsPriced ? Micros.Write(line.Quantity, culture) : "",
        Unit = line.Unit,
        Price = line.Price is { } price ? Micros.Write(price, culture) : "",
        Basis = line.Basis == 1 ? "" : Micros.Write(line.Basis, culture),
        Discount = line.Discount == 0 ? "" : Micros.Write(line.Discount, culture),
        Tax = line.TaxClass,
        Alternative = line.Alternative,
        Interval = line.Interval,
        Term = line.Term?.ToString(CultureInfo.InvariantCulture) ?? "",
        Cost = line.Cost is { } cost ? Micros.Write(cost, culture) : "",
        ListPrice = line.ListPrice is { } list ? Micros.Write(list, culture) : "",
        PriceRowId = line.PriceRowId,
        ProductId = line.ProductId,
    };

    public static List<LineTyped> Read(IFormCollection form)
    {
        var rows = form["line-kind"].Count;
        return [.. Enumerable.Range(0, rows).Select(row => new LineTyped
        {
            Key = FormValues.Id(At(form["line-key"], row)),
            Kind = Member(At(form["line-kind"], row), LineKind.Normal),
            Article = At(form["line-article"], row),
            Name = At(form["line-name"], row),
            Text = At(form["line-text"], row).ReplaceLineEndings("\n"),
            Quantity = At(form["line-quantity"], row),
            Unit = At(form["line-unit"], row),
            Price = At(form["line-price"], row),
            Basis = At(form["line-basis"], row),
            Discount = At(form["line-discount"], row),
            Tax = Enum.TryParse<TaxClass>(At(form["line-tax"], row), out var tax) ? tax : null,
            Alternative = At(form["line-alternative"], row),
            Interval = Enum.TryParse<Interval>(At(form["line-interval"], row), out var interval) ? interval : null,
            Term = At(form["line-term"], row),
            Cost = form.ContainsKey("line-cost") ? At(form["line-cost"], row) : null,
            ListPrice = At(form["line-list-price"], row),
        }).Where(line => !line.IsEmpty)];
    }

    /// <summary>Writes it to the line, as far as it fits; what does not is told by "line-2-price".</summary>
    public void WriteTo(QuoteLine line, int index, CultureInfo culture, Dictionary<string, Told> faults)
    {
        void Wrong(string cell, Told why) => faults.TryAdd($"line-{index}-{cell}", why);

        line.Kind = Kind;
        (line.Article, line.Name, line.Text, line.Alternative) = (Article, Name, Text, Kind == LineKind.Alternative ? Alternative : "");
        if (Name.Length > DocumentLine.LongestName) Wrong("name", new Told("At most {0} characters.", DocumentLine.LongestName));
        if (Text.Length > DocumentLine.LongestText) Wrong("text", new Told("At most {0} characters.", DocumentLine.LongestText));
        if (Article.Length > LongestArticle) Wrong("article", new Told("At most {0} characters.", LongestArticle));
        if (Alternative.Length > LongestAlternative) Wrong("alternative", new Told("At most {0} characters.", LongestAlternative));
        if (Kind != LineKind.Subtotal && Name.Length + Text.Length == 0) Wrong("name", new Told("Say what it is."));
        if (!IsPriced) return;

        (line.ProductId, line.PriceRowId) = (ProductId, PriceRowId);
        line.TaxClass = Tax ?? TaxClass.Standard;
        line.Interval = Interval ?? Products.Interval.Once;
        line.Unit = Unit.Length == 0 ? Units.Piece : Unit;
        if (!Units.IsKnown(line.Unit)) Wrong("unit", new Told("Choose a unit of the list."));
        if (Micros.Read(Quantity.Length == 0 ? "1" : Quantity, culture) is { } quantity && quantity != 0) line.Quantity = quantity;
        else Wrong("quantity", new Told("A number other than zero, with at most six decimals."));

        line.Price = Price.Length == 0 ? null : Micros.Read(Price, culture);
        if (Price.Length > 0 && line.Price is not >= 0) Wrong("price", new Told("A price of zero or more, with at most six decimals."));
        if (Micros.Read(Basis.Length == 0 ? "1" : Basis, culture) is { } basis and > 0) line.Basis = basis;
        else Wrong("basis", new Told("A quantity above zero."));
        if (Micros.Read(Discount.Length == 0 ? "0" : Discount, culture) is { } discount and >= 0 and <= 100) line.Discount = discount;
        else Wrong("discount", new Told("A number from 0 to 100."));
        line.ListPrice = ListPrice.Length == 0 ? null : Micros.Read(ListPrice, culture);
        line.Term = int.TryParse(Term, NumberStyles.None, CultureInfo.InvariantCulture, out var term) && term is > 0 and <= LongestTerm ? term : null;
        if (Term.Length > 0 && line.Term is null) Wrong("term", new Told("A whole number up to {0}.", LongestTerm));
        if (Cost is null) return;
        line.Cost = Cost.Length == 0 ? null : Micros.Read(Cost, culture);
        if (Cost.Length > 0 && line.Cost is not >= 0) Wrong("cost", new Told("A number of zero or more, with at most six decimals."));
    }

    private static string At(StringValues values, int row) => row < values.Count ? values[row]!.Trim() : "";

    private static T Member<T>(string text, T otherwise) where T : struct, Enum => Enum.TryParse<T>(text, out var member) && Enum.IsDefined(member) ? member : otherwise;
}
