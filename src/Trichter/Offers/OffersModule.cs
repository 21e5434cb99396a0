using Trichter.Activities.Today;
using Trichter.Campaigns.Letters;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Merge;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Retention;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Deals.Find;
using Trichter.Deals.Merge;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Offers.Calls;
using Trichter.Offers.Competitors;
using Trichter.Offers.Configure;
using Trichter.Offers.Contracts;
using Trichter.Offers.Contracts.Document;
using Trichter.Offers.Contracts.Edit;
using Trichter.Offers.Contracts.Sign;
using Trichter.Offers.Negotiation;
using Trichter.Offers.Negotiation.Edit;
using Trichter.Offers.Next;
using Trichter.Offers.Numbers;
using Trichter.Offers.Objections;
using Trichter.Offers.Objections.Edit;
using Trichter.Offers.Prices;
using Trichter.Offers.Products;
using Trichter.Offers.Proofs;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Approve;
using Trichter.Offers.Quotes.Decide;
using Trichter.Offers.Quotes.Decide.Code;
using Trichter.Offers.Quotes.Document;
using Trichter.Offers.Quotes.Edit;
using Trichter.Offers.Quotes.Send;
using Trichter.Offers.Seller;
using Trichter.Offers.Signals;
using Trichter.Offers.Trials;
using Trichter.Offers.Vat;
using Trichter.Platform.Documents;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers;

internal static class OffersModule
{
    public static void AddOffers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<IKnowRequests, KnowQuotes>();
        services.AddScoped<IDrawLetters, DrawLetters>();
        services.AddScoped<IHoldPeople, OffersRetention>();
        services.AddScoped<IKnowController, OffersRetention>();
        services.AddScoped<FindByNumber, QuotesByNumber>();
        services.AddScoped<FindByNumber, ContractsByNumber>();
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
        services.AddScoped<IHoldDeal, QuotesHoldDeal>();
        AddProducts(services);
        AddQuotes(services);
        AddNegotiation(services);
        AddContracts(services);
    }

    private static void AddContracts(IServiceCollection services)
    {
        services.AddScoped<FindContract>();
        services.AddScoped<StartContract>();
        services.AddScoped<SaveContract>();
        services.AddScoped<ContractCheck>();
        services.AddScoped<RenderContract>();
        services.AddScoped<SendContract>();
        services.AddScoped<SignContract>();
        services.AddScoped<IUndoGuard, SentContracts>();
        services.AddScoped<IEvidenceSource, ContractSource>();
        services.AddSingleton<ICriterionKind, DocumentsAreComplete>();
        services.AddSingleton<ICriterionKind, ContractIsSigned>();
        services.AddSingleton(DealPanel.Of<ContractsPanel>(DealPanelPlace.Right, 2));
    }

    private static void AddNegotiation(IServiceCollection services)
    {
        services.AddScoped<Negotiate>();
        services.AddScoped<GiveConcession>();
        services.AddScoped<PutInWriting>();
        services.AddScoped<SaveConcessionKind>();
        services.AddScoped<IReactTo<CommitmentConditionMet>, MetConditions>();
        services.AddScoped<IQueueSource, VerbalInQueue>();
        services.AddScoped<IEvidenceSource, NegotiationSource>();
        services.AddSingleton<ICriterionKind, ClosingWasAsked>();
        services.AddSingleton<ICriterionKind, AsksAreSettled>();
        services.AddSingleton(DealPanel.Of<NegotiationPanel>(DealPanelPlace.Right, 4));
        services.AddSingleton(new SettingsEntry(49, "Concessions", "/settings/concessions", Right.SeeProcesses));
    }

    private static void AddProducts(IServiceCollection services)
    {
        services.AddScoped<SaveOurCompany>();
        services.AddScoped<SaveTaxes>();
        services.AddScoped<GiveNumber>();
        services.AddScoped<SaveNumberRanges>();
        services.AddSingleton(new SettingsEntry(20, "Our company", "/settings/our-company", Right.ManageWorkspace));
        services.AddSingleton(new SettingsEntry(21, "Taxes", "/settings/taxes", Right.ManageWorkspace));
        services.AddSingleton(new SettingsEntry(22, "Document numbers", "/settings/numbers", Right.ManageWorkspace));
        services.AddSingleton(new SettingsEntry(23, "Approvals", "/settings/approvals", Right.ManageWorkspace));

        services.AddScoped<SaveProduct>();
        services.AddScoped<SaveBundle>();
        services.AddConfigure();
        services.AddScoped<SavePriceList>();
        services.AddSingleton(new MenuEntry(50, "Products", "package", "/products", Right.SeeDeals));
    }

    private static void AddQuotes(IServiceCollection services)
    {
        services.AddScoped<FindQuote>();
        services.AddScoped<StartQuote>();
        services.AddScoped<CompleteLines>();
        services.AddScoped<TaxLines>();
        services.AddScoped<SaveQuote>();
        services.AddScoped<SuggestArguments>();
        services.AddScoped<PreviewQuote>();
        services.AddScoped<CoverNeeds>();
        services.AddScoped<Approvals>();
        services.AddScoped<SaveApprovalRules>();
        services.AddSingleton<PrintPdf>();
        services.AddSingleton<RenderDocument>();
        services.AddScoped<RenderQuote>();
        services.AddScoped<QuoteCheck>();
        services.AddScoped<SendQuote>();
        services.AddScoped<DecideQuote>();
        services.AddScoped<AnswerOffer>();
        services.AddScoped<CodeByMail>();
        services.AddScoped<SaveAcceptanceRules>();
        services.AddSingleton(new SettingsEntry(23, "Accepting quotes online", "/settings/acceptance", Right.ManageWorkspace));
        services.AddScoped<SentQuotes>();
        services.AddScoped<IUndoGuard>(provider => provider.GetRequiredService<SentQuotes>());
        services.AddScoped<IAfterUndo>(provider => provider.GetRequiredService<SentQuotes>());
        services.AddScoped<IEvidenceSource, QuoteSource>();
        services.AddSingleton<ICriterionKind, QuoteWasSent>();
        services.AddSingleton<ICriterionKind, QuoteWasViewed>();
        services.AddSingleton<ICriterionKind, QuoteWasAccepted>();
        services.AddSingleton<ICriterionKind, QuoteCoversNeeds>();
        services.AddSingleton(DealPanel.Of<QuotesPanel>(DealPanelPlace.Right, 1));
        services.AddSingleton(new MenuEntry(45, "Quotes", "file-text", "/quotes", Right.SeeDeals));
    }

    public static void MapOffers(this IEndpointRouteBuilder routes)
    {
        routes.MapObjectionForms();
        routes.MapProofForms();
        routes.MapCompetitorForms();
        routes.MapTrialForms();
        routes.MapSignalForms();
        routes.MapNextForms();
        routes.MapProductForms();
        routes.MapConfigure();
        routes.MapPriceForms();
        routes.MapQuoteForms();
        routes.MapNegotiationForms();
        routes.MapContractForms();
    }
}
