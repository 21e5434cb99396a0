using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Import;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

/// <summary>The way through the pages, without scripts.</summary>
public sealed class ImportPagesTests : IAsyncLifetime
{
    private const string Upload = "form:has(input[name=file])";
    private const string Mapping = "form:has(select[name=encoding])";

    private readonly App app = new();
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        await app.SetUpAsync();
        browser = await app.SignInAsync();
        await browser.VisitAsync("/import");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_file_is_looked_at_tried_imported_and_taken_back()
    {
        await UploadAsync("id,name,company,deal_stage,value\n1,One,Acme,Engaging,5\n2,Two,Acme,Won,abc\n");
        Assert.Contains("Engaging", browser.Text, StringComparison.Ordinal);
        Assert.Equal("stage", SelectOf("c-3").Value);

        await browser.PressAsync(Mapping, "go", "try", ("to-0", "prospect"));
        Assert.NotNull(browser.Page.QuerySelector("progress"));
        await RunAsync();
        await browser.VisitAsync(browser.Address.AbsolutePath);
        Assert.Contains("This was a dry run", browser.Text, StringComparison.Ordinal);
        Assert.Contains("abc is not a number", browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.InDbAsync(db => db.Deals.CountAsync()));

        var page = browser.Address.AbsolutePath;
        var refused = Encoding.UTF8.GetString(await browser.DownloadAsync(page + "/refused.csv"));
        Assert.Contains("2,Two,Acme,Won,abc,3,value,abc is not a number.", refused, StringComparison.Ordinal);
        Assert.Contains("\"Engaging\": \"prospect\"", Encoding.UTF8.GetString(await browser.DownloadAsync(page + "/mapping.json")), StringComparison.Ordinal);

        await browser.PressAsync(Mapping, "go", "import");
        await RunAsync();
        await browser.VisitAsync(page);
        Assert.Equal(1, await app.InDbAsync(db => db.Deals.CountAsync()));

        await browser.SubmitAsync("form[action^='/undo/']");
        Assert.Equal(page, browser.Address.AbsolutePath);
        Assert.Equal(0, await app.InDbAsync(db => db.Deals.CountAsync()));
        await browser.VisitAsync("/import");
        Assert.Contains("Taken back", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mapping_is_remembered_for_files_with_the_same_headers()
    {
        await UploadAsync("a,b\n1,One\n");
        await browser.PressAsync(Mapping, "go", "import", ("c-0", "external_id"), ("c-1", "name"));
        await RunAsync();
        await browser.VisitAsync("/import");
        await UploadAsync("a,b\n2,Two\n");
        Assert.Equal(("external_id", "name"), (SelectOf("c-0").Value, SelectOf("c-1").Value));
    }

    [Fact]
    public async Task The_way_a_file_is_written_can_be_put_right()
    {
        await UploadAsync("id;name;amount\n1;One;1.234,50\n");
        Assert.Equal("; (detected)", SelectOf("delimiter").Options[0].Text);
        await browser.PressAsync(Mapping, "go", "again", ("delimiter", "|"));
        Assert.Equal(1, browser.Page.QuerySelectorAll("select[name^=c-]").Length);
        await browser.PressAsync(Mapping, "go", "again", ("delimiter", ""));
        await browser.PressAsync(Mapping, "go", "import");
        await RunAsync();
        Assert.Equal(123450, (await app.InDbAsync(db => db.Deals.SingleAsync())).ValueMinor);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("PK\u0003\u0004xxxx", "This is a spreadsheet or an archive")]
    [InlineData("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0001\u0002\u0003\u0004", "This is not a text file.")]
    public async Task What_cannot_be_read_is_said_beside_the_file(string content, string message)
    {
        await UploadAsync(content);
        Assert.Equal("/import", browser.Address.AbsolutePath);
        Assert.Contains(message, browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_is_taken_twice_is_said_beside_the_column()
    {
        await UploadAsync("a,b\n1,One\n");
        await browser.PressAsync(Mapping, "go", "import", ("c-0", "name"), ("c-1", "name"));
        Assert.Contains("a goes there already.", browser.Text, StringComparison.Ordinal);
        Assert.Equal(ImportState.Mapping, (await app.InDbAsync(db => db.Imports.SingleAsync())).State);
    }

    [Fact]
    public async Task Everything_can_be_downloaded_as_one_archive()
    {
        await app.ImportTextAsync("id,name,company\n1,=cmd|calc,Acme\n", ImportKind.Deals);
        await browser.VisitAsync("/export");
        var form = (IHtmlFormElement)browser.Page.QuerySelector("form[action='/export/everything.zip']")!;
        using var body = new FormUrlEncodedContent(form.Elements.OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value)));
        var response = await browser.Http.PostAsync(new Uri("/export/everything.zip", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        Assert.Equal(118, archive.Entries.Count);
        Assert.Contains("'=cmd|calc", TextOf(archive, "deals.csv"), StringComparison.Ordinal);
        Assert.StartsWith("\uFEFF", TextOf(archive, "deals.csv"), StringComparison.Ordinal);
        var columns = TextOf(archive, "users.csv").Split('\n')[0];
        Assert.All(["hash", "secret", "code", "stamp", "second_factor", "locked"], secret => Assert.DoesNotContain(secret, columns, StringComparison.OrdinalIgnoreCase));
    }

    private static string TextOf(ZipArchive archive, string name)
    {
        using var stream = archive.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Encoding.UTF8.GetString(copy.ToArray());
    }

    private IHtmlSelectElement SelectOf(string name) => (IHtmlSelectElement)browser.Page.QuerySelector($"select[name={name}]")!;

    private Task UploadAsync(string content) =>
        browser.UploadAsync(Upload, "file", "deals.csv", Encoding.UTF8.GetBytes(content), ("kind", "Deals"));

    private async Task RunAsync() => await app.WithAsync<RunImports, object?>(async imports =>
    {
        await imports.RunWaitingAsync();
        return null;
    });
}
