using Trichter.Deals.Evidence;
using Trichter.Deals.Record;

namespace Trichter.Activities;

internal static class ActivitiesModule
{
    public static void AddActivities(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<NoteActivity>();
        services.AddScoped<FinishActivity>();
        services.AddScoped<AttachFile>();
        services.AddScoped<ActivitySource>();
        services.AddScoped<IEvidenceSource>(provider => provider.GetRequiredService<ActivitySource>());
        services.AddScoped<IDealFigure>(provider => provider.GetRequiredService<ActivitySource>());
        services.AddSingleton<ICriterionKind, ActivityWasDone>();
        services.AddSingleton<ICriterionKind, NextStepAgreed>();
        services.AddSingleton(DealPanel.Of<NextStepPanel>(DealPanelPlace.Top, 10));
        services.AddSingleton(DealPanel.Of<Composer>(DealPanelPlace.Middle, 10));
        services.AddSingleton(DealPanel.Of<PlannedPanel>(DealPanelPlace.Right, 5));
        services.AddSingleton(DealPanel.Of<FilesPanel>(DealPanelPlace.Right, 40));
    }

    public static void MapActivities(this IEndpointRouteBuilder routes) => routes.MapActivityForms();
}
