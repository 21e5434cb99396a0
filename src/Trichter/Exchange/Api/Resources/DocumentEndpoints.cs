using Trichter.Billing.Invoices;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Quotes and invoices over the API, to be read.</summary>
internal static class DocumentEndpoints
{
    private static readonly Sort<QuoteRow>[] Quotes = [Sort<QuoteRow>.By("created", row => row.CreatedAt), Sort<QuoteRow>.By("number", row => row.Number)];
    private static readonly Sort<Invoice>[] Invoices = [Sort<Invoice>.By("created", invoice => invoice.CreatedAt), Sort<Invoice>.By("number", invoice => invoice.Number)];

    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        api.MapGet("/quotes", QuotesAsync).Allows(Right.SeeDeals).Is(new Told("List quotes, each with its latest version"), "QuoteList", "deal_id", "state");
        api.MapGet("/invoices", InvoicesAsync).Allows(Right.SeeDeals).Is(new Told("List invoices"), "InvoiceList", "deal_id", "order_id", "company_id", "issued");
    }

    private static async Task<Answer> QuotesAsync(ListQuery list, Db db, FindQuote find, Problems problems, CancellationToken cancellation)
    {
        var versions = find.Visible(db.QuoteVersions);
        if (list.Id("deal_id") is { } deal) versions = versions.Where(version => version.DealId == deal);
        if (list.Text("state") is { } word)
        {
            if (Words.Read<QuoteState>(word) is { } state) versions = versions.Where(version => version.State == state);
            else list.Faults["state"] = new Told("One of: {0}.", string.Join(", ", Enum.GetValues<QuoteState>().Select(Words.Of)));
        }

        var rows = from quote in db.Quotes
                   where quote.RetiredAt == null
                   join version in versions on new { quote.Id, Number = quote.Latest } equals new { Id = version.QuoteId, version.Number }
                   select new QuoteRow { Id = quote.Id, Number = quote.Number, CreatedAt = quote.CreatedAt, Version = version };
        return await list.PageAsync(rows, Quotes, row => ValueTask.FromResult(DocumentJson.Of(row)), problems, cancellation);
    }

    private static async Task<Answer> InvoicesAsync(ListQuery list, Db db, FindInvoice find, Problems problems, CancellationToken cancellation)
    {
        var invoices = find.Visible(db.Invoices);
        if (list.Id("deal_id") is { } deal) invoices = invoices.Where(invoice => invoice.DealId == deal);
        if (list.Id("order_id") is { } order) invoices = invoices.Where(invoice => invoice.OrderId == order);
        if (list.Id("company_id") is { } company) invoices = invoices.Where(invoice => invoice.CompanyId == company);
        if (list.Text("issued") is { } word)
        {
            if (word is "true" or "false") invoices = invoices.Where(invoice => invoice.IssuedOn != null == (word == "true"));
            else list.Faults["issued"] = new Told("Only true or false.");
        }

        return await list.PageAsync(invoices, Invoices, invoice => ValueTask.FromResult(DocumentJson.Of(invoice)), problems, cancellation);
    }
}
