using Microsoft.EntityFrameworkCore;
using Trichter.Market.Profiles;
using Trichter.Platform.Language;

namespace Trichter.Offers.Quotes.Edit;

/// <summary>What speaks for the products of a quote as typed, from the profiles of the customers we want: what the customer has of it first.</summary>
internal sealed class SuggestArguments(Db db)
{
    /// <returns>Lines that the form does not have yet.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(string dealProduct, QuoteForm form, CancellationToken cancellation = default)
    {
        var typed = form.Lines.Where(line => line.IsPriced).ToList();
        var keys = typed.ConvertAll(line => line.Article.ToUpperInvariant());
        var products = await db.Products.AsNoTracking().Where(product => keys.Contains(product.Key)).ToListAsync(cancellation);
        string[] names = [dealProduct, .. typed.Select(line => line.Article), .. typed.Select(line => line.Name), .. products.SelectMany(product => Languages.All.Select(product.Name.In))];
        var profiles = await ProfilesFor.Async(db, names, cancellation);
        var known = ArgumentLines.Of(form.Arguments).ToHashSet();
        return [.. profiles.Select(its => its.Benefits).Concat(profiles.Select(its => its.Usps)).SelectMany(CustomerProfile.LinesOf).Where(known.Add)];
    }
}
