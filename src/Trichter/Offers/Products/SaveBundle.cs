using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Products;

/// <summary>Says what belongs to a bundle and how it is priced.</summary>
internal sealed class SaveBundle(Db db, Me me, TimelineWriter timeline, Texts texts)
{
    /// <param name="typed">Product number and quantity of each part; rows without a number are passed over.</param>
    /// <returns>What is wrong, or null when it was saved.</returns>
    public async Task<Told?> RunAsync(Guid productId, BundlePricing pricing, IReadOnlyList<(string Article, string Quantity)> typed, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProducts);
        if (await db.Products.SingleOrDefaultAsync(its => its.Id == productId, cancellation) is not { } bundle || !Enum.IsDefined(pricing)) return new Told("Nothing is here");

        var rows = typed.Where(row => row.Article.Trim().Length > 0).Select(row => (Article: row.Article.Trim().ToUpperInvariant(), row.Quantity)).ToList();
        if (rows.Count > BundlePart.Most) return new Told("At most {0}.", BundlePart.Most);
        if (pricing == BundlePricing.None != (rows.Count == 0)) return rows.Count == 0 ? new Told("Name the parts of the bundle.") : new Told("Say how the bundle is priced.");
        var keys = rows.ConvertAll(row => row.Article);
        var parts = await db.Products.AsNoTracking().Where(its => keys.Contains(its.Key)).ToDictionaryAsync(its => its.Key, cancellation);
        foreach (var (article, quantity) in rows)
        {
            if (!parts.TryGetValue(article, out var part)) return new Told("No product has the number {0}.", article);
            if (part.Id == productId || part.Bundle != BundlePricing.None) return new Told("{0} is a bundle itself; bundles do not lie in one another.", article);
            if (Micros.Read(quantity, texts.Culture) is not > 0) return new Told("{0}: say how much, as a number above 0.", article);
            if (pricing == BundlePricing.AtParent && (part.TaxClass, part.Interval) != (bundle.TaxClass, bundle.Interval))
                return new Told("{0} is taxed or charged otherwise than the bundle. Price each part by itself.", article);
        }

        bundle.Bundle = pricing;
        db.BundleParts.RemoveRange(await db.BundleParts.Where(part => part.BundleId == productId).ToListAsync(cancellation));
        db.BundleParts.AddRange(rows.Select((row, index) => new BundlePart { BundleId = productId, ProductId = parts[row.Article].Id, Quantity = Micros.Read(row.Quantity, texts.Culture)!.Value, Position = index }));
        timeline.Record(new BundleSaved(productId, bundle.Key, rows.Count));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

public sealed record BundleSaved(Guid ProductId, string Key, int Parts) : Happening(ProductId)
{
    public override Told Told => new("laid down what belongs to the bundle {0}: {1} parts", Key, Parts);

    public override string Icon => "packages";
}
