using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Documents;
using Trichter.Offers.Seller;
using Trichter.Orders.Changes;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;

namespace Trichter.Orders.Document;

/// <summary>The confirmation of an order, as a document for the customer; where it differs from the quote it says so (O63).</summary>
internal sealed class RenderOrder(Db db, OrderDifference difference, RenderDocument documents, PrintPdf print)
{
    public async Task<string> PageAsync(OpenOrder open, CancellationToken cancellation = default) =>
        RenderDocument.LinkedPage(await HtmlAsync(open, cancellation), open.Order.Language, open.Order.Number);

    public async Task<PdfResult> PdfAsync(OpenOrder open, CancellationToken cancellation = default) =>
        await print.RunAsync(documents.Page(await HtmlAsync(open, cancellation), open.Order.Language, open.Order.Number), cancellation);

    private async Task<string> HtmlAsync(OpenOrder open, CancellationToken cancellation)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany { LegalName = workspace.Name };
        var quote = await db.QuoteVersions.Where(version => version.Id == open.Order.QuoteVersionId).Join(db.Quotes, version => version.QuoteId, its => its.Id, (version, its) => its.Number).SingleOrDefaultAsync(cancellation);
        var deviations = await difference.FromQuoteAsync(open, Texts.In(open.Order.Language, workspace.Zone), cancellation);
        var model = new OrderModel(ours, open.Order, open.Lines, ContractTotals.Of(open.Order, open.Lines), quote ?? "", [.. deviations.Select(row => (row.How, row.What, row.Before, row.After))]);
        return await documents.FragmentAsync<OrderDocument>(open.Order.Language, workspace.Zone, new Dictionary<string, object?> { [nameof(OrderDocument.Model)] = model });
    }
}

/// <param name="Deviations">What it says differently from the quote (O63).</param>
/// <param name="Quote">The number of the quote it comes from; empty for none.</param>
public sealed record OrderModel(OurCompany Ours, Order Order, IReadOnlyList<OrderLine> Lines, ContractTotals Totals, string Quote, IReadOnlyList<(string How, string What, string Before, string After)> Deviations);
