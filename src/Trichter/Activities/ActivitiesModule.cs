using Trichter.Activities.Finish;
using Trichter.Activities.Today;
using Trichter.Deals.Evidence;
using Trichter.Deals.Record;
using Trichter.Team;

namespace Trichter.Activities;

internal static class ActivitiesModule
{
    public static void AddActivities(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<NoteActivity>();
        services.AddScoped<FinishActivity>();
        services.AddScoped<ProposeNext>();
        services.AddScoped<ReadWork>();
        services.AddScoped<IQueueSource, PlannedInQueue>();
        services.AddScoped<IQueueSource, PromisesInQueue>();
        services.AddScoped<IQueueSource, IdleInQueue>();
        services.AddSingleton(new MenuEntry(0, "Today", "sun", TodayPage.Address, Right.SeeDeals));
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
