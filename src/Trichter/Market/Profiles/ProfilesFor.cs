using Microsoft.EntityFrameworkCore;

namespace Trichter.Market.Profiles;

/// <summary>Profiles that say what speaks for us.</summary>
internal static class ProfilesFor
{
    /// <summary>Those that name one of the products, before those that hold for all.</summary>
    public static async Task<IReadOnlyList<CustomerProfile>> Async(Db db, IReadOnlyCollection<string> products, CancellationToken cancellation = default) =>
        [.. (await Speaking(db).ToListAsync(cancellation)).Where(its => its.Product.Length == 0 || products.Any(its.IsFor)).OrderBy(its => its.Product.Length == 0).ThenBy(its => its.Name, StringComparer.Ordinal)];

    public static IQueryable<CustomerProfile> Speaking(Db db) => db.CustomerProfiles.AsNoTracking().Where(its => its.RetiredAt == null && (its.Usps != "" || its.Benefits != ""));
}
