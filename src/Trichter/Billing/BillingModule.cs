using Trichter.Activities.Today;
using Trichter.Billing.Bank;
using Trichter.Billing.Credits;
using Trichter.Billing.Dunning;
using Trichter.Billing.EInvoices.Check;
using Trichter.Billing.Invoices;
using Trichter.Billing.Invoices.Credit;
using Trichter.Billing.Payments;
using Trichter.Billing.Rates;
using Trichter.Billing.Recurring;
using Trichter.Billing.Send;
using Trichter.Customers.Merge;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Retention;
using Trichter.Deals.Evidence;
using Trichter.Deals.Find;
using Trichter.Deals.Merge;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Orders;
using Trichter.Orders.Changes;
using Trichter.Orders.Incoming;
using Trichter.Orders.Intake;
using Trichter.Team;

namespace Trichter.Billing;

internal static class BillingModule
{
    public static void AddBilling(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<FindInvoice>();
        services.AddScoped<FindByNumber, InvoicesByNumber>();
        services.AddScoped<IHoldPersonalData, BillingHoldings>();
        services.AddScoped<IKnowLastContact, BillingRetention>();
        services.AddScoped<IHoldPeople, BillingRetention>();
        services.AddScoped<IFollowMerge, FollowMerge>();
        services.AddScoped<IOrderBlock, OverdueBlocksOrders>();
        services.AddScoped<IHoldDeal, InvoicesHoldDeal>();
        services.AddScoped<IKnowDownPayments, DownPaymentsOfOrder>();
        services.AddScoped<IOrderFloor, BilledIsFloor>();
        services.AddScoped<InvoiceHead>();
        services.AddScoped<DraftInvoice>();
        services.AddScoped<IssueInvoice>();
        services.AddScoped<CancelInvoice>();
        services.AddScoped<CreditInvoice>();
        services.AddScoped<WriteKor>();
        services.AddRates();
        services.AddCredits();
        services.AddScoped<RenderInvoice>();
        services.AddScoped<SendInvoice>();
        services.AddScoped<RecurringDue>();
        services.AddScoped<IAfterUndo, DueAfterUndo>();
        services.AddScoped<SetRecurring>();
        services.AddScoped<EndRecurring>();
        services.AddScoped<PlanRecurring>();
        services.AddScoped<BillRecurring>();
        services.AddScoped<RunRecurring>();
        services.AddScoped<SaveRecurringRules>();
        services.AddScoped<IQueueSource, RecurringInQueue>();
        services.AddSingleton(OrderPanel.Of<RecurringOfOrder>(5));
        services.AddSingleton(new SettingsEntry(24, "Recurring billing", "/settings/recurring", Right.ManageWorkspace));
        services.AddScoped<PlanDunning>();
        services.AddScoped<SendLetters>();
        services.AddScoped<NoteRemark>();
        services.AddScoped<SaveDunningRules>();
        services.AddSingleton(new SettingsEntry(24, "Reminders to customers", "/settings/dunning", Right.ManageWorkspace));
        services.AddScoped<SettleInvoices>();
        services.AddScoped<NotePayment>();
        services.AddScoped<FindClaims>();
        services.AddScoped<TakeBankFile>();
        services.AddScoped<SettleBankLine>();
        services.AddScoped<IUndoGuard, IssuedInvoices>();
        services.AddScoped<IEvidenceSource, BillingSource>();
        services.AddSingleton<ICriterionKind, EverythingIsBilled>();
        services.AddSingleton<ICriterionKind, EverythingIsPaid>();
        services.AddSingleton(OrderPanel.Of<InvoicesOfOrder>(10));
        services.AddSingleton(DealPanel.Of<InvoicesPanel>(DealPanelPlace.Right, 1));
        services.AddSingleton(new MenuEntry(47, "Invoices", "receipt", "/invoices", Right.SeeDeals));
        services.AddSingleton(new MenuEntry(48, "E-invoices", "file-check", CheckEInvoicePage.Address, Right.SeeDeals));
    }

    public static void MapBilling(this IEndpointRouteBuilder routes)
    {
        routes.MapInvoiceForms();
        routes.MapRecurringForms();
        routes.MapSendForms();
        routes.MapBankForms();
        routes.MapDunningForms();
        routes.MapRates();
        routes.MapCredits();
    }
}
