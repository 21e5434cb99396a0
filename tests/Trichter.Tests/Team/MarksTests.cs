using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>What one works with is at hand before anything is typed: favourites, and what was looked at last, each person's own.</summary>
public sealed class MarksTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal crane = null!, mixer = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        (crane, mixer) = (await desk.EnterAsync("Tower crane"), await desk.EnterAsync("Mixer"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_was_opened_last_stands_first_and_once()
    {
        foreach (var deal in new[] { crane, mixer, crane }) await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Equal(["Tower crane", "Mixer"], await AtHandAsync(desk.Browser, "Looked at last"));

        await desk.Browser.VisitAsync("/search?q=mixer");
        Assert.DoesNotContain("Looked at last", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_starred_record_stays_at_hand_until_the_star_is_taken_off()
    {
        await desk.Browser.VisitAsync($"/deals/{crane.Id}");
        await desk.Browser.SubmitAsync("form[action^='/favourites/']");
        Assert.Equal("true", desk.Browser.Page.QuerySelector("form[action^='/favourites/'] button")!.GetAttribute("aria-pressed"));
        Assert.Equal(["Tower crane"], await AtHandAsync(desk.Browser, "Favourites"));
        Assert.Empty(await AtHandAsync(desk.Browser, "Looked at last"));

        await desk.Browser.VisitAsync($"/deals/{crane.Id}");
        await desk.Browser.SubmitAsync("form[action^='/favourites/']");
        Assert.Empty(await AtHandAsync(desk.Browser, "Favourites"));
    }

    [Fact]
    public async Task Nobody_marks_or_finds_there_what_they_may_not_see()
    {
        await desk.HireAsync("Theo", Role.Seller, Visibility.Own);
        await desk.App.InDbAsync(async db =>
        {
            var theo = await db.Users.Where(user => user.Name == "Theo").Select(user => user.Id).SingleAsync();
            db.Favourites.Add(new Trichter.Team.Marks.Favourite { UserId = theo, RecordId = crane.Id, Kind = "deal", At = desk.App.Clock.Now });
            return await db.SaveChangesAsync();
        });
        var browser = await desk.SignInAsync("Theo");
        Assert.Empty(await AtHandAsync(browser, "Favourites"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync(new Uri($"/deals/{mixer.Id}", UriKind.Relative))).StatusCode);
        Assert.Empty(await AtHandAsync(browser, "Looked at last"));
    }

    private static async Task<List<string>> AtHandAsync(Browser browser, string label)
    {
        await browser.VisitAsync("/search");
        return [.. browser.Page.QuerySelectorAll($"section[aria-label='{label}'] a").Select(link => link.TextContent)];
    }
}
