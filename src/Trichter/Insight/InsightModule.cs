using Trichter.Deals.Record;
using Trichter.Insight.Builder;
using Trichter.Insight.ByMail;
using Trichter.Insight.Coaching;
using Trichter.Insight.CycleTime;
using Trichter.Insight.Dashboards;
using Trichter.Insight.Dwell;
using Trichter.Insight.Effects;
using Trichter.Insight.Facts;
using Trichter.Insight.Facts.Kept;
using Trichter.Insight.Flow;
using Trichter.Insight.Forecast;
using Trichter.Insight.Funnel;
using Trichter.Insight.Groups;
using Trichter.Insight.Leaderboard;
using Trichter.Insight.Metrics;
using Trichter.Insight.Mining;
using Trichter.Insight.Money;
using Trichter.Insight.Pipeline;
using Trichter.Insight.Probability;
using Trichter.Insight.Sources;
using Trichter.Insight.Talks;
using Trichter.Insight.Targets;
using Trichter.Team;

namespace Trichter.Insight;

internal static class InsightModule
{
    public static void AddInsight(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<ReportScopes>();
        services.AddSingleton<FactTables>();
        services.AddScoped<ReadFactTable>();
        services.AddScoped<DealFacts>();
        services.AddScoped<FunnelFacts>();
        services.AddScoped<IReport, FunnelReport>();
        services.AddScoped<IReport, PipelineReport>();
        services.AddScoped<IReport, SourcesReport>();
        services.AddScoped<IReport, ComparisonReport>();
        services.AddScoped<IReport, LossesReport>();
        services.AddScoped<IReport, CycleTimeReport>();
        services.AddScoped<IReport, LeaderboardReport>();
        services.AddScoped<VisitFacts>();
        services.AddScoped<IReport, DwellReport>();
        services.AddScoped<IReport, FlowReport>();
        services.AddScoped<IReport, MiningReport>();
        services.AddScoped<IReport, ActivitiesReport>();
        services.AddScoped<TrainModels>();
        services.AddTransient<DealOdds>();
        services.AddScoped<OpenDeals>();
        services.AddScoped<IReport, ProbabilityReport>();
        services.AddScoped<TimesOfAll>();
        services.AddScoped<MakeForecast>();
        services.AddScoped<PastForecasts>();
        services.AddScoped<SlipOfMonth>();
        services.AddScoped<KeepForecasts>();
        services.AddScoped<FindTargets>();
        services.AddScoped<CommitOfMonths>();
        services.AddScoped<IReport, ForecastReport>();
        services.AddScoped<DealMoneyFacts>();
        services.AddScoped<IReport, RevenueReport>();
        services.AddScoped<IReport, YieldReport>();
        services.AddScoped<IReport, CustomersReport>();
        services.AddScoped<IReport, SpeedReport>();
        services.AddScoped<IReport, ObjectionsReport>();
        services.AddScoped<IReport, DeliveriesReport>();
        services.AddScoped<IReport, LeakageReport>();
        services.AddSingleton(DealPanel.Of<OddsPanel>(DealPanelPlace.Right, 0));
        services.AddSingleton<KeptReports>();
        services.AddScoped<RunReport>();
        services.AddScoped<ReadMetric>();
        services.AddScoped<SetTarget>();
        services.AddScoped<KeepDashboards>();
        services.AddReportBuilder();
        services.AddReportsByMail();
        services.AddScoped<ReadAgendas>();
        services.AddSingleton(new MenuEntry(80, "Insight", "chart-dots", "/insight", Right.SeeInsight));
    }

    public static void MapInsight(this IEndpointRouteBuilder routes)
    {
        routes.MapDashboards();
        routes.MapReportBuilder();
        routes.MapReportsByMail();
    }
}
