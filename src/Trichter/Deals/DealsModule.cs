using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Retention;
using Trichter.Deals.AsOf;
using Trichter.Deals.Bin;
using Trichter.Deals.Board;
using Trichter.Deals.Bulk;
using Trichter.Deals.Calendar;
using Trichter.Deals.Close;
using Trichter.Deals.Commitments;
using Trichter.Deals.Create;
using Trichter.Deals.Evidence;
using Trichter.Deals.HandOvers;
using Trichter.Deals.History;
using Trichter.Deals.List;
using Trichter.Deals.Merge;
using Trichter.Deals.Migrate;
using Trichter.Deals.Move;
using Trichter.Deals.Needs;
using Trichter.Deals.Obstacles;
using Trichter.Deals.Plan;
using Trichter.Deals.Record;
using Trichter.Deals.Stakeholders;
using Trichter.Deals.Transfer;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Operation.Health;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Bulk;
using Trichter.Team.CustomFields;
using Trichter.Team.Members;
using Trichter.Timeline;

namespace Trichter.Deals;

internal static class DealsModule
{
    public static void AddDeals(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(DealFields.Value);
        services.AddScoped<IHoldPersonalData, DealsHoldings>();
        services.AddScoped<IKnowLastContact, DealsRetention>();
        services.AddScoped<IHoldPeople, DealsRetention>();
        services.AddSingleton(CustomFieldRecord.Of(10, new Told("Deals"), DealFields.All));
        services.AddSingleton(new RelationTarget(10, "deal", new Told("Deal").Key, "/deals/", (db, me) => db.Deals.VisibleTo(me, db).Select(deal => new NamedRecord { Id = deal.Id, Name = deal.Name })));
        services.AddScoped<DealMoney>();
        services.AddScoped<FindDeal>();
        services.AddScoped<DealSums>();
        services.AddScoped<BoardReader>();
        services.AddScoped<DealListReader>();
        services.AddScoped<MatchDeals>();
        services.AddScoped<DealFilterFields>();
        services.AddScoped<DealColumns>();
        services.AddScoped<DealGroups>();
        services.AddScoped<DealsByDay>();
        services.AddScoped<IBulkSubject, DealsInBulk>();
        services.AddScoped<CreateDeal>();
        services.AddScoped<ChangeDeal>();
        services.AddScoped<MoveDeal>();
        services.AddScoped<ConfirmCriterion>();
        services.AddScoped<CloseDeal>();
        services.AddScoped<WakeParkedDeals>();
        services.AddScoped<FoldTotals>();
        services.AddScoped<MigrateDeals>();
        services.AddScoped<IUndoGuard, DealsOnVersion>();
        services.AddScoped<IHealthCheck, TotalsHealth>();
        services.AddScoped<RaiseObstacle>();
        services.AddScoped<ResolveObstacle>();
        services.AddScoped<NoteCommitment>();
        services.AddScoped<SettleCommitment>();

        services.AddScoped<NoteNeed>();
        services.AddScoped<ConfirmNeed>();
        services.AddScoped<NoteStakeholder>();
        services.AddScoped<NoteBuyingStep>();
        services.AddScoped<IEvidenceSource, OwnFieldSource>();
        services.AddScoped<IEvidenceSource, NeedSource>();
        services.AddScoped<IEvidenceSource, StakeholderSource>();
        services.AddSingleton<ICriterionKind, NeedsAreConfirmed>();
        services.AddSingleton<ICriterionKind, DecisionMakerIsKnown>();
        services.AddSingleton<ICriterionKind, DecisionMakerIsMet>();
        services.AddSingleton(DealPanel.Of<NeedsPanel>(DealPanelPlace.Left, 20));
        services.AddSingleton(DealPanel.Of<StakeholdersPanel>(DealPanelPlace.Right, 10));
        services.AddSingleton(DealPanel.Of<PlanPanel>(DealPanelPlace.Right, 20));

        services.AddScoped<FindHandOver>();
        services.AddScoped<GiveDeal>();
        services.AddScoped<SettleHandOver>();
        services.AddScoped<OvertakenHandOver>();
        services.AddScoped<TransferDeal>();
        services.AddScoped<MergeDeals>();
        services.AddScoped<DealsToMerge>();
        services.AddSingleton(DealPanel.Of<HandOverPanel>(DealPanelPlace.Top, 5));
        services.AddSingleton(DealPanel.Of<RelatedPanel>(DealPanelPlace.Left, 10));
        services.AddSingleton(DealPanel.Of<HandOversPanel>(DealPanelPlace.Right, 60));
        services.AddSingleton(HandOverPart.Of<HandOverFigure>());
        services.AddSingleton(new MenuEntry(35, "Hand-overs", "arrows-exchange", "/hand-overs", Right.SeeDeals));

        services.AddScoped<Judge>();
        services.AddScoped<DealFigures>();
        services.AddScoped<IAfterUndo>(provider => provider.GetRequiredService<DealFigures>());
        services.AddSingleton<ICriterionKind, CriterionKinds.Confirmed>();
        services.AddSingleton<ICriterionKind, CriterionKinds.FieldCompared>();
        services.AddSingleton<ICriterionKind, CriterionKinds.NoCriticalObstacle>();
        services.AddSingleton<ICriterionKind, CriterionKinds.CommitmentGiven>();
        services.AddScoped<IReactTo<DealWon>, FirstSaleMakesCustomer>();
        services.AddScoped<IReactTo<Customers.CompanyChanged>, FollowCompany>();
        services.AddScoped<IAfterUndo, FollowCompany>();
        services.AddScoped<Customers.Merge.IFollowMerge, FollowMerge>();
        services.AddScoped<RestoreRecord>();
        services.AddScoped<PastDeals>();
        services.AddSingleton(new SettingsEntry(80, "Recycle bin", "/settings/bin", Right.SeeCustomers));

        services.AddSingleton(Customers.CompanyPanel.Of<DealsOfCompany>(10));
        services.AddSingleton(new ProcessLink(10, "Deals on earlier versions", "arrows-exchange", key => $"/deals/migrate/{key}", Right.EditProcesses));
        services.AddSingleton(SeenKind.Of<Deal>(30, "Deals", Right.SeeDeals));
        services.AddSingleton(new NewEntry(10, "Deal", "layout-kanban", "/deals/new", Right.ChangeDeals));
        services.AddSingleton(new MenuEntry(30, "Deals", "layout-kanban", "/deals", Right.SeeDeals)
        {
            Below = (_, db, texts) => Task.FromResult<IReadOnlyList<(string, string)>>([.. db.Processes.AsNoTracking()
                .Where(process => process.RetiredAt == null).OrderBy(process => process.Position).AsEnumerable()
                .Select(process => (texts[process.Name], $"/deals/board/{process.Key}"))]),
        });
    }

    public static void MapDeals(this IEndpointRouteBuilder routes)
    {
        routes.MapDealForms();
        routes.MapBulk("/deals/bulk/{within}", nameof(Deal), Right.ChangeDeals);
        routes.MapLiveDeals();
        routes.MapHandOverForms();
        routes.MapNeedForms();
        routes.MapStakeholderForms();
        routes.MapPlanForms();
    }
}
