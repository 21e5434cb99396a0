using Trichter;
using Trichter.Activities;
using Trichter.Billing;
using Trichter.Campaigns;
using Trichter.Care;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Demo;
using Trichter.Exchange;
using Trichter.Exchange.Api;
using Trichter.Exchange.Commands;
using Trichter.Insight;
using Trichter.Leads;
using Trichter.Ledger;
using Trichter.Market;
using Trichter.Nurturing;
using Trichter.Offers;
using Trichter.Orders;
using Trichter.Platform.Operation;
using Trichter.Platform.Operation.Serving;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Shell;
using Trichter.Timeline;

return await CommandLine.RunAsync(args, Build, DemoCommand.Define);

static WebApplication Build(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find(args) });
    builder.WebHost.UseStaticWebAssets();
    builder.AddSettingsFile();

    builder.Services.AddSingleton(TimeProvider.System);
    builder.AddStorage<Db>();
    builder.AddStorageForParts(services => ActivatorUtilities.CreateInstance<Db>(services));
    builder.AddOperation();
    builder.AddUi();

    builder.AddLedger();
    builder.AddTimeline();
    builder.AddTeam();
    builder.AddProcesses();
    builder.AddCustomers();
    builder.AddDeals();
    builder.AddActivities();
    builder.AddMarket();
    builder.AddCampaigns();
    builder.AddLeads();
    builder.AddOffers();
    builder.AddOrders();
    builder.AddBilling();
    builder.AddCare();
    builder.AddNurturing();
    builder.AddInsight();
    builder.AddExchange();
    builder.AddDemo();

    builder.AddSchedule();

    var app = builder.Build();

    app.MapStaticAssets().AllowAnonymous();
    app.MapRazorComponents<App>();
    app.MapOperation();
    app.MapTeam();
    app.MapProcesses();
    app.MapCustomers();
    app.MapDeals();
    app.MapActivities();
    app.MapMarket();
    app.MapNurturing();
    app.MapCampaigns();
    app.MapLeads();
    app.MapOffers();
    app.MapOrders();
    app.MapBilling();
    app.MapCare();
    app.MapInsight();
    app.MapExchange();

    // After the routes: the API's part reads them as it is put up.
    app.UseOperation();
    app.UseApi();
    app.UseShell();

    return app;
}

public sealed partial class Program;
