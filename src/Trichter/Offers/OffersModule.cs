using Trichter.Activities.Today;
using Trichter.Customers.Merge;
using Trichter.Deals.Evidence;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Offers.Calls;
using Trichter.Offers.Competitors;
using Trichter.Offers.Next;
using Trichter.Offers.Objections;
using Trichter.Offers.Objections.Edit;
using Trichter.Offers.Proofs;
using Trichter.Offers.Signals;
using Trichter.Offers.Trials;
using Trichter.Team;

namespace Trichter.Offers;

internal static class OffersModule
{
    public static void AddOffers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<EditObjections>();
        services.AddScoped<NoteObjection>();
        services.AddScoped<AnswerObjection>();
        services.AddScoped<ObjectionTallies>();
        services.AddScoped<IEvidenceSource, ObjectionSource>();
        services.AddSingleton<ICriterionKind, ObjectionsAreAnswered>();
        services.AddScoped<IUndoGuard, AnsweredObjections>();
        services.AddSingleton(DealPanel.Of<ObjectionsPanel>(DealPanelPlace.Right, 2));
        services.AddSingleton(new SettingsEntry(46, "Objections", "/settings/objections", Right.SeeProcesses));

        services.AddScoped<SaveProof>();
        services.AddSingleton(new SettingsEntry(47, "Proofs", "/settings/proofs", Right.SeeProcesses));

        services.AddScoped<SaveCompetitor>();
        services.AddScoped<NoteCompetitorOffer>();
        services.AddSingleton(DealPanel.Of<CompetitorsPanel>(DealPanelPlace.Right, 12));
        services.AddSingleton(new SettingsEntry(48, "Competitors", "/settings/competitors", Right.SeeProcesses));

        services.AddScoped<StartTrial>();
        services.AddScoped<SettleTrial>();
        services.AddScoped<IQueueSource, TrialsInQueue>();
        services.AddSingleton(DealPanel.Of<TrialsPanel>(DealPanelPlace.Right, 13));

        services.AddScoped<NoteSignal>();
        services.AddScoped<IQueueSource, SignalsInQueue>();
        services.AddSingleton(DealPanel.Of<SignalsPanel>(DealPanelPlace.Right, 3));
        services.AddSingleton(Customers.CompanyPanel.Of<SignalsOfCompany>(15));

        services.AddScoped<HoldCall>();
        services.AddSingleton(DealPanel.Of<CallPanel>(DealPanelPlace.Left, 14));

        services.AddScoped<PictureOfPage>();
        services.AddScoped<PlanNextBest>();
        services.AddSingleton(DealPanel.Of<NextBestPanel>(DealPanelPlace.Top, 15));
        services.AddSingleton(DealPanel.Of<MissingPanel>(DealPanelPlace.Left, 16));

        services.AddScoped<IFollowMerge, FollowMerge>();
    }

    public static void MapOffers(this IEndpointRouteBuilder routes)
    {
        routes.MapObjectionForms();
        routes.MapProofForms();
        routes.MapCompetitorForms();
        routes.MapTrialForms();
        routes.MapSignalForms();
        routes.MapNextForms();
    }
}
