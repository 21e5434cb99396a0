using Trichter.Deals.Evidence;

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
    }
}
