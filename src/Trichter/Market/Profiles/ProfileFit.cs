using Trichter.Market.Industries;
using Trichter.Market.Universe;
using Trichter.Platform.Language;

namespace Trichter.Market.Profiles;

/// <summary>How well a company fits a profile: points for each trait that is asked for and there. An unknown trait gives none and is named.</summary>
/// <param name="Points">0 to <paramref name="Of"/>.</param>
/// <param name="Of">Points of all traits the profile asks for; 0 for a profile that asks for nothing.</param>
public sealed record ProfileFit(int Points, int Of, IReadOnlyList<TraitFit> Traits)
{
    public const int IndustryPoints = 40;
    public const int EmployeesPoints = 25;
    public const int CountryPoints = 20;
    public const int RevenuePoints = 15;

    public static ProfileFit For(CustomerProfile profile, Suspect its)
    {
        var traits = new List<TraitFit>();
        if (profile.Industries.Count > 0) traits.Add(new(Trait.Industry, IndustryPoints, its.Industry.Length == 0 ? null : profile.Industries.Any(path => its.Industry.StartsWith(path, StringComparison.Ordinal))));
        if (AsksForSize(profile)) traits.Add(new(Trait.Employees, EmployeesPoints, its.Employees is { } many ? many >= (profile.EmployeesFrom ?? 0) && many <= (profile.EmployeesTo ?? int.MaxValue) : null));
        if (profile.Countries.Count > 0) traits.Add(new(Trait.Country, CountryPoints, its.Country.Length == 0 ? null : profile.Countries.Contains(its.Country)));
        if (profile.RevenueFrom is { } least) traits.Add(new(Trait.Revenue, RevenuePoints, its.Revenue is { } revenue ? revenue >= least : null));
        return new(traits.Where(trait => trait.Fits == true).Sum(trait => trait.Points), traits.Sum(trait => trait.Points), traits);
    }

    internal static bool AsksForSize(CustomerProfile profile) => profile.EmployeesFrom is not null || profile.EmployeesTo is not null;
}

internal static class ProfileRanking
{
    /// <summary>Best first, reckoned in the database by the same points; without a profile in the order of their entry.</summary>
    public static IOrderedQueryable<Suspect> RankedBy(this IQueryable<Suspect> suspects, CustomerProfile? profile)
    {
        if (profile is null) return suspects.OrderBy(its => its.Id);

        var paths = profile.Industries.SelectMany(Nace.WithAllUnder).Distinct().ToList();
        var countries = profile.Countries;
        var (from, to, least) = (profile.EmployeesFrom ?? 0, profile.EmployeesTo ?? int.MaxValue, profile.RevenueFrom ?? 0);
        var (size, revenue) = (ProfileFit.AsksForSize(profile) ? ProfileFit.EmployeesPoints : 0, profile.RevenueFrom is null ? 0 : ProfileFit.RevenuePoints);
        return suspects.OrderByDescending(its =>
                (paths.Contains(its.Industry) ? ProfileFit.IndustryPoints : 0) + (countries.Contains(its.Country) ? ProfileFit.CountryPoints : 0)
                + (its.Employees >= from && its.Employees <= to ? size : 0) + (its.Revenue >= least ? revenue : 0))
            .ThenBy(its => its.Id);
    }
}

/// <param name="Fits">Null where nothing is known.</param>
public sealed record TraitFit(Trait Trait, int Points, bool? Fits);

public enum Trait
{
    [Says("Industry")] Industry,
    [Says("Employees")] Employees,
    [Says("Country")] Country,
    [Says("Revenue a year")] Revenue,
}
