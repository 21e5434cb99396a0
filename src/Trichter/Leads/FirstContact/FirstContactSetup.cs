using Trichter.Activities.Today;
using Trichter.Campaigns.Mailings;
using Trichter.Deals.Evidence;
using Trichter.Deals.Record;
using Trichter.Team;

namespace Trichter.Leads.FirstContact;

internal static class FirstContactSetup
{
    public static void AddFirstContact(this IServiceCollection services)
    {
        services.AddScoped<IDealFigure, KeepClocks>();
        services.AddScoped<IQueueSource, ClocksInQueue>();
        services.AddScoped<WatchFirstContacts>();
        services.AddScoped<SetFirstContactRule>();
        services.AddScoped<IKnowCapacity, CallCapacity>();
        services.AddSingleton(DealPanel.Of<FirstContactPanel>(DealPanelPlace.Right, 1));
        services.AddSingleton(new SettingsEntry(35, "First contact", "/settings/first-contact", Right.ManageWorkspace));
    }
}
