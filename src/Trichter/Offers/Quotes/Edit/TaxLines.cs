using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Offers.Products;
using Trichter.Offers.Seller;
using Trichter.Offers.Vat;
using Trichter.Platform.Language;

namespace Trichter.Offers.Quotes.Edit;

/// <summary>Taxes the lines of a quote by who sells, who buys and what it is.</summary>
internal sealed class TaxLines(Db db)
{
    /// <summary>Writes category and rate to each line and to the freight.</summary>
    /// <param name="on">The day of supply, as far as it is known: the day of the quote.</param>
    /// <returns>What a person has to look at, each sentence once. <see cref="TaxNote.Stops"/> keeps the quote from being sent.</returns>
    public async Task<IReadOnlyList<TaxNote>> RunAsync(QuoteVersion version, IEnumerable<QuoteLine> lines, bool isBusiness, DateOnly on, CancellationToken cancellation = default)
    {
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany();
        var table = await db.TaxTables.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? TaxTable.Usual();
        var priced = lines.Where(line => line.IsPriced).ToList();
        var products = priced.Select(line => line.ProductId).OfType<Guid>().Distinct().ToList();
        var services = (await db.Products.Where(product => products.Contains(product.Id) && product.Kind != ProductKind.Goods).Select(product => product.Id).ToListAsync(cancellation)).ToHashSet();
        var notes = new List<TaxNote>();
        if (ours.Country.Length == 0) notes.Add(new TaxNote(new Told("Say under Settings, Our company, in which country you are. Until then no VAT can be computed."), Stops: true));

        VatGroup Tax(TaxClass taxClass, bool isGoods)
        {
            var sale = new VatCase(ours.Country, ours.SmallBusiness, version.BuyerCountry, isBusiness || version.BuyerVat.Length > 0, version.BuyerVat.Length > 0, isGoods, taxClass, on) { BuyerOwesConfirmed = version.BuyerOwesTax };
            var proposal = ours.Country.Length == 0 ? new VatProposal(new VatGroup(VatCategory.O, 0)) : ProposeVat.For(sale, table);
            if (proposal.Warning is { } warning) notes.Add(new TaxNote(warning, proposal.Group is null));
            return proposal.Group ?? table.AtHome(ours.Country, taxClass, on) ?? new VatGroup(VatCategory.O, 0);
        }

        foreach (var line in priced)
        {
            var group = Tax(line.TaxClass, line.ProductId is { } product ? !services.Contains(product) : line.Unit is not ("HUR" or "DAY" or "WEE" or "MON" or "ANN" or "LS"));
            (line.VatCategory, line.VatRate) = (group.Category, group.Rate);
        }

        var main = priced.Count > 0 ? priced.GroupBy(line => line.Vat).MaxBy(group => group.Sum(line => Math.Abs(LineAmounts.Of(line.Priced).Net)))!.Key : Tax(TaxClass.Standard, isGoods: true);
        (version.FreightCategory, version.FreightRate) = (main.Category, main.Rate);
        return [.. notes.DistinctBy(note => note.Words.Key)];
    }
}

/// <param name="Stops">The quote cannot be sent like this.</param>
public sealed record TaxNote(Told Words, bool Stops);
