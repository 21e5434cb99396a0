using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Seller;
using Trichter.Platform.Documents;
using Trichter.Platform.Mail;

namespace Trichter.Billing.Invoices;

/// <summary>The readable copy of an invoice; the electronic one leads.</summary>
internal sealed class RenderInvoice(Db db, RenderDocument documents, PrintPdf print)
{
    public async Task<string> HtmlAsync(OpenInvoice open, OurCompany ours, CancellationToken cancellation = default)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var model = new InvoiceModel(ours, open.Invoice, open.Lines, InvoiceTotals.Of(open.Invoice, open.Lines));
        return await documents.FragmentAsync<InvoiceDocument>(open.Invoice.Language, workspace.Zone, new Dictionary<string, object?> { [nameof(InvoiceDocument.Model)] = model });
    }

    public async Task<string> PageAsync(OpenInvoice open, CancellationToken cancellation = default) =>
        RenderDocument.LinkedPage(await KeptAsync(open, cancellation), open.Invoice.Language, TitleOf(open));

    public async Task<PdfResult> PdfAsync(OpenInvoice open, CancellationToken cancellation = default) =>
        await print.RunAsync(documents.Page(await KeptAsync(open, cancellation), open.Invoice.Language, TitleOf(open)), cancellation);

    /// <summary>The document as a file that stands alone: the PDF, or where none can be printed the page with its styles inside.</summary>
    public async Task<MailFile> FileAsync(OpenInvoice open, CancellationToken cancellation = default)
    {
        var page = documents.Page(await KeptAsync(open, cancellation), open.Invoice.Language, TitleOf(open));
        var name = TitleOf(open).Replace('/', '-');
        return print.IsPossible && await print.RunAsync(page, cancellation) is PdfResult.Printed printed ? new MailFile(name + ".pdf", "application/pdf", printed.Content)
            : new MailFile(name + ".html", "text/html", Encoding.UTF8.GetBytes(page));
    }

    private static string TitleOf(OpenInvoice open) => open.Invoice.IsIssued ? open.Invoice.Number : open.Invoice.Id.ToString();

    private async Task<string> KeptAsync(OpenInvoice open, CancellationToken cancellation) =>
        await db.InvoicesKept.Where(kept => kept.InvoiceId == open.Invoice.Id).Select(kept => kept.Html).SingleOrDefaultAsync(cancellation)
        ?? await HtmlAsync(open, await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany(), cancellation);
}
