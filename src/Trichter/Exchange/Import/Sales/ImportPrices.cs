using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Offers.Prices;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Timeline;

namespace Trichter.Exchange.Import.Sales;

/// <summary>
/// Takes rows over as prices. A row finds its price by list, currency, product and quantity; a list that nobody has is entered along, for whom and for which
/// days its first row says. A list that is there keeps that: a row that says otherwise is refused.
/// </summary>
internal sealed class ImportPrices(Db db, TimelineWriter timeline, CompaniesByName companies) : IImportRows
{
    private static readonly string[] Audiences = ["company", "country", "tag"];
    private readonly Dictionary<(string Name, string Currency), List<PriceList>> lists = [];
    private readonly Dictionary<Guid, int> pricesOf = [];
    private Dictionary<string, Guid> products = [];
    private string currency = "";

    public ImportKind Kind => ImportKind.Prices;

    public async Task RunAsync(Portion portion, CancellationToken cancellation)
    {
        currency = await db.Workspaces.Select(workspace => workspace.Currency).SingleAsync(cancellation);
        await companies.LoadAsync(portion.Rows.Select(row => row["company"]), cancellation);
        var known = new Known<PriceRow>(portion, (row, _) => KeyOf(row, portion));
        await LoadAsync(portion, known, cancellation);

        var changed = new Dictionary<PriceList, int>();
        foreach (var row in portion.Rows)
            if (Take(row, known, portion) is { } list) changed[list] = changed.GetValueOrDefault(list) + 1;
        foreach (var (list, count) in changed) timeline.Record(new PricesImported(list.Id, list.Name, count));
    }

    private async Task LoadAsync(Portion portion, Known<PriceRow> known, CancellationToken cancellation)
    {
        var numbers = portion.Rows.Select(row => row["product"].ToUpperInvariant()).Distinct().ToList();
        products = await db.Products.Where(product => numbers.Contains(product.Key)).ToDictionaryAsync(product => product.Key, product => product.Id, cancellation);
        var names = portion.Rows.Select(row => NameOf(row, portion)).Distinct().ToList();
        lists.Clear();
        foreach (var list in await db.PriceLists.Where(list => list.RetiredAt == null && names.Contains(list.Name)).ToListAsync(cancellation)) ListsOf(list.Name, list.Currency).Add(list);

        var (listIds, productIds) = (lists.Values.SelectMany(its => its).Select(list => list.Id).ToList(), products.Values.ToList());
        var rows = await db.PriceRows.Where(row => listIds.Contains(row.ListId) && productIds.Contains(row.ProductId)).ToListAsync(cancellation);
        var (listOf, numberOf) = (lists.Values.SelectMany(its => its).ToDictionary(list => list.Id), products.ToDictionary(pair => pair.Value, pair => pair.Key));
        foreach (var row in rows) known.Add("product", KeyOf(listOf[row.ListId].Name, listOf[row.ListId].Currency, numberOf[row.ProductId], row.FromQuantity), row);
        pricesOf.Clear();
        foreach (var count in await db.PriceRows.Where(row => listIds.Contains(row.ListId)).GroupBy(row => row.ListId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation)) pricesOf[count.Key] = count.Count;
    }

    /// <returns>The list whose price was entered or changed; null where nothing was.</returns>
    private PriceList? Take(MappedRow row, Known<PriceRow> known, Portion portion)
    {
        if ((row.Fault ?? FaultOf(row)) is { } fault)
        {
            portion.Refuse(row, fault);
            return null;
        }

        var found = known.For(row);
        if (!known.Allows(row, found)) return null;
        var named = ListsOf(NameOf(row, portion), CurrencyOf(row));
        if (ListFault(row, named) is { } unfit)
        {
            portion.Refuse(row, unfit);
            return null;
        }

        if (named.Count == 0) named.Add(Enter(row, portion));
        var list = named[0];
        var isNew = found is null && !known.WasSeen(row);
        if (found is null && pricesOf.GetValueOrDefault(list.Id) >= PriceListForm.MostRows)
        {
            portion.Refuse(row, "list", new Told("At most {0} prices in one list.", PriceListForm.MostRows));
            return null;
        }

        if (found is not null && !row.Has("basis") && found.Basis != 1 && found.Price != Number(row, "price", null))
        {
            portion.Refuse(row, "basis", new Told("The price that is there is for {0}. Say for how many the new one is.", Micros.Plain(found.Basis)));
            return null;
        }

        if (found is null)
        {
            db.PriceRows.Add(found = new PriceRow { ListId = list.Id, ProductId = products[row["product"].ToUpperInvariant()] });
            pricesOf[list.Id] = pricesOf.GetValueOrDefault(list.Id) + 1;
        }

        (found.FromQuantity, found.Price) = (Number(row, "from_quantity", 1)!.Value, Number(row, "price", null)!.Value);
        if (row.Has("basis") || isNew) found.Basis = Number(row, "basis", 1)!.Value;
        known.Remember(row, found);
        if (db.IsUnchanged(found))
        {
            portion.Unchanged++;
            return null;
        }

        if (isNew) portion.Created++;
        else portion.Updated++;
        return list;
    }

    private RowFault? FaultOf(MappedRow row)
    {
        if (!products.ContainsKey(row["product"].ToUpperInvariant())) return new RowFault("product", new Told("No product has this number."));
        if (Number(row, "price", null) is not >= 0) return new RowFault("price", new Told("A price of zero or more, with at most six decimals."));
        foreach (var target in new[] { "from_quantity", "basis" })
            if (Number(row, target, 1) is not > 0) return new RowFault(target, new Told("A quantity above zero."));
        if (CurrencyOf(row) is not { Length: 3 } code || !code.All(char.IsAsciiLetterUpper)) return new RowFault("currency", new Told("Three letters, such as EUR or PLN."));
        if (row["list"].Length > PriceList.LongestName) return new RowFault("list", new Told("At most {0} characters.", PriceList.LongestName));
        if (row.Has("company") && companies.Find(row["company"]) is null) return new RowFault("company", new Told("No company of this name. Enter it first."));
        if (row.Has("country") && PriceList.FaultOf(PriceAudience.Country, row["country"]) is { } where) return new RowFault("country", where);
        if (FormValues.Day(row["valid_to"]) < FormValues.Day(row["valid_from"])) return new RowFault("valid_to", new Told("The end lies before the beginning."));
        return Audiences.Count(row.Has) > 1 ? new RowFault("company", new Told("Prices are for one customer, or a country, or companies with a tag.")) : null;
    }

    private RowFault? ListFault(MappedRow row, List<PriceList> named)
    {
        if (named.Count == 0) return null;
        if (named.Count > 1) return new RowFault("list", new Told("Several price lists in this currency are called so."));

        var list = named[0];
        if (row.Has("valid_from") && FormValues.Day(row["valid_from"]) != list.ValidFrom) return Otherwise("valid_from", list);
        if (row.Has("valid_to") && FormValues.Day(row["valid_to"]) != list.ValidTo) return Otherwise("valid_to", list);
        if (row.Has("company") && companies.Find(row["company"])!.Id != list.CompanyId) return Otherwise("company", list);
        if (row.Has("country") && (list.Audience != PriceAudience.Country || !list.AudienceKey.Equals(row["country"], StringComparison.OrdinalIgnoreCase))) return Otherwise("country", list);
        return row.Has("tag") && (list.Audience != PriceAudience.Group || !list.AudienceKey.Equals(row["tag"], StringComparison.OrdinalIgnoreCase)) ? Otherwise("tag", list) : null;
    }

    private static RowFault Otherwise(string target, PriceList list) => new(target, new Told("The price list {0} says otherwise. Change it there, or give these prices another list.", list.Name));

    private PriceList Enter(MappedRow row, Portion portion)
    {
        var list = new PriceList
        {
            Name = NameOf(row, portion),
            Currency = CurrencyOf(row),
            ValidFrom = FormValues.Day(row["valid_from"]),
            ValidTo = FormValues.Day(row["valid_to"]),
            Audience = row.Has("company") ? PriceAudience.Customer : row.Has("country") ? PriceAudience.Country : row.Has("tag") ? PriceAudience.Group : PriceAudience.All,
            CompanyId = row.Has("company") ? companies.Find(row["company"])!.Id : null,
            AudienceKey = row.Has("country") ? row["country"].ToUpperInvariant() : row["tag"],
        };
        db.PriceLists.Add(list);
        portion.Notices.Add(NoticeKind.PriceListCreated, value: list.Name);
        return list;
    }

    private List<PriceList> ListsOf(string name, string code) => lists.TryGetValue((name, code), out var known) ? known : lists[(name, code)] = [];

    private string KeyOf(MappedRow row, Portion portion) =>
        row.Has("product") && Number(row, "from_quantity", 1) is { } from ? KeyOf(NameOf(row, portion), CurrencyOf(row), row["product"].ToUpperInvariant(), from) : "";

    private static string KeyOf(string list, string code, string product, decimal from) => $"{list}\n{code}\n{product}\n{Micros.Write(from, CultureInfo.InvariantCulture)}";

    private string CurrencyOf(MappedRow row) => row.Has("currency") ? row["currency"].ToUpperInvariant() : currency;

    private static string NameOf(MappedRow row, Portion portion) => row.Has("list") ? row["list"] : Path.GetFileNameWithoutExtension(portion.FileName);

    private static decimal? Number(MappedRow row, string target, decimal? otherwise) => row.Has(target) ? Micros.Read(row[target], CultureInfo.InvariantCulture) : otherwise;
}

public sealed record PricesImported(Guid ListId, string Name, int Prices) : Happening(ListId)
{
    public override Told Told => new("imported {1} prices into the price list {0}", Name, Prices);

    public override string Icon => "database-import";
}
