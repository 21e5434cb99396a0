using Trichter.Process.Edit;
using Trichter.Team;
using Trichter.Team.History;

namespace Trichter.Process;

internal static class ProcessModule
{
    public static void AddProcesses(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PublishedVersions>();
        builder.Services.AddScoped<ProcessCatalogue>();
        builder.Services.AddScoped<INameRecords, StageNames>();
        builder.Services.AddScoped<AddProcess>();
        builder.Services.AddScoped<DraftProcess>();
        builder.Services.AddScoped<EditDraft>();
        builder.Services.AddScoped<PublishProcess>();
        builder.Services.AddScoped<ChangeProcess>();
        builder.Services.AddScoped<ProcessFile>();
        builder.Services.AddSingleton(new SettingsEntry(40, "Processes", "/processes", Right.SeeProcesses));
    }

    public static void MapProcesses(this IEndpointRouteBuilder routes) => routes.MapProcessForms();
}

/// <summary>What a later module knows of a hand-over; the component takes two parameters, Process and Stage.</summary>
public sealed record HandOverPart(Type Component)
{
    public static HandOverPart Of<T>() where T : Microsoft.AspNetCore.Components.IComponent => new(typeof(T));
}

/// <summary>A link on the page of a process that a later module adds: what can be done there with its deals.</summary>
/// <param name="Label">English; translated when shown.</param>
/// <param name="Address">Made from the key of the process.</param>
public sealed record ProcessLink(int Order, string Label, string Icon, Func<string, string> Address, Right Needs);
