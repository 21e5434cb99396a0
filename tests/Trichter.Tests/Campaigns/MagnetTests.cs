using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Magnets;
using Trichter.Campaigns.Touches;
using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>Whoever leaves their address gets a file: by a link of their own that ends, whether or not they agree to anything.</summary>
public sealed class MagnetTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();
    private LandingPage page = null!;

    public async ValueTask InitializeAsync()
    {
        await desk.OpenAsync();
        await desk.Desk.Browser.VisitAsync("/campaigns/files");
        await desk.Desk.Browser.UploadAsync("main form[enctype]", "file", "Rammen 2026.pdf", Pdf);
        var (process, magnet) = await desk.App.InDbAsync(async db => (await db.Processes.Select(its => its.Id).FirstAsync(), await db.Magnets.Select(its => its.Id).SingleAsync()));
        (var saved, var fault) = await desk.Desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(null, "guide", new LandingContent("en", "Guide", "# Guide", "", [], false, null, [], process, "") { MagnetId = magnet }));
        Assert.Null(fault);
        page = saved!;
        Assert.True(await desk.Desk.DoAsync<SaveLanding, bool>(verb => verb.PublishAsync(page.Id)));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private static byte[] Pdf => Encoding.ASCII.GetBytes("%PDF-1.7 a guide");

    [Fact]
    public async Task The_link_goes_to_the_address_and_gives_the_file_five_times()
    {
        var stranger = await SendAsync();
        Assert.Contains("on its way to your address", stranger.Text, StringComparison.Ordinal);
        Assert.Null(stranger.Page.QuerySelector("a[href^='/file/']"));
        var link = await LinkAsync();
        for (var i = 0; i < 3; i++) await stranger.VisitAsync(link);
        Assert.Contains("5 downloads left", stranger.Text, StringComparison.Ordinal);
        for (var i = 0; i < 4; i++) Assert.Equal(Pdf, await FetchAsync(stranger, link));
        await Task.WhenAll(FetchAsync(stranger, link), FetchAsync(stranger, link));

        await stranger.VisitAsync(link);
        Assert.Contains("no longer valid", stranger.Text, StringComparison.Ordinal);
        Assert.Equal((5, 5), await desk.App.InDbAsync(async db => ((await db.MagnetLinks.AsNoTracking().SingleAsync()).Downloads, await db.Touches.CountAsync(its => its.Kind == TouchKind.Download && its.Source == "linkedin"))));
        var deal = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync());
        await desk.Desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("downloaded Rammen 2026.pdf", desk.Desk.Browser.Text, StringComparison.Ordinal);
        await desk.Desk.Browser.VisitAsync("/campaigns/pages");
        Assert.Equal("1", desk.Desk.Browser.Page.QuerySelectorAll("tbody td.tr-end")[1].TextContent.Trim());
    }

    [Fact]
    public async Task A_retired_file_is_not_given_out_and_the_page_says_so_when_it_is_edited()
    {
        await desk.Desk.Browser.VisitAsync("/campaigns/files");
        await desk.Desk.Browser.SubmitAsync("form[action$='/retire']");
        Assert.DoesNotContain("on its way to your address", (await SendAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.MagnetLinks.CountAsync()));
        await desk.Desk.Browser.VisitAsync($"/campaigns/pages/{page.Id}");
        Assert.Contains("Retired", desk.Desk.Browser.Page.QuerySelector("[name=MagnetId] option[selected]")!.TextContent, StringComparison.Ordinal);
        await desk.Desk.Browser.SubmitAsync("main form:has([name=Path])");
        Assert.Contains("Choose one of the answers.", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_ends_after_two_weeks_and_three_a_day_are_sent()
    {
        for (var i = 0; i < 5; i++) await SendAsync();
        Assert.Equal(3, await desk.App.InDbAsync(db => db.OutgoingMails.CountAsync()));
        var (stranger, link) = (desk.App.OpenBrowser(), await LinkAsync());
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(15);
        await stranger.VisitAsync(link);
        Assert.Contains("no longer valid", stranger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_may_give_it_at_once()
    {
        await desk.Desk.Browser.VisitAsync($"/campaigns/pages/{page.Id}");
        Assert.Equal("Rammen 2026.pdf", desk.Desk.Browser.Page.QuerySelector("[name=MagnetId] option[selected]")!.TextContent);
        await desk.Desk.Browser.SubmitAsync("main form:has([name=Body])", ("MagnetAtOnce", "true"));
        await desk.Desk.Browser.SubmitAsync("header form[action$='/publish']");
        var stranger = await SendAsync();
        await stranger.VisitAsync(stranger.Page.QuerySelector("a[href^='/file/']")!.GetAttribute("href")!);
        Assert.Contains("Rammen 2026.pdf", stranger.Text, StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    [Trait("Database", "any")]
    public async Task What_is_not_what_its_name_says_is_not_given_to_strangers()
    {
        foreach (var (name, content) in new[] { ("a.pdf", "<script>"), ("a.exe", "MZ"), ("a.html", "%PDF-"), ("a.pdf", "") })
            Assert.NotNull(await desk.Desk.DoAsync<KeepMagnets, Told?>(verb => verb.AddAsync(name, Encoding.ASCII.GetBytes(content))));
        await desk.Desk.Browser.VisitAsync("/campaigns/files");
        await desk.Desk.Browser.UploadAsync("main form[enctype]", "file", "a.exe", [1]);
        Assert.Contains("Only PDF, Word", desk.Desk.Browser.Text, StringComparison.Ordinal);
        var magnet = await desk.App.InDbAsync(db => db.Magnets.Select(its => its.Id).SingleAsync());
        Assert.Equal(Pdf, await desk.Desk.Browser.DownloadAsync($"/campaigns/files/{magnet}/preview"));
    }

    private async Task<Browser> SendAsync()
    {
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync("/p/guide?utm_source=linkedin");
        desk.App.Clock.Now = desk.App.Clock.Now.AddSeconds(30);
        await stranger.SubmitAsync("main form:has([name=email])", ("name", "Jan Petry"), ("email", "jan@petry.example"));
        return stranger;
    }

    private async Task<string> LinkAsync()
    {
        var mail = await desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().OrderBy(its => its.Id).FirstAsync());
        Assert.Equal("jan@petry.example", mail.ToAddress);
        return new Uri(mail.Text.Split('\n').Single(line => line.Contains("/file/", StringComparison.Ordinal)).Trim()).PathAndQuery;
    }

    /// <summary>Presses the button of the page as it was; null when no file came.</summary>
    private static async Task<byte[]?> FetchAsync(Browser stranger, string link)
    {
        var token = stranger.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await stranger.Http.PostAsync(new Uri(link.Split('?')[0] + "/fetch", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Content.Headers.ContentType?.MediaType == "application/octet-stream" ? await answer.Content.ReadAsByteArrayAsync() : null;
    }
}
