using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Blocks;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Magnets;
using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>Landing pages built of blocks hold nothing that we did not offer, and the form stands where they say.</summary>
public sealed class BlocksTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private Desk desk = null!;
    private LandingPage page = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        var process = await desk.App.InDbAsync(db => db.Processes.OrderBy(its => its.Position).Select(its => its.Id).FirstAsync());
        page = (await desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(null, "ramme", new LandingContent("en", "New pile driver", "Plain *text*.", "", [], false, null, [], process, "")))).Item1!;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [Trait("Database", "any")]
    [InlineData("<section class=\"tr-l-section x\" id=\"i1\" style=\"color:red\"><h2 onclick=\"x()\">Ramme</h2></section>", "<section class=\"tr-l-section\"><h2>Ramme</h2></section>", "")]
    [InlineData("<p>a<script>alert(1)</script><iframe src=\"https://x.example\"></iframe></p>", "<p>a</p>", "iframe,script")]
    [InlineData("<a href=\"javascript:x()\">a</a><a href=\" https://x.example/?a=1&amp;b=2\">b</a><a href=\"//x.example\">c</a><a href=\"mailto:a@x.example\">d</a><a href=\"/privacy\">e</a>", "<a rel=\"noopener\">a</a><a href=\" https://x.example/?a=1&amp;b=2\" rel=\"noopener\">b</a><a rel=\"noopener\">c</a><a href=\"mailto:a@x.example\" rel=\"noopener\">d</a><a href=\"/privacy\" rel=\"noopener\">e</a>", "")]
    [InlineData("<img src=\"https://x.example/pixel.png\"><img src=\"/p/picture/1\" alt=\"Ramme\" onerror=\"x()\">", "<img src=\"/p/picture/1\" alt=\"Ramme\">", "img")]
    [InlineData("<div class=\"tr-l-form\">Here stands the form.</div><!-- note --><svg><script>x</script></svg><custom-tag>b</custom-tag>", "<div class=\"tr-l-form\"></div>b", "custom-tag,svg")]
    public void Only_what_a_page_may_hold_stays(string given, string kept, string leftOut)
    {
        var (html, gone) = CleanBlocks.Of(given);
        Assert.Equal((kept, leftOut), (html, string.Join(',', gone)));
        Assert.Equal(html, CleanBlocks.Of(html).Html);
    }

    [Fact]
    public async Task The_form_stands_between_the_blocks_and_the_published_page_stays_as_it_was()
    {
        await SaveAsync("<section class=\"tr-l-section\"><h2>First</h2><div class=\"tr-l-form\">x</div><h2>Last</h2></section>");
        Assert.True(await desk.DoAsync<SaveLanding, bool>(verb => verb.PublishAsync(page.Id)));
        await SaveAsync("<h2>Next</h2>");

        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync("/p/ramme");
        var section = stranger.Page.QuerySelector("section.tr-l-section")!;
        Assert.Equal(["H2", "FORM", "H2"], section.Children.Select(child => child.TagName));
        Assert.DoesNotContain("Plain text", stranger.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync($"/campaigns/pages/{page.Id}");
        await desk.Browser.SubmitAsync("form:has([name='Title'])", ("Title", "Another title"));
        Assert.Equal("<h2>Next</h2>", (await ReadAsync()).Html);
        await desk.Browser.SubmitAsync("form[action$='/plain']");
        Assert.Equal("", (await ReadAsync()).Html);
    }

    [Fact]
    public async Task The_editor_begins_with_the_plain_text_and_says_what_it_left_out()
    {
        await desk.Browser.VisitAsync($"/campaigns/pages/{page.Id}/blocks");
        Assert.Equal("<section class=\"tr-l-section\"><p>Plain <em>text</em>.</p>\n</section>", desk.Browser.Page.QuerySelector("[name='Html']")!.TextContent);
        await desk.Browser.SubmitAsync("form[data-blocks]", ("Html", "<p>New</p><video></video>"));
        Assert.Contains("Saved, without what a page may not hold: video", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("<p>New</p>", (await ReadAsync()).Html);
    }

    [Fact]
    public async Task A_picture_is_what_it_says_and_everybody_sees_it_but_no_file_behind_a_form()
    {
        Assert.NotNull((await AddAsync("ramme.svg", "<svg/>"u8.ToArray())).Fault);
        Assert.NotNull((await AddAsync("ramme.png", "<svg/>"u8.ToArray())).Fault);
        var picture = (await AddAsync("ramme.png", Png)).Added!;
        Assert.Null(await desk.DoAsync<KeepMagnets, Told?>(verb => verb.AddAsync("price.png", Png)));
        var file = await desk.App.InDbAsync(db => db.Magnets.Where(its => !its.IsPicture).Select(its => its.Id).SingleAsync());

        using var stranger = desk.App.CreateClient();
        using var shown = await stranger.GetAsync(new Uri($"/p/picture/{picture.Id}", UriKind.Relative));
        Assert.Equal("image/png", shown.Content.Headers.ContentType!.MediaType);
        using var hidden = await stranger.GetAsync(new Uri($"/p/picture/{file}", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, hidden.StatusCode);
        using var forged = await desk.Browser.Http.PostAsync(new Uri("/campaigns/pages/pictures", UriKind.Relative), new MultipartFormDataContent { { new ByteArrayContent(Png), "file", "x.png" } });
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Single(await desk.App.InDbAsync(db => db.Magnets.Where(its => its.IsPicture).ToListAsync()));
    }

    private Task<(Magnet? Added, Told? Fault)> AddAsync(string name, byte[] content) => desk.DoAsync<KeepMagnets, (Magnet?, Told?)>(verb => verb.AddPictureAsync(name, content));

    private async Task SaveAsync(string html) => Assert.NotNull((await desk.DoAsync<SaveBlocks, (IReadOnlyList<string>? LeftOut, Told? Fault)>(verb => verb.RunAsync(page.Id, html))).LeftOut);

    private Task<LandingPage> ReadAsync() => desk.App.InDbAsync(db => db.LandingPages.AsNoTracking().SingleAsync());
}
