using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Products;

/// <summary>Enters a product or changes one.</summary>
public sealed class SaveProduct(Db db, Me me, TimelineWriter timeline, Texts texts)
{
    /// <param name="id">Null for a new one.</param>
    /// <param name="original">The values the form was opened with, by key.</param>
    public async Task<SaveResult<Product>> RunAsync(Guid? id, IReadOnlyDictionary<string, string> original, IReadOnlyDictionary<string, string> typed, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProducts);
        var product = id is null ? new Product { Key = "" } : await db.Products.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (product is null) return new SaveResult<Product>.NotFound();

        var merged = FieldMerge.Apply(product, ProductFields.In(texts, me.May(Right.SeeMargins)), original, typed);
        var faults = new Dictionary<string, Told>(merged.Faults);
        foreach (var (field, why) in product.Faults()) faults.TryAdd(field, why);
        if (await db.Products.AnyAsync(other => other.Key == product.Key && other.Id != product.Id, cancellation)) faults.TryAdd("key", new Told("Another product has this number."));
        if (faults.Count + merged.Conflicts.Count > 0) return new SaveResult<Product>.Faulty(new MergeResult(faults, merged.Conflicts));

        if (product.CostCurrency.Length == 0) product.CostCurrency = await db.Workspaces.Select(workspace => workspace.Currency).SingleAsync(cancellation);
        product.RefreshFindBy();
        if (id is null) db.Products.Add(product);
        if (db.Entry(product).State is not EntityState.Unchanged) timeline.Record(new ProductSaved(product.Id, product.Key, product.Name, IsNew: id is null));
        await db.SaveChangesAsync(cancellation);
        return new SaveResult<Product>.Saved(product);
    }
}

public sealed record ProductSaved(Guid ProductId, string Key, Localized Name, bool IsNew) : Happening(ProductId)
{
    public override Told Told => IsNew ? new("entered the product {0}, {1}", Key, Name) : new("changed the product {0}, {1}", Key, Name);

    public override string Icon => "package";
}
