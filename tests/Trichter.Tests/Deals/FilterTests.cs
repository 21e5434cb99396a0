using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Lists;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>The list of deals by any conditions: and, or, "me", days by today, also of the company behind; the address carries it all.</summary>
public sealed class FilterTests : IAsyncLifetime
{
    private const string List = "/deals/list/sales-cycle-7";

    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Theo", Role.Seller);
        await SeedAsync("Tower crane", "Petry", "412600.00", deal => (deal.Source, deal.Tags, deal.ExpectedClose) = ("Trade fair", ["hot", "crane"], Today.AddDays(3)));
        await SeedAsync("Loader", "Holm", "64900.00", deal => (deal.Source, deal.Product) = ("Website", "Loader 6 t"), "theo@nordwerk.example");
        await SeedAsync("Mixer", "Lüders", "8900.00", deal => (deal.Source, deal.ExpectedClose) = ("trade fair", Today.AddDays(40)));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private DateOnly Today => DateOnly.FromDateTime(desk.App.Clock.Now);

    [Theory]
    [InlineData("f=source~is~TRADE FAIR", "Mixer, Tower crane")]
    [InlineData("f=source~contains~fair&f=value~min~10000", "Tower crane")]
    [InlineData("f=source~is~Website&f=or&f=value~max~9000", "Loader, Mixer")]
    [InlineData("f=owner~is~me", "Mixer, Tower crane")]
    [InlineData("f=owner~not~me", "Loader")]
    [InlineData("f=close~within~next-7", "Tower crane")]
    [InlineData("f=close~empty~", "Loader")]
    [InlineData("f=close~filled~&f=value~max~10000", "Mixer")]
    [InlineData("f=tag~has~hot", "Tower crane")]
    [InlineData("f=tag~not~hot", "Loader, Mixer")]
    [InlineData("f=tag~has~ho", "")]
    [InlineData("f=created~within~today", "Loader, Mixer, Tower crane")]
    [InlineData("f=created~within~past", "")]
    [InlineData("f=next~empty~", "Loader, Mixer")]
    [InlineData("f=next~within~future", "Tower crane")]
    [InlineData("f=product~filled~", "Loader")]
    [InlineData("f=company~contains~ÜDERS", "Mixer")]
    [InlineData("f=company~contains~ders", "Mixer")]
    [InlineData("f=industry~is~construction", "Tower crane")]
    [InlineData("f=red-flag~no~&f=existing~yes~", "")]
    public async Task Conditions_find_what_they_say(string query, string expected)
    {
        await desk.DoAsync<NoteActivity, Told?>(async verb => await verb.RunAsync((await DealAsync("Tower crane")).Id, ActivityType.Call, "Ring", desk.App.Clock.Now.AddDays(2)));
        await desk.App.InDbAsync(db => db.Companies.Where(company => company.Name == "Petry").ExecuteUpdateAsync(set => set.SetProperty(company => company.Industry, "Construction")));

        Assert.Equal(expected, string.Join(", ", await NamesAsync(query)));
    }

    [Fact]
    public async Task The_list_put_together_by_stage_is_drawn_and_each_group_leads_to_its_deals_under_every_or()
    {
        await SeedAsync("Grader", "Holm", "5000.00", deal => deal.Source = "Website", stage: "pitch");
        await desk.Browser.VisitAsync(List + "?f=source~is~Website&f=or&f=value~max~9000&by=stage&draw=sum");
        var table = desk.Browser.Page.QuerySelector("table[data-chart]")!;
        Assert.Equal(("EUR", "Sum"), (table.GetAttribute("data-unit"), table.QuerySelector("th[data-series]")!.TextContent));
        Assert.Equal("73800", table.QuerySelector("tbody [data-value]")!.GetAttribute("data-value"));

        await desk.Browser.VisitAsync(List + "?by=stage&draw=count&outcome=Open");
        Assert.Equal(["3", "1"], desk.Browser.Page.QuerySelectorAll("tbody [data-value]").Select(cell => cell.TextContent));

        await desk.Browser.VisitAsync(List + "?f=source~is~Website&f=or&f=value~max~9000&by=owner&draw=count");
        var theos = desk.Browser.Page.QuerySelectorAll("tbody th a").Single(link => link.TextContent == "Theo").GetAttribute("href")!;
        Assert.Equal(["Loader"], await NamesAsync(theos.Split('?')[1]));
    }

    [Fact]
    public async Task The_calendar_shows_what_the_filter_finds_on_the_day_it_is_expected_to_close()
    {
        await desk.Browser.VisitAsync($"/deals/calendar/sales-cycle-7?month={Today.AddDays(3):yyyy-MM-dd}&f=source~is~TRADE FAIR");
        Assert.Equal("Tower crane", desk.Browser.Page.QuerySelector($"td .tr-cal-item b")!.TextContent);
        Assert.DoesNotContain("Loader", desk.Browser.Text, StringComparison.Ordinal);

        for (var i = 0; i < 6; i++) await SeedAsync($"Roller {i}", "Petry", "1000.00", deal => deal.ExpectedClose = Today.AddDays(3));
        await desk.Browser.VisitAsync($"/deals/calendar/sales-cycle-7?month={Today.AddDays(3):yyyy-MM-dd}");
        var more = desk.Browser.Page.QuerySelectorAll("td > a.tr-meta").Single();
        Assert.Contains("and 3 more", more.TextContent, StringComparison.Ordinal);
        Assert.Equal(7, (await NamesAsync(more.GetAttribute("href")!.Split('?')[1])).Count);

        await desk.Browser.VisitAsync($"/deals/calendar/sales-cycle-7?month={Today:yyyy-MM-dd}&day=Created");
        Assert.Contains("and 5 more", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_sums_what_the_filter_finds()
    {
        await desk.Browser.VisitAsync($"{List}?f=source~contains~fair");
        Assert.Contains("2 deals", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("422 k €", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_is_made_in_two_steps_without_scripts_and_removed_by_one_link()
    {
        await desk.Browser.VisitAsync($"{List}?sort=name");
        await desk.Browser.SubmitAsync("form:has([name=add])", ("add", "source"));
        await desk.Browser.SubmitAsync("form:has([name=addHow])", ("addHow", "contains"), ("addValue", "fair"));
        Assert.Equal("?sort=name&f=source~contains~fair", Uri.UnescapeDataString(desk.Browser.Address.Query));
        await desk.Browser.SubmitAsync("form:has([name=add])", ("add", "close"));
        await desk.Browser.PressAsync("form:has([name=addHow])", "addOr", "1", ("addHow", "empty"));
        Assert.Equal(["Loader", "Mixer", "Tower crane"], Names());
        Assert.Contains("Source contains", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync(desk.Browser.Page.QuerySelector(".tr-filter a[aria-label*='Source']")!.GetAttribute("href")!);
        Assert.Equal(["Loader"], Names());
    }

    [Fact]
    public async Task What_cannot_be_read_is_left_out_and_counted()
    {
        await desk.Browser.VisitAsync($"{List}?f=source~contains~fair&f=colour~is~red&f=value~like~9");
        Assert.Contains("2 conditions of the address were not understood", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(2, Names().Count);
    }

    [Fact]
    public async Task A_saved_view_is_private_until_it_is_shared_and_shows_each_what_they_may_see()
    {
        await desk.HireAsync("Olga", Role.Seller, Visibility.Own);
        await desk.Browser.VisitAsync($"{List}?f=owner~is~me&sort=name");
        await desk.Browser.SubmitAsync("form[action='/views']", ("name", "My deals by name"));
        Assert.Contains("View saved", desk.Browser.Text, StringComparison.Ordinal);

        var olga = await desk.SignInAsync("Olga");
        await olga.VisitAsync(List);
        Assert.DoesNotContain("My deals by name", olga.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action='/views']", ("name", "My deals by name"), ("share", "All"));
        await olga.VisitAsync(List);
        await olga.VisitAsync(olga.Page.QuerySelectorAll(".tr-pop a").Single(link => link.TextContent.Contains("My deals by name", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Contains("0 deals", olga.Text, StringComparison.Ordinal);
        Assert.Empty(olga.Page.QuerySelectorAll("form[action^='/views/']"));
    }

    [Fact]
    public async Task Nobody_removes_the_private_view_of_somebody_else_and_a_removed_one_comes_back()
    {
        await desk.Browser.VisitAsync($"{List}?f=owner~is~me");
        await desk.Browser.SubmitAsync("form[action='/views']", ("name", "Mine"));
        var view = await desk.App.InDbAsync(db => db.SavedViews.AsNoTracking().SingleAsync());
        Assert.Null(await desk.DoAsync<Trichter.Team.Views.KeepViews, string?>(verb => verb.RemoveAsync(view.Id), "theo@nordwerk.example"));
        await desk.Browser.SubmitAsync("form[action^='/views/']");
        Assert.Equal(0, await desk.App.InDbAsync(db => db.SavedViews.CountAsync()));
        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Equal("Mine", (await desk.App.InDbAsync(db => db.SavedViews.AsNoTracking().SingleAsync())).Name);
    }

    [Theory]
    [InlineData("this-week", "2026-11-23", "2026-11-29")]
    [InlineData("last-month", "2026-10-01", "2026-10-31")]
    [InlineData("next-month", "2026-12-01", "2026-12-31")]
    [InlineData("this-quarter", "2026-10-01", "2026-12-31")]
    [InlineData("last-7", "2026-11-19", "2026-11-25")]
    public void Periods_are_counted_from_today(string period, string from, string to)
    {
        var days = FilterWords.Days(period, new DateOnly(2026, 11, 25))!.Value;
        Assert.Equal((from, to), ($"{days.From:yyyy-MM-dd}", $"{days.To:yyyy-MM-dd}"));
    }

    private async Task SeedAsync(string name, string company, string value, Action<Deal> more, string email = App.OwnerEmail, string? stage = null)
    {
        var deal = await desk.EnterAsync(name, company, value, stage, email);
        await desk.App.InDbAsync(async db =>
        {
            more(await db.Deals.SingleAsync(one => one.Id == deal.Id));
            return await db.SaveChangesAsync();
        });
    }

    private Task<Deal> DealAsync(string name) => desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync(deal => deal.Name == name));

    private async Task<List<string>> NamesAsync(string query)
    {
        await desk.Browser.VisitAsync($"{List}?sort=name&{query}");
        return Names();
    }

    private List<string> Names() => [.. desk.Browser.Page.QuerySelectorAll("tr[data-row] a.tr-strong").Select(link => link.TextContent)];
}
