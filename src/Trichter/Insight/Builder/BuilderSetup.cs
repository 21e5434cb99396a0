using Trichter.Insight.Builder.Subjects;

namespace Trichter.Insight.Builder;

internal static class BuilderSetup
{
    /// <summary>The kinds of record in the order in which they are offered.</summary>
    public static void AddReportBuilder(this IServiceCollection services)
    {
        services.AddScoped<Surroundings>();
        services.AddScoped<AroundDeal>();
        services.AddScoped<MatchActivities>();
        services.AddScoped<MatchQuotes>();
        services.AddScoped<MatchOrders>();
        services.AddScoped<MatchOrderLines>();
        services.AddScoped<MatchInvoices>();
        services.AddScoped<MatchInvoiceLines>();
        services.AddScoped<ISubject, DealSubject>();
        services.AddScoped<ISubject, ActivitySubject>();
        services.AddScoped<ISubject, CompanySubject>();
        services.AddScoped<ISubject, PersonSubject>();
        services.AddScoped<ISubject, QuoteSubject>();
        services.AddScoped<ISubject, OrderSubject>();
        services.AddScoped<ISubject, OrderLineSubject>();
        services.AddScoped<ISubject, InvoiceSubject>();
        services.AddScoped<ISubject, InvoiceLineSubject>();
        services.AddScoped<AskReport>();
        services.AddScoped<KeepReports>();
    }
}
