using Trichter.Insight.Facts;
using Trichter.Insight.Forecast.Figures;
using Trichter.Insight.Probability;

namespace Trichter.Insight.Forecast;

/// <summary>The chances of the months ahead by the age of a deal in days; deals of one age share what the curve says.</summary>
internal sealed class ChancesAhead(WonCurve curve, int horizon, IReadOnlyList<(DateOnly Month, int From, int To)> windows)
{
    private readonly Dictionary<int, double[]> plain = [];
    private readonly Dictionary<int, double[]> shares = [];

    /// <summary>Nothing is said of a deal without an entry, or in another currency.</summary>
    public DealAhead Of(ReportScope scope, OpenDealOfReport deal)
    {
        var chance = deal.Chance?.P;
        var months = deal.EntryDay is null || deal.Currency != scope.Currency ? [] : chance is null ? Plain(deal.Deal.Age) : Shares(deal.Deal.Age);
        var said = new DealAhead(deal.Deal.Id, deal.Deal.ValueMinor, deal.Currency, null, chance, chance ?? 1, months);
        return said with { ExpectedMonth = ExpectedOf(deal, said) };
    }

    private DateOnly? ExpectedOf(OpenDealOfReport deal, in DealAhead said)
    {
        if (deal.ExpectedClose is { } close) return new DateOnly(close.Year, close.Month, 1) is var typed && typed < windows[0].Month ? windows[0].Month : typed;

        var (likeliest, most) = (0, said.In(0));
        for (var month = 1; month < windows.Count; month++)
        {
            if (said.In(month) is var chance && chance > most) (likeliest, most) = (month, chance);
        }

        return most > 0 ? windows[likeliest].Month : null;
    }

    private double[] Plain(int age) =>
        plain.TryGetValue(age, out var known) ? known : plain[age] = [.. windows.Select(window => curve.Chance(age, window.From, window.To) ?? 0)];

    /// <summary>Of the chance to be won within the horizon.</summary>
    private double[] Shares(int age) =>
        shares.TryGetValue(age, out var known) ? known : shares[age] = [.. windows.Select(window => curve.Chance(age, window.From, window.To, 1, horizon) ?? 0)];
}
