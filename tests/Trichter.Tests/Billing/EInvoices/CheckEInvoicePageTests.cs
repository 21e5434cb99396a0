using System.Text;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.EInvoices.Ubl;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>Whoever gets an invoice by mail can see what it says and whether it is in order.</summary>
public sealed class CheckEInvoicePageTests : IAsyncLifetime
{
    private readonly App app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_good_invoice_is_shown_with_parties_lines_vat_and_totals()
    {
        var browser = await OpenAsync("en");
        await SendAsync(browser, "rechnung.xml", WriteUbl.Write(BusinessCases.All["two rates, discounts and freight"]).ToBytes());

        foreach (var said in new[] { "No rule is broken that would make the invoice invalid.", "Invoice RE-2", "UBL 2.1 (Invoice)", "Nordwerk GmbH", "Kunde & Söhne KG", "Credit transfer DE02120300000000202051", "3,458.76", "4,181.40 EUR", "19 %" })
            Assert.Contains(said, browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "The invoice is not valid: 1 rule is broken.", "The postal address of the buyer is missing (BG-8).", "Errors")]
    [InlineData("de", "Die Rechnung ist nicht gültig: 1 Regel ist verletzt.", "Die Anschrift des Käufers fehlt (BG-8).", "Fehler")]
    [InlineData("pl", "Faktura jest nieprawidłowa: naruszono 1 regułę.", "Brak adresu nabywcy (BG-8).", "Błędy")]
    public async Task A_broken_rule_is_named_in_plain_words_of_each_language(string language, string verdict, string finding, string heading)
    {
        var sale = BusinessCases.All["machines at 19 % as EN 16931"];
        var browser = await OpenAsync(language);
        await SendAsync(browser, "rechnung.xml", WriteUbl.Write(sale with { Buyer = sale.Buyer! with { Address = null } }).ToBytes());

        foreach (var said in new[] { verdict, finding, heading, "BR-10" })
            Assert.Contains(said, browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "The file is not well-formed XML")]
    [InlineData("de", "Die Datei ist kein wohlgeformtes XML (Zeile 2 der Datei)")]
    [InlineData("pl", "Plik nie jest poprawnym dokumentem XML (wiersz 2 pliku)")]
    public async Task A_file_that_cannot_be_read_is_refused_beside_the_field(string language, string reason)
    {
        var browser = await OpenAsync(language);
        await SendAsync(browser, "rechnung.xml", Encoding.UTF8.GetBytes("<Invoice>\n<ID"));

        Assert.Contains(reason, browser.Page.QuerySelector("#f-file-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("#einvoice"));
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "The file is not well-formed XML")]
    [InlineData("<order/>", "“order” is not an invoice in UBL, CII or ZUGFeRD")]
    [InlineData("%PDF-1.7\nnothing", "The PDF carries no electronic invoice")]
    [InlineData("", "Choose a file.")]
    public async Task Hostile_and_foreign_files_are_refused_with_a_reason(string content, string reason)
    {
        var browser = await OpenAsync("en");
        await SendAsync(browser, "file", Encoding.UTF8.GetBytes(content));

        Assert.Contains(reason, browser.Page.QuerySelector("#f-file-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_cannot_be_understood_is_named_by_line_and_element()
    {
        var xml = Encoding.UTF8.GetString(WriteUbl.Write(BusinessCases.All["machines at 19 %"]).ToBytes()).Replace(">3749.70<", ">3,749.70<", StringComparison.Ordinal);
        var browser = await OpenAsync("en");
        await SendAsync(browser, "rechnung.xml", Encoding.UTF8.GetBytes(xml));

        Assert.Matches(@"“3,749\.70” is not a number \(line \d+ of the file, element \w+Amount\)", browser.Page.QuerySelector("#f-file-error")!.TextContent);
    }

    [Fact]
    public async Task Numbers_too_large_to_reckon_with_are_a_finding_and_no_crash()
    {
        var xml = Encoding.UTF8.GetString(WriteUbl.Write(BusinessCases.All["machines at 19 %"]).ToBytes()).Replace(">3749.70<", ">79228162514264337593543950335<", StringComparison.Ordinal);
        var browser = await OpenAsync("en");
        await SendAsync(browser, "rechnung.xml", Encoding.UTF8.GetBytes(xml));

        Assert.Contains("The numbers are too large to reckon with", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pdf_that_unpacks_without_end_is_given_up()
    {
        var packed = new MemoryStream();
        using (var pack = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            pack.Write(new byte[30 * 1024 * 1024]);
        var stream = Encoding.ASCII.GetBytes("stream\n").Concat(packed.ToArray()).Concat(Encoding.ASCII.GetBytes("\nendstream\n"));

        Assert.Null(HybridPdf.Find([.. Encoding.ASCII.GetBytes("%PDF-1.7\n"), .. Enumerable.Repeat(stream, 20).SelectMany(one => one)]));
    }

    [Fact]
    public void Deeply_nested_xml_is_refused() =>
        Assert.Equal("The file is not well-formed XML", ReadEInvoice.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 5_000)))).Trouble!.Reason.Key);

    private static Task SendAsync(Browser browser, string name, byte[] content) => browser.UploadAsync("form[enctype]", "file", name, content);

    private async Task<Browser> OpenAsync(string language)
    {
        await app.SetUpAsync(language: language);
        var browser = await app.SignInAsync();
        await browser.VisitAsync("/einvoices");
        return browser;
    }
}
