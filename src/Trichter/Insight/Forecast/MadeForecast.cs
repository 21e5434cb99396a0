using Trichter.Insight.Facts;
using Trichter.Insight.Probability;
using Trichter.Platform.Storage;

namespace Trichter.Insight.Forecast;

/// <param name="NewBusiness">Of each month ahead, minor units.</param>
/// <param name="Events">Deals that ended: what the curve rests on.</param>
public sealed record MadeForecast(IReadOnlyList<DealAhead> Deals, IReadOnlyList<long> NewBusiness, int Events)
{
    /// <summary>The deals themselves in the same order; of a forecast read later none.</summary>
    public IReadOnlyList<OpenDealOfReport> Open { get; init; } = [];

    /// <summary>Minor units of the workspace's currency, up to the day of the forecast; of a forecast read later it is not kept.</summary>
    public long WonThisMonth { get; init; }

    /// <summary>Of each month, what was written down as committed, of a forecast that is read later; null where it was not.</summary>
    public IReadOnlyList<long?> SaidCommits { get; init; } = new long?[MakeForecast.Months];
}

/// <summary>An open deal with its chances for the months ahead. There may be hundreds of thousands.</summary>
/// <param name="ExpectedMonth">First day of the month in which it is expected: as typed, else as the curve says; null where neither does.</param>
/// <param name="Chance">To be won within the horizon; null where it is not known.</param>
/// <param name="Months">The chance of each month, as a share of <paramref name="Weight"/>; shared by many deals, not to be changed.</param>
public readonly record struct DealAhead(Guid DealId, long ValueMinor, string Currency, DateOnly? ExpectedMonth, double? Chance, double Weight, double[] Months)
{
    internal const double Million = 1_000_000;

    public bool IsSilent
    {
        get
        {
            for (var month = 0; month < Months.Length; month++)
            {
                if (In(month) != 0) return false;
            }

            return true;
        }
    }

    /// <summary>The chance of a month, in millionths.</summary>
    public int In(int month) => month < Months.Length ? InMillionths(Weight * Months[month]) : 0;

    /// <summary>As it was written down one night.</summary>
    public static DealAhead Of(ForecastSnapshot said) => new(
        said.DealId, said.ValueMinor, said.Currency, said.ExpectedMonth, said.Chance / Million, 1, Array.ConvertAll(said.Months, chance => chance / Million));

    /// <summary>To be written down.</summary>
    public ForecastSnapshot Snapshot(ReportScope scope, OpenDealOfReport its)
    {
        var months = new int[MakeForecast.Months];
        for (var month = 0; month < months.Length; month++) months[month] = In(month);
        return new ForecastSnapshot
        {
            Id = Ids.New(),
            ProcessId = scope.Process.Id,
            Day = scope.AsOf,
            DealId = DealId,
            Stage = its.Deal.Stage,
            OwnerId = its.Deal.OwnerId,
            ValueMinor = ValueMinor,
            Currency = Currency,
            TypedClose = its.ExpectedClose,
            ExpectedMonth = ExpectedMonth,
            Chance = Chance is { } known ? InMillionths(known) : null,
            Months = months,
        };
    }

    private static int InMillionths(double chance) => (int)Math.Round(chance * Million);
}
