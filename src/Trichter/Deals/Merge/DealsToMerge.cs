using Trichter.Platform.Language;

namespace Trichter.Deals.Merge;

/// <summary>What tells two deals of one name apart: company, value, how it stands, since when.</summary>
public sealed class DealsToMerge(DealMoney money, Texts texts)
{
    public string Detail(Deal deal) => string.Join(" · ", new[]
    {
        deal.CompanyName, deal.ValueMinor == 0 ? "" : money.Of(deal.ValueMinor, deal.Currency), texts.Of(deal.Outcome), texts.Date(deal.CreatedAt),
    }.Where(part => part.Length > 0));
}
