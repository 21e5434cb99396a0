using Trichter.Insight.Coaching;
using Trichter.Insight.CycleTime;
using Trichter.Insight.Facts;
using Trichter.Insight.Funnel;
using Trichter.Insight.Leaderboard;
using Trichter.Insight.Pipeline;
using Trichter.Insight.Sources;
using Trichter.Team;

namespace Trichter.Insight;

internal static class InsightModule
{
    public static void AddInsight(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<ReportScopes>();
        services.AddScoped<DealFacts>();
        services.AddScoped<FunnelFacts>();
        services.AddScoped<IReport, FunnelReport>();
        services.AddScoped<IReport, PipelineReport>();
        services.AddScoped<IReport, SourcesReport>();
        services.AddScoped<IReport, CycleTimeReport>();
        services.AddScoped<IReport, LeaderboardReport>();
        services.AddScoped<ReadAgendas>();
        services.AddSingleton(new MenuEntry(80, "Insight", "chart-dots", "/insight", Right.SeeInsight));
    }
}
