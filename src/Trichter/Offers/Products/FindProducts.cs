namespace Trichter.Offers.Products;

/// <summary>Finds products by what people type: the beginning of a number first, then words of the name in any order.</summary>
internal static class FindProducts
{
    private const int MostWords = 5;

    public static IQueryable<Product> Matching(this IQueryable<Product> products, string? typed)
    {
        foreach (var word in (typed ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords))
            products = products.Where(product => product.FindBy.Contains(word));
        return products;
    }

    public static IQueryable<Product> SoldOn(this IQueryable<Product> products, DateOnly day) =>
        products.Where(product => (product.ActiveFrom == null || product.ActiveFrom <= day) && (product.ActiveTo == null || product.ActiveTo >= day));
}
