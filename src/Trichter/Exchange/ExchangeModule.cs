using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Retention;
using Trichter.Exchange.Api;
using Trichter.Exchange.Commands;
using Trichter.Exchange.Export;
using Trichter.Exchange.Import;
using Trichter.Exchange.Import.Events;
using Trichter.Exchange.Import.Sales;
using Trichter.Exchange.Webhooks;
using Trichter.Platform.Operation.Health;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Exchange;

internal static class ExchangeModule
{
    public static void AddExchange(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<ImportFiles>();
        services.AddScoped<IHoldPersonalData, ExchangeHoldings>();
        services.AddScoped<IKnowRecipients, WebhookRecipients>();
        services.AddScoped<PlanImport>();
        services.AddScoped<StartImport>();
        services.AddScoped<CancelImport>();
        services.AddScoped<IHealthCheck, ImportHealth>();
        services.AddScoped<RunImports>();
        services.AddScoped<TakePortion>();
        services.AddScoped<OwnRelations>();
        services.AddScoped<RefusedRows>();
        services.AddScoped<ImportAnswer>();
        services.AddScoped<ExportEverything>();
        services.AddScoped<CompaniesByName>();
        services.AddScoped<ExportLists.Exporting>();
        services.AddScoped<UsersByName>();
        services.AddScoped<DealsOfPortion>();
        services.AddScoped<DealRelations>();
        services.AddScoped<IImportRows, ImportCompanies>();
        services.AddScoped<IImportRows, ImportPeople>();
        services.AddScoped<IImportRows, ImportSuspects>();
        services.AddScoped<IImportRows, ImportDeals>();
        services.AddScoped<IImportRows, ImportEvents>();
        services.AddScoped<IImportRows, ImportProducts>();
        services.AddScoped<IImportRows, ImportPrices>();
        services.AddScoped<IImportRows, ImportOrders>();
        services.AddScoped<ProcessOfEvents>();

        services.AddSingleton<WebhookLine>();
        services.AddScoped<IFollowTimeline, QueueMessages>();
        services.AddScoped<SendMessages>();
        services.AddScoped<IForget, ForgetMessages>();
        services.AddScoped<IForget, ForgetImports>();
        services.AddScoped<ChangeWebhook>();
        services.AddScoped<IHealthCheck, WebhookHealth>();

        services.AddSingleton(new SettingsEntry(75, "Webhooks", "/settings/webhooks", Right.ManageWorkspace));
        services.AddSingleton(new SettingsEntry(50, "Import", "/import", Right.Import));
        services.AddSingleton(new SettingsEntry(60, "Export", "/export", Right.Export));

        builder.AddApi();
    }

    public static void MapExchange(this IEndpointRouteBuilder routes)
    {
        routes.MapDownloads();
        routes.MapListExports();
        routes.MapApi();
        routes.MapWebhooks();
    }
}
