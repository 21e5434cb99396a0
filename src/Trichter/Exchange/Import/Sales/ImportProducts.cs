using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Columns;
using Trichter.Offers.Products;
using Trichter.Offers.Vat;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Exchange.Import.Sales;

/// <summary>Takes rows over as products. Kind, unit, tax and how often it is charged may be said in words of any language.</summary>
internal sealed class ImportProducts(Db db, TimelineWriter timeline) : IImportRows
{
    private static readonly PlainFields<Product> Fields = new(ProductFields.OfFiles);

    private static readonly (ProductKind, string)[] KindsInFiles =
    [
        (ProductKind.Goods, "Artikel"), (ProductKind.Goods, "Material"), (ProductKind.Goods, "Product"), (ProductKind.Service, "Dienstleistung"), (ProductKind.Service, "Arbeit"),
        (ProductKind.Rental, "Rent"), (ProductKind.Rental, "Mietartikel"),
    ];

    public ImportKind Kind => ImportKind.Products;

    public async Task RunAsync(Portion portion, CancellationToken cancellation)
    {
        var currency = await db.Workspaces.Select(workspace => workspace.Currency).SingleAsync(cancellation);
        var known = new Known<Product>(portion, ValueOf);
        var numbers = portion.Rows.Select(row => ValueOf(row, "key")).Distinct().ToList();
        var ids = known.Wanted("external_id");
        var found = await db.Products.Where(product => numbers.Contains(product.Key) || (product.ExternalId != "" && ids.Contains(product.ExternalId))).OrderBy(product => product.Id).ToListAsync(cancellation);
        var byNumber = found.ToDictionary(product => product.Key);
        foreach (var product in found)
        {
            known.Add("key", product.Key, product);
            known.Add("external_id", product.ExternalId, product);
        }

        foreach (var row in portion.Rows) Take(row, known, byNumber, currency, portion);
    }

    private void Take(MappedRow row, Known<Product> known, Dictionary<string, Product> byNumber, string currency, Portion portion)
    {
        Understand(row);
        var found = known.For(row);
        var scratch = new Product { Key = found?.Key ?? "", Name = found?.Name ?? Localized.Empty, ActiveFrom = found?.ActiveFrom, ActiveTo = found?.ActiveTo, CostCurrency = currency };
        if ((row.Fault ?? Fields.Write(row, scratch)) is { } fault)
        {
            portion.Refuse(row, fault);
            return;
        }

        if (!known.Allows(row, found)) return;
        if (FaultOf(scratch, found, byNumber) is { } unfit)
        {
            portion.Refuse(row, unfit);
            return;
        }

        var product = found ?? scratch;
        if (found is not null) Fields.Change(row, product);
        product.RefreshFindBy();
        if (found is null) db.Products.Add(product);
        byNumber[product.Key] = product;
        var isNew = found is null && !known.WasSeen(row);
        known.Remember(row, product);
        if (db.IsUnchanged(product))
        {
            portion.Unchanged++;
            return;
        }

        if (isNew) portion.Created++;
        else portion.Updated++;
        timeline.Record(new ProductSaved(product.Id, product.Key, product.Name, IsNew: isNew));
    }

    /// <param name="said">As it would be with what the row says.</param>
    private static RowFault? FaultOf(Product said, Product? found, Dictionary<string, Product> byNumber)
    {
        foreach (var (field, why) in said.Faults()) return new RowFault(field, why);
        return byNumber.TryGetValue(said.Key, out var other) && other != found ? new RowFault("key", new Told("Another product has this number.")) : null;
    }

    private static void Understand(MappedRow row)
    {
        Replace(row, "kind", text => ChoiceWords.Of(text, KindsInFiles));
        Replace(row, "tax_class", text => ChoiceWords.Of<TaxClass>(text));
        Replace(row, "interval", text => ChoiceWords.Of<Interval>(text));
        Replace(row, "unit", ChoiceWords.UnitOf);
    }

    private static void Replace(MappedRow row, string target, Func<string, string> understand)
    {
        if (row.Has(target)) row.Values[target] = understand(row[target]);
    }

    private static string ValueOf(MappedRow row, string key) => key == "key" ? row["key"].Trim().ToUpperInvariant() : row[key];
}
