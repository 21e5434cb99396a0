using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Offers.Seller;
using Trichter.Platform.Documents;

namespace Trichter.Offers.Quotes.Document;

/// <summary>The document of a version: as it was sent, or as it would be sent now.</summary>
internal sealed class RenderQuote(Db db, Change change, RenderDocument documents, PrintPdf print)
{
    public async Task<string> HtmlAsync(OpenQuote open, CancellationToken cancellation = default) =>
        await db.QuoteDocuments.Where(document => document.VersionId == open.Version.Id).Select(document => document.Html).SingleOrDefaultAsync(cancellation) ?? await AnewAsync(open, cancellation);

    public async Task<string> AnewAsync(OpenQuote open, CancellationToken cancellation = default)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany { LegalName = workspace.Name };
        var on = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(open.Version.SentAt ?? change.Now, workspace.Zone));
        var model = new QuoteModel(ours, open.Quote.Number, on, open.Version, open.Lines, QuoteTotals.Of(open.Version, open.Lines, open.Version.Chosen.Count == 0 ? null : open.Version.Chosen));
        return await documents.FragmentAsync<QuoteDocument>(open.Version.Language, workspace.Zone, new Dictionary<string, object?> { [nameof(QuoteDocument.Model)] = model });
    }

    /// <summary>A page to be printed by the browser of whoever looks at it.</summary>
    public async Task<string> PageAsync(OpenQuote open, CancellationToken cancellation = default) =>
        RenderDocument.LinkedPage(await HtmlAsync(open, cancellation), open.Version.Language, open.Quote.Number);

    public async Task<PdfResult> PdfAsync(OpenQuote open, CancellationToken cancellation = default) =>
        await print.RunAsync(documents.Page(await HtmlAsync(open, cancellation), open.Version.Language, open.Quote.Number), cancellation);
}
