using Trichter.Billing.EInvoices.Check;
using Trichter.Team;

namespace Trichter.Billing;

internal static class BillingModule
{
    public static void AddBilling(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new MenuEntry(38, "E-invoices", "file-check", CheckEInvoicePage.Address, Right.SeeDeals));
}
