using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Market.Profiles;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Document;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers.Quotes;

/// <summary>What speaks for a product stands on its quote: copied from the profile, edited, kept with the version.</summary>
public sealed class ArgumentsTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;
    private Quote quote = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        quote = await desk.QuoteAsync(petry.Id);
        await desk.App.InDbAsync(db =>
        {
            var now = desk.App.Clock.Now;
            db.CustomerProfiles.AddRange(
                new CustomerProfile { Name = "Road builders", Product = "bagger-22", Benefits = "Keine Wartezeit auf Teile.", Usps = "Lager in Rostock", CreatedAt = now },
                new CustomerProfile { Name = "Bakers", Product = "Oven", Benefits = "Warm rolls at six.", CreatedAt = now });
            return db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task They_are_taken_over_edited_and_stay_on_what_was_sent_while_the_next_version_says_something_else()
    {
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "", "Normal")], ("language", "de"));
        await desk.Browser.PressAsync("form[data-quote]", "then", "arguments", ("title", "Zwei Bagger"), ("arguments", "Montag geliefert"));
        Assert.Contains("2 lines taken over, not saved yet.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Zwei Bagger", desk.Browser.Page.QuerySelector("[name=title]")!.GetAttribute("value"));
        Assert.Equal("", await desk.VersionAsync(quote.Id, version => version.Arguments));
        await desk.Browser.SubmitAsync("form[data-quote]");
        Assert.Equal("Montag geliefert\nKeine Wartezeit auf Teile.\nLager in Rostock", await desk.VersionAsync(quote.Id, version => version.Arguments));
        await desk.Browser.PressAsync("form[data-quote]", "then", "arguments");
        Assert.Contains("say nothing more about these products", desk.Browser.Text, StringComparison.Ordinal);

        var secret = await desk.SendAsync(quote.Id);
        await desk.App.InDbAsync(db => db.CustomerProfiles.ExecuteUpdateAsync(set => set.SetProperty(its => its.Benefits, "Anders.")));
        var customer = desk.App.OpenBrowser();
        await customer.VisitAsync($"/offer/{secret}");
        Assert.Equal(["Montag geliefert", "Keine Wartezeit auf Teile.", "Lager in Rostock"], customer.Page.QuerySelectorAll(".arguments li").Select(line => line.TextContent));
        Assert.Contains("Was Sie davon haben", customer.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        await desk.Browser.SubmitAsync("form[action$='/next-version']");
        Assert.Contains("Lager in Rostock", desk.Browser.Page.QuerySelector("[name=arguments]")!.TextContent, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[data-quote]", ("arguments", "Lager in Rostock"));
        await desk.Browser.VisitAsync($"/quotes/{quote.Id}/difference?from=1&to=2");
        Assert.Contains("changed | What you have of it | Montag geliefert\nKeine Wartezeit auf Teile.\nLager in Rostock | Lager in Rostock", desk.Browser.Page.QuerySelectorAll("tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))));
    }

    [Fact]
    public async Task Too_many_or_too_long_is_said_beside_the_field_and_without_any_the_hash_stays_what_it_was()
    {
        foreach (var (typed, why) in new[] { (string.Join('\n', Enumerable.Range(1, 11)), "At most 10 lines, these are 11."), ("Kurz\n" + new string('x', 301), "Line 2 has more than 300 characters.") })
        {
            await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "", "Normal")], ("arguments", typed));
            Assert.Contains(why, desk.Browser.Text, StringComparison.Ordinal);
            Assert.Equal(typed, desk.Browser.Page.QuerySelector("[name=arguments]")!.TextContent);
        }

        var version = await desk.VersionAsync(quote.Id, version => version);
        Assert.Equal("", version.Arguments);
        var before = QuoteContent.Of("AN-1", version, []);
        Assert.DoesNotContain("rguments", before, StringComparison.Ordinal);
        version.Arguments = "Lager in Rostock";
        Assert.NotEqual(before, QuoteContent.Of("AN-1", version, []));
    }
}
