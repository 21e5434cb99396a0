using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Insight.Forecast.Figures;
using Trichter.Ledger;
using Trichter.Platform.Language;

namespace Trichter.Insight.Forecast;

internal sealed class ForecastReport(Db db, Change change, ReportScopes scopes, MakeForecast make, PastForecasts past, SlipOfMonth slips, CommitOfMonths commits) : IReport
{
    private const int MostSlipped = 20;

    public string Name => "forecast";

    public ReportGroup Group => ReportGroup.Outlook;

    public Told Title => new("Forecast");

    public Told Definition => new("What the open deals may come to in each month: each deal by its chance to win and by when deals of its age were won so far. P10 is the cautious figure: with a chance of nine in ten it is at least so much. Deals that have not entered yet are a part of their own. Commit is what was won in the month already, and open deals whose customer accepted a quote or said yes without a condition, in the month of their close. Every night the forecast is written down, and read later as it was made then.");

    public Type View => typeof(ForecastView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query with { From = null, To = null }, cancellation);
        var isPast = scope.EndOfAsOf <= change.Now;
        var made = isPast ? await AsMadeAsync(scope, cancellation) : await make.RunAsync(scope, cancellation);
        var foreign = made.Deals.Count(deal => deal.Currency != scope.Currency);
        var silent = made.Deals.Where(deal => deal.Currency == scope.Currency && deal.IsSilent).ToList();
        var noEntry = isPast ? 0 : silent.Count(deal => deal.Chance is null && deal.ExpectedMonth is null);
        var tooOld = silent.Count - noEntry;
        var months = scope.Whole ? await past.OfAsync(scope, cancellation) : [];
        var spread = scope.Whole ? await past.SpreadAsync(scope, months, cancellation) : 0;
        var slip = await slips.OfAsync(scope, cancellation);
        var commit = isPast ? null : await commits.OfAsync(scope, query, made, cancellation);

        return new ReportResult(
            Name, scope.Process.Key, null, null, scope.AsOf, made.Deals.Count, ResultParts.Excluded((ResultParts.NoCurrencyRate, foreign)),
            Warnings(isPast && made.Deals.Count == 0, tooOld, spread).WithHiddenValues(scope),
            Figures(scope, months, slip?.Bridge),
            [.. MakeForecast.WindowsFrom(scope.AsOf).AsParallel().AsOrdered().Select((window, number) => MonthRow(scope, window.Month, made, number, spread, commit?[number]))])
        {
            RowsAt = "only=open",
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>
            {
                ["record"] = [.. months.Select(month => PastRow(scope, month))],
                ["slip"] = slip is { } moved ? await SlippedAsync(scope, moved.Deals, cancellation) : [],
            },
        };
    }

    /// <summary>A forecast of the past is the one made then.</summary>
    private async Task<MadeForecast> AsMadeAsync(ReportScope scope, CancellationToken cancellation)
    {
        var deals = (await db.ForecastSnapshots.AsNoTracking().Where(deal => deal.ProcessId == scope.Process.Id && deal.Day == scope.AsOf).ToListAsync(cancellation)).Where(deal => scope.MaySee(deal.OwnerId)).ToList();
        var kept = await db.Forecasts.AsNoTracking().Where(forecast => forecast.ProcessId == scope.Process.Id && forecast.Day == scope.AsOf).OrderBy(forecast => forecast.Month).ToListAsync(cancellation);
        var said = MakeForecast.WindowsFrom(scope.AsOf).Select(window => kept.Find(forecast => forecast.Month == window.Month)).ToList();
        return new MadeForecast(deals.ConvertAll(DealAhead.Of), [.. said.Select(forecast => forecast?.NewBusiness ?? 0)], 0) { SaidCommits = [.. said.Select(forecast => forecast?.CommitMinor)] };
    }

    private static Dictionary<string, Told> Warnings(bool nothingMade, int tooOld, double spread)
    {
        var warnings = new Dictionary<string, Told>();
        if (nothingMade) warnings["no_forecast_made"] = new("No forecast was written down on this day.");
        if (tooOld > 0) warnings["older_than_any_closed"] = new("Open deals that add nothing, because no deal of their age was ever won or nothing is known yet: {0}.", tooOld);
        if (spread > 0) warnings["widened"] = new("Widened: past forecasts were too narrow, because deals do not stand alone.");
        return warnings;
    }

    private static Dictionary<string, object?> Figures(ReportScope scope, IReadOnlyList<PastMonth> months, SlipBridge? slip)
    {
        var record = PastForecasts.RecordOf(months);
        var figures = new Dictionary<string, object?>
        {
            ["currency"] = scope.Currency,
            ["months_known"] = months.Count,
            ["wape"] = record.Wape,
            ["bias"] = record.Bias,
            ["mape"] = record.Mape,
            ["may_judge"] = record.MayJudge,
            ["has_slip"] = slip is not null,
        }.With("coverage", record.Coverage);
        if (slip is null) return figures;

        foreach (var (name, sum) in new[]
                 {
                     ("start", slip.Start), ("new", slip.New), ("pulled_in", slip.PulledIn), ("slipped", slip.Slipped), ("lost", slip.Lost),
                     ("change", slip.Change), ("won", slip.Won), ("still_expected", slip.StillExpected), ("end", slip.End),
                 })
            figures["slip_" + name] = scope.ValueOf(sum);
        return figures;
    }

    private static Dictionary<string, object?> MonthRow(ReportScope scope, DateOnly month, MadeForecast made, int number, double spread, MonthOfCommit? commit)
    {
        var deals = MakeForecast.DealsOf(made.Deals, number);
        var said = MoneyDistribution.Of(deals, spread);
        return new Dictionary<string, object?>
        {
            ["month"] = month,
            ["deals"] = deals.Count,
            ["wins"] = deals.Sum(deal => deal.P),
            ["mean"] = scope.ValueOf((long)Math.Round(said.Mean)),
            ["p10"] = scope.ValueOf(said.P10),
            ["p50"] = scope.ValueOf(said.P50),
            ["p90"] = scope.ValueOf(said.P90),
            ["new_business"] = scope.Whole ? scope.ValueOf(made.NewBusiness[number]) : null,
            ["won"] = commit is null ? null : scope.ValueOf(commit.Won),
            ["committed_deals"] = commit?.Deals,
            ["commit"] = (commit?.Commit ?? (scope.Whole ? made.SaidCommits[number] : null)) is { } sum ? scope.ValueOf(sum) : null,
            ["target"] = commit?.Target is { } target ? scope.ValueOf(target) : null,
        };
    }

    private static Dictionary<string, object?> PastRow(ReportScope scope, PastMonth month) => new()
    {
        ["month"] = month.Said.Month,
        ["made"] = month.Said.Day,
        ["mean"] = scope.ValueOf(month.Said.Mean + month.Said.NewBusiness),
        ["p10"] = scope.ValueOf(month.Said.P10 + month.Said.NewBusiness),
        ["p90"] = scope.ValueOf(month.Said.P90 + month.Said.NewBusiness),
        ["commit"] = month.Said.CommitMinor is { } commit ? scope.ValueOf(commit) : null,
        ["actual"] = scope.ValueOf(month.Actual),
        ["within"] = month.Said.P10 + month.Said.NewBusiness <= month.Actual && month.Actual <= month.Said.P90 + month.Said.NewBusiness,
    };

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> SlippedAsync(ReportScope scope, IReadOnlyList<SlippedDeal> deals, CancellationToken cancellation)
    {
        var moved = deals.Where(deal => deal.Kind is SlipKind.Slipped or SlipKind.PulledIn or SlipKind.Lost or SlipKind.New).OrderByDescending(deal => deal.Value).Take(MostSlipped).ToList();
        var ids = moved.ConvertAll(deal => deal.DealId);
        var names = await db.Deals.AsNoTracking().Where(deal => ids.Contains(deal.Id)).ToDictionaryAsync(deal => deal.Id, deal => deal.Name, cancellation);
        return [.. moved.Where(deal => names.ContainsKey(deal.DealId)).Select(deal => new Dictionary<string, object?>
        {
            ["deal"] = deal.DealId,
            ["name"] = names[deal.DealId],
            ["what"] = deal.Kind,
            ["value"] = scope.ValueOf(deal.Value),
        })];
    }
}
