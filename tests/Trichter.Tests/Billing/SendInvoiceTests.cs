using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Send;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Team.Mail;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>An invoice goes out by mail with its files, and again with the same bytes (O78).</summary>
public sealed class SendInvoiceTests : IAsyncLifetime
{
    private readonly SmtpSink sink = new();
    private Desk desk = null!;
    private Invoice invoice = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.PrepareQuotesAsync();
        Order order = await desk.OrderAsync(await desk.EnterAsync("Two excavators", "Straßenbau Petry AG"), [("BAGGER-22", "", "2", "", "Normal")], ("language", "de"));
        invoice = await desk.BillAsync(order.Id, BillWhat.Everything);
    }

    public async ValueTask DisposeAsync()
    {
        await sink.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task O78_the_invoice_goes_out_with_its_files_and_their_hashes_are_kept_and_again_with_the_same_bytes()
    {
        await desk.Browser.VisitAsync($"/invoices/{invoice.Id}");
        await desk.Browser.SubmitAsync("form[action$='/send']", ("to", "rechnung@petry.example"));
        Assert.Contains("rechnung@petry.example", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Waiting", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action$='/send']");

        Assert.Empty(await desk.DoAsync<SetMailServer, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync(new MailServerDraft("127.0.0.1", sink.Port, MailSecurity.None, "", "Nordwerk", "crm@nordwerk.example", "https://crm.nordwerk.example"), null)));
        await desk.App.WithAsync<SendMails, object?>(async mails => { await mails.SendDueAsync(); return null; });
        Assert.Equal(2, sink.Mails.Count);
        Assert.All(sink.Mails, mail => Assert.Equal(("rechnung@petry.example", "Rechnung RE-2026-00001"), (mail.To, mail.Header("Subject"))));
        var (first, second) = (Files(sink.Mails[0]), Files(sink.Mails[1]));
        Assert.Equal(first, second);
        Assert.Equal((await desk.KeptAsync(invoice.Id)).Xml, Encoding.UTF8.GetString(Convert.FromBase64String(first["RE-2026-00001.xml"])));
        var readable = Assert.Single(first, file => file.Key is "RE-2026-00001.pdf" or "RE-2026-00001.html");

        var dispatches = await desk.App.InDbAsync(db => db.InvoiceDispatches.AsNoTracking().ToListAsync());
        Assert.All(dispatches, dispatch => Assert.Equal(first.Select(file => new SentFile(file.Key, SentFile.HashOf(Convert.FromBase64String(file.Value)))).OrderBy(file => file.Name), dispatch.Files.OrderBy(file => file.Name)));
        await desk.Browser.VisitAsync($"/invoices/{invoice.Id}");
        Assert.Contains("Sent", desk.Browser.Page.QuerySelector("#sending")!.ParentElement!.ParentElement!.TextContent, StringComparison.Ordinal);
        if (readable.Key.EndsWith(".pdf", StringComparison.Ordinal)) Assert.Equal(Convert.FromBase64String(readable.Value), await desk.Browser.DownloadAsync($"/invoices/{invoice.Id}/pdf"));
        await desk.Browser.VisitAsync($"/deals/{invoice.DealId}");
        Assert.Contains("sent the invoice RE-2026-00001 to rechnung@petry.example", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_bill_and_sees_the_deal_sends_it()
    {
        await desk.HireAsync("Tom", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SendInvoice, Told?>(verb => verb.RunAsync(invoice.Id, "a@petry.example"), "tom@nordwerk.example"));
        await desk.HireAsync("Mia", Role.Manager, Visibility.Own);
        Assert.Equal("Nothing is here", (await desk.DoAsync<SendInvoice, Told?>(verb => verb.RunAsync(invoice.Id, "a@petry.example"), "mia@nordwerk.example"))!.Key);
        Assert.Equal("This is not an e-mail address.", (await desk.DoAsync<SendInvoice, Told?>(verb => verb.RunAsync(invoice.Id, "nobody")))!.Key);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.OutgoingMails.CountAsync()));
    }

    private static Dictionary<string, string> Files(SunkMail mail) => mail.Source.Split("Content-Disposition: attachment; filename=\"").Skip(1)
        .ToDictionary(part => part[..part.IndexOf('"', StringComparison.Ordinal)], part => part.Split("\n\n", 2)[1].Split("\n--")[0].Replace("\n", "", StringComparison.Ordinal));
}
