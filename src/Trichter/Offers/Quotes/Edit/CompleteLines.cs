using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Offers.Prices;
using Trichter.Offers.Products;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Quotes.Edit;

/// <summary>Fills in what a product says of itself: name, unit, tax, price of the list that holds, cost. What somebody typed stays.</summary>
internal sealed class CompleteLines(Db db, Me me, Texts texts)
{
    /// <summary>The same lines, filled in; a price in bands becomes a line for each band, and a bundle priced by its parts a line for each of them under its name.</summary>
    /// <param name="version">With its head as typed.</param>
    /// <param name="on">The day whose prices hold.</param>
    public async Task<List<LineTyped>> RunAsync(IReadOnlyList<LineTyped> typed, QuoteVersion version, Guid? companyId, DateOnly on, CancellationToken cancellation = default)
    {
        var keys = typed.Where(line => line.IsPriced && line.Article.Length > 0).Select(line => line.Article.ToUpperInvariant()).Distinct().ToList();
        if (keys.Count == 0) return [.. typed.Select(line => line with { ProductId = null, PriceRowId = null })];

        var products = await db.Products.AsNoTracking().Where(product => keys.Contains(product.Key)).ToDictionaryAsync(product => product.Key, cancellation);
        var bundles = await BundlesAsync(products, cancellation);
        var ids = products.Values.Select(product => product.Id).ToList();
        var rows = (await db.PriceRows.AsNoTracking().Where(row => ids.Contains(row.ProductId)).Join(db.PriceLists.Where(list => list.Currency == version.Currency && list.IsGross == version.IsGross), row => row.ListId, list => list.Id, (row, list) => new { list, row })
            .ToListAsync(cancellation)).Select(its => new PricedRow(its.list, its.row)).ToLookup(its => its.Row.ProductId);
        var tags = companyId is null ? [] : await db.Companies.Where(company => company.Id == companyId).Select(company => company.Tags).SingleOrDefaultAsync(cancellation) ?? [];
        var process = await db.Deals.Where(deal => deal.Id == version.DealId).Select(deal => deal.ProcessId).SingleOrDefaultAsync(cancellation);
        PriceCase Sale(decimal quantity) => new(version.Currency, on, quantity, companyId, version.BuyerCountry, tags, process);

        return [.. typed.SelectMany(line => Unpacked(line, products, bundles, version)).SelectMany(line => line.IsPriced && products.TryGetValue(line.Article.ToUpperInvariant(), out var product)
            ? Complete(line, product, version, rows[product.Id], Sale)
            : [line with { ProductId = null, PriceRowId = null }])];
    }

    /// <summary>What lies in the bundles among the products; the parts join the products.</summary>
    private async Task<ILookup<Guid, (BundlePart Part, Product Its)>> BundlesAsync(Dictionary<string, Product> products, CancellationToken cancellation)
    {
        var ids = products.Values.Where(product => product.Bundle != BundlePricing.None).Select(product => product.Id).ToList();
        if (ids.Count == 0) return Enumerable.Empty<(BundlePart Part, Product Its)>().ToLookup(_ => Guid.Empty);

        var parts = await db.BundleParts.AsNoTracking().Where(part => ids.Contains(part.BundleId)).Join(db.Products, part => part.ProductId, its => its.Id, (part, its) => new { part, its })
            .OrderBy(row => row.part.Position).AsNoTracking().ToListAsync(cancellation);
        foreach (var row in parts) products.TryAdd(row.its.Key, row.its);
        return parts.ToLookup(row => row.part.BundleId, row => (row.part, row.its));
    }

    private IEnumerable<LineTyped> Unpacked(LineTyped line, Dictionary<string, Product> products, ILookup<Guid, (BundlePart Part, Product Its)> bundles, QuoteVersion version)
    {
        if (!line.IsPriced || !products.TryGetValue(line.Article.ToUpperInvariant(), out var product) || product.Bundle == BundlePricing.None) return [line];
        var parts = bundles[product.Id].ToList();
        if (product.Bundle == BundlePricing.AtParent)
        {
            var cost = parts.TrueForAll(one => one.Its.Cost is not null && one.Its.CostCurrency == version.Currency) ? parts.Sum(one => one.Its.Cost!.Value * one.Part.Quantity) : (decimal?)null;
            return
            [
                line with
                {
                    Text = line.Text.Length > 0 || line.Name.Length > 0 ? line.Text : string.Join('\n', parts.Select(one => $"{Micros.Write(one.Part.Quantity, Languages.CultureOf(version.Language))} × {one.Its.Name.In(version.Language)}")),
                    Name = line.Name.Length > 0 ? line.Name : product.Name.In(version.Language),
                    Cost = string.IsNullOrEmpty(line.Cost) && cost is { } known ? Micros.Write(known, texts.Culture) : line.Cost,
                },
            ];
        }

        var times = Micros.Read(line.Quantity, texts.Culture) ?? 1;
        return parts.Select(one => new LineTyped
        {
            Kind = line.Kind == LineKind.Optional ? LineKind.Optional : LineKind.Normal,
            Article = one.Its.Key,
            Quantity = Micros.Write(one.Part.Quantity * times, texts.Culture),
            Discount = line.Discount,
        }).Prepend(new LineTyped { Key = line.Key, Kind = LineKind.Heading, Name = line.Name.Length > 0 ? line.Name : product.Name.In(version.Language) });
    }

    private IEnumerable<LineTyped> Complete(LineTyped line, Product product, QuoteVersion version, IEnumerable<PricedRow> rows, Func<decimal, PriceCase> sale)
    {
        var filled = line with
        {
            ProductId = product.Id,
            Article = product.Key,
            Name = line.Name.Length > 0 ? line.Name : product.Name.In(version.Language),
            Text = line.Name.Length > 0 ? line.Text : line.Text.Length > 0 ? line.Text : product.Text.In(version.Language),
            Unit = line.Unit.Length > 0 ? line.Unit : product.Unit,
            Quantity = line.Quantity.Length > 0 ? line.Quantity : "1",
            Tax = line.Tax ?? product.TaxClass,
            Interval = line.Interval ?? product.Interval,
            Term = line.Term.Length > 0 || product.MinimumTerm is null ? line.Term : product.MinimumTerm.Value.ToString(CultureInfo.InvariantCulture),
            Cost = me.May(Right.SeeMargins) && !string.IsNullOrEmpty(line.Cost) ? line.Cost : product.Cost is { } cost && product.CostCurrency == version.Currency ? Micros.Write(cost, texts.Culture) : line.Cost,
        };
        if (Micros.Read(filled.Quantity, texts.Culture) is not { } quantity) return [filled];
        if (line.Price.Length > 0 && line.Price != line.ListPrice)
            return [filled with { ListPrice = PriceSearch.Find(rows, sale(quantity)) is { } listed ? Micros.Write(listed.Row.Price / listed.Row.Basis * (Micros.Read(filled.Basis, texts.Culture) ?? 1), texts.Culture) : "" }];

        var bands = PriceSearch.Bands(rows, sale(quantity));
        return bands.Count switch
        {
            0 => [filled],
            1 => [Priced(filled, bands[0].Row) with { ListPrice = Micros.Write(bands[0].Row.Price, texts.Culture) }],
            _ => bands.Select((band, index) => Priced(filled, band.Row) with { Key = index == 0 ? filled.Key : null, Quantity = Micros.Write(band.Quantity, texts.Culture), ListPrice = "" }),
        };
    }

    private LineTyped Priced(LineTyped line, PriceRow row) =>
        line with { Price = Micros.Write(row.Price, texts.Culture), Basis = row.Basis == 1 ? "" : Micros.Write(row.Basis, texts.Culture), PriceRowId = row.Id };
}
