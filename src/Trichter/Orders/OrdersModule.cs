using Trichter.Activities.Today;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Merge;
using Trichter.Customers.Privacy.Retention;
using Trichter.Deals.Evidence;
using Trichter.Deals.Find;
using Trichter.Deals.Merge;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Offers.Contracts.Sign;
using Trichter.Orders.Changes;
using Trichter.Orders.Checklists;
using Trichter.Orders.Checklists.Setup;
using Trichter.Orders.Deliver;
using Trichter.Orders.Document;
using Trichter.Orders.Edit;
using Trichter.Orders.Incoming;
using Trichter.Orders.Incoming.Answer;
using Trichter.Orders.Intake;
using Trichter.Team;

namespace Trichter.Orders;

internal static class OrdersModule
{
    public static void AddOrders(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<IKnowSales, KnowSales>();
        services.AddScoped<IKnowLastContact, OrdersRetention>();
        services.AddScoped<IHoldPeople, OrdersRetention>();
        services.AddScoped<IFollowMerge, FollowMerge>();
        services.AddScoped<IContractRival, OrderAgainstContract>();
        services.AddScoped<FindOrder>();
        services.AddScoped<FindByNumber, OrdersByNumber>();
        services.AddScoped<KeepOrder>();
        services.AddScoped<TakeOrder>();
        services.AddScoped<OrderTerms>();
        services.AddScoped<WriteOrderLines>();
        services.AddScoped<PreviewOrder>();
        services.AddScoped<TypeOrder>();
        services.AddScoped<ChangeOrder>();
        services.AddScoped<OrderDifference>();
        services.AddScoped<FindIncoming>();
        services.AddScoped<MatchOrder>();
        services.AddScoped<TakeIncomingOrder>();
        services.AddScoped<AnswerOrder>();
        services.AddScoped<SettleOrder>();
        services.AddScoped<BeginHandOver>();
        services.AddScoped<SettleChecklist>();
        services.AddScoped<SaveDepartment>();
        services.AddScoped<IQueueSource, ChecklistInQueue>();
        services.AddSingleton(OrderPanel.Of<HandOverOfOrder>(1));
        services.AddSingleton(new SettingsEntry(27, "Departments", "/settings/departments", Right.ManageWorkspace));
        services.AddScoped<NoteDelivery>();
        services.AddScoped<RenderOrder>();
        services.AddScoped<IUndoGuard, DeliveredOrders>();
        services.AddScoped<IHoldDeal, OrdersHoldDeal>();
        services.AddScoped<IEvidenceSource, OrderSource>();
        services.AddSingleton<ICriterionKind, OrderWasTaken>();
        services.AddSingleton<ICriterionKind, OrderIsAsAgreed>();
        services.AddSingleton<ICriterionKind, SatisfactionIsKnown>();
        services.AddSingleton<ICriterionKind, OrderWasConfirmed>();
        services.AddSingleton<ICriterionKind, OrderWasHandedOver>();
        services.AddSingleton<ICriterionKind, EverythingWasDelivered>();
        services.AddSingleton<ICriterionKind, DeliveriesWereAccepted>();
        services.AddSingleton(DealPanel.Of<OrdersPanel>(DealPanelPlace.Right, 1));
        services.AddSingleton(new MenuEntry(46, "Orders", "checkbox", "/orders", Right.SeeDeals));
    }

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapOrderForms();
        routes.MapChecklistForms();
        routes.MapDepartmentForms();
    }
}
