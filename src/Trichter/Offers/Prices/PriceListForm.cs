using System.Globalization;
using Trichter.Offers.Amounts;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Offers.Prices;

/// <summary>A price list as it is typed: its head, and a row of the table for each price. Fields of rows come as many times as there are rows, in their order.</summary>
internal sealed class PriceListForm
{
    public const int MostRows = 2000;

    public int Seen { get; set; }
    public string Name { get; set; } = "";
    public string Currency { get; set; } = "";
    public bool IsGross { get; set; }
    public string ValidFrom { get; set; } = "";
    public string ValidTo { get; set; } = "";
    public PriceAudience Audience { get; set; }

    /// <summary>The name of the customer, a tag, or a country.</summary>
    public string For { get; set; } = "";

    /// <summary>The key of a process; empty for all.</summary>
    public string Process { get; set; } = "";

    public string Priority { get; set; } = "0";
    public List<PriceRowTyped> Rows { get; set; } = [];

    public static PriceListForm Of(PriceList list, string customer, string process, IEnumerable<(PriceRow Row, string Product)> rows, CultureInfo culture) => new()
    {
        Seen = list.Version,
        Name = list.Name,
        Currency = list.Currency,
        IsGross = list.IsGross,
        ValidFrom = Canonical.Of(list.ValidFrom),
        ValidTo = Canonical.Of(list.ValidTo),
        Audience = list.Audience,
        For = list.CompanyId is null ? list.AudienceKey : customer,
        Process = process,
        Priority = list.Priority.ToString(CultureInfo.InvariantCulture),
        Rows = [.. rows.Select(its => new PriceRowTyped(its.Row.Id, its.Product, Micros.Write(its.Row.FromQuantity, culture), Micros.Write(its.Row.Price, culture), Micros.Write(its.Row.Basis, culture), its.Row.Tiers))],
    };

    public static PriceListForm Read(IFormCollection form)
    {
        var (ids, products, froms, prices, bases, tiers) = (form["row-id"], form["row-product"], form["row-from"], form["row-price"], form["row-basis"], form["row-tiers"]);
        return new PriceListForm
        {
            Seen = int.TryParse(form["seen"], CultureInfo.InvariantCulture, out var seen) ? seen : 0,
            Name = form["name"].ToString().Trim(),
            Currency = form["currency"].ToString().Trim().ToUpperInvariant(),
            IsGross = form["gross"] == "yes",
            ValidFrom = form["valid-from"].ToString(),
            ValidTo = form["valid-to"].ToString(),
            Audience = Enum.TryParse<PriceAudience>(form["audience"], out var audience) && Enum.IsDefined(audience) ? audience : default,
            For = form["for"].ToString().Trim(),
            Process = form["process"].ToString(),
            Priority = form["priority"].ToString().Trim(),
            Rows =
            [
                .. Enumerable.Range(0, new[] { products.Count, froms.Count, prices.Count, bases.Count, tiers.Count }.Min()).Select(row => new PriceRowTyped(
                    row < ids.Count ? FormValues.Id(ids[row]) : null, products[row]!.Trim(), froms[row]!.Trim(), prices[row]!.Trim(), bases[row]!.Trim(), Enum.TryParse<TierMode>(tiers[row], out var mode) ? mode : default)).Where(row => !row.IsEmpty),
                .. Pasted(form["paste"].ToString()),
            ],
        };
    }

    /// <summary>Field → what is wrong with it; of rows by "row-2-price".</summary>
    public Dictionary<string, Told> Faults(CultureInfo culture)
    {
        var faults = new Dictionary<string, Told>();
        if (Name.Length is 0 or > PriceList.LongestName) faults["name"] = new Told("A name of up to {0} characters is needed.", PriceList.LongestName);
        if (!(Currency.Length == 3 && Currency.All(char.IsAsciiLetterUpper))) faults["currency"] = new Told("Three letters, such as EUR or PLN.");
        foreach (var (field, text) in new[] { ("valid-from", ValidFrom), ("valid-to", ValidTo) })
            if (text.Length > 0 && FormValues.Day(text) is null) faults[field] = new Told("This is not a date.");
        if (FormValues.Day(ValidTo) < FormValues.Day(ValidFrom)) faults["valid-to"] = new Told("The end lies before the beginning.");
        if (Audience != PriceAudience.All && For.Length == 0) faults["for"] = new Told("Say for whom the prices are.");
        else if (PriceList.FaultOf(Audience, For) is { } why) faults["for"] = why;
        if (!int.TryParse(Priority, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) faults["priority"] = new Told("This is not a whole number.");
        if (Rows.Count > MostRows) faults["rows"] = new Told("At most {0} prices in one list.", MostRows);

        foreach (var (row, index) in Rows.Select((row, index) => (row, index)))
        {
            if (Micros.Read(row.From, culture) is not > 0) faults[$"row-{index}-from"] = new Told("A quantity above zero.");
            if (Micros.Read(row.Price, culture) is not >= 0) faults[$"row-{index}-price"] = new Told("A price of zero or more, with at most six decimals.");
            if (Micros.Read(row.Basis, culture) is not > 0) faults[$"row-{index}-basis"] = new Told("A quantity above zero.");
        }

        foreach (var twice in Rows.Select((row, index) => (row, index)).GroupBy(its => (its.row.Product.ToUpperInvariant(), Micros.Read(its.row.From, culture))).SelectMany(group => group.Skip(1)))
            faults.TryAdd($"row-{twice.index}-from", new Told("This list has a price from this quantity already."));
        return faults;
    }

    /// <summary>Copied from a spreadsheet: product number, price, and if need be from which quantity and per how many.</summary>
    private static IEnumerable<PriceRowTyped> Pasted(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', StringSplitOptions.TrimEntries)).Where(cells => cells[0].Length > 0)
            .Select(cells => new PriceRowTyped(null, cells[0], Cell(cells, 2), cells.Length > 1 ? cells[1] : "", Cell(cells, 3), default));

    private static string Cell(string[] cells, int index) => cells.Length > index && cells[index].Length > 0 ? cells[index] : "1";
}

/// <param name="Product">Its number.</param>
internal sealed record PriceRowTyped(Guid? Id, string Product, string From, string Price, string Basis, TierMode Tiers)
{
    public bool IsEmpty => Product.Length == 0 && Price.Length == 0;
}
