using Trichter.Deals;
using Trichter.Platform.Language;

namespace Trichter.Offers.Competitors;

/// <summary>A competitor's offer in words: who, at what price, and how far ours is from it.</summary>
internal static class CompetitorWords
{
    public static string Of(CompetitorOffer offer, IEnumerable<Competitor> all, Texts texts) =>
        $"{all.FirstOrDefault(its => its.Id == offer.CompetitorId)?.Name}{(offer.PriceMinor is { } price ? " " + texts.Money(price, offer.Currency) : "")}";

    /// <summary>Empty where nothing can be compared.</summary>
    public static string Difference(CompetitorOffer offer, Deal deal, Texts texts) => offer.MoreThan(deal.ValueMinor, deal.Currency) switch
    {
        null => "",
        < 0 and var less => texts["we are {0} below", texts.Percent(-less, 0)],
        { } more => texts["we are {0} above", texts.Percent(more, 0)],
    };
}
