using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Ledger;
using Trichter.Offers.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Mail;
using Trichter.Team.Shell;
using Trichter.Timeline;

namespace Trichter.Billing.Send;

/// <summary>Sends an issued invoice by mail, with the electronic invoice and the readable copy; again with the same bytes (O78).</summary>
internal sealed class SendInvoice(Db db, Me me, Change change, TimelineWriter timeline, FindInvoice find, RenderInvoice render, WriteMail mail)
{
    /// <returns>What is wrong, or null when it went into the outbox.</returns>
    public async Task<Told?> RunAsync(Guid invoiceId, string to, CancellationToken cancellation = default)
    {
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { Invoice: { IsIssued: true } invoice } open) return new Told("Nothing is here");
        if (!MailAddresses.IsOne(to.Trim())) return new Told("This is not an e-mail address.");

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var xml = await db.InvoicesKept.Where(kept => kept.InvoiceId == invoice.Id).Select(kept => kept.Xml).SingleAsync(cancellation);
        IReadOnlyList<MailFile> files = [await CopyAsync(open, cancellation), new MailFile(invoice.Number.Replace('/', '-') + ".xml", "application/xml", Encoding.UTF8.GetBytes(xml))];
        var sent = mail.Add(to.Trim(), invoice.BuyerName, invoice.Language, workspace.Zone, texts => WordsOf(texts, open, workspace.Name), invoice.DealId, files);
        db.InvoiceDispatches.Add(new InvoiceDispatch { InvoiceId = invoice.Id, DealId = invoice.DealId, MailId = sent.Id, SentTo = to.Trim(), Files = [.. files.Select(SentFile.Of)], SentAt = change.Now, SentBy = me.Id });
        timeline.Record(new InvoiceSent(invoice.DealId, invoice.Number, to.Trim()));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private async Task<MailFile> CopyAsync(OpenInvoice open, CancellationToken cancellation)
    {
        if (await db.InvoiceCopies.AsNoTracking().SingleOrDefaultAsync(copy => copy.InvoiceId == open.Invoice.Id, cancellation) is { } kept) return new MailFile(kept.Name, kept.Type, kept.Bytes());

        var file = await render.FileAsync(open, cancellation);
        db.InvoiceCopies.Add(new InvoiceCopy { InvoiceId = open.Invoice.Id, DealId = open.Deal.Id, Name = file.Name, Type = file.Type, Content = Convert.ToBase64String(file.Content), Hash = SentFile.HashOf(file.Content), MadeAt = change.Now });
        return file;
    }

    private MailWords WordsOf(Texts texts, OpenInvoice open, string workspace)
    {
        var invoice = open.Invoice;
        return new(
            $"{texts.Of(invoice.Kind)} {invoice.Number}",
            string.Join("\n\n", texts["Attached you find {0} of {1} over {2}: to read, and as an electronic invoice.", invoice.Number, invoice.IssuedOn!.Value, DocumentMoney.Of(invoice.GrossMinor, invoice.Currency, texts)], $"{me.Name}\n{workspace}"));
    }
}

/// <summary>The small form that sends an invoice.</summary>
internal static class SendForms
{
    public static void MapSendForms(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/invoices/{id:guid}/send", async (HttpContext http, Guid id, [FromForm] string? to, SendInvoice verb, Toast toast) =>
        {
            if (await verb.RunAsync(id, to ?? "") is { } fault) return LookAgain.At(http, fault, $"/invoices/{id}");
            toast.Say(new Told("It is in the outbox for {0}", to!.Trim()));
            return Results.LocalRedirect($"/invoices/{id}");
        }).RequireAuthorization(new AllowedByAttribute(Right.Bill));
}
