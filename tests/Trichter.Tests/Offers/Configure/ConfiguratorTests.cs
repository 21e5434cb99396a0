using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Configure;
using Trichter.Offers.Quotes;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers.Configure;

/// <summary>A machine put together from what fits: laid down by who keeps the products, chosen by the seller, opened again (O7).</summary>
public sealed class ConfiguratorTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Quote quote = null!;
    private Guid product;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        var deal = await desk.PrepareQuotesAsync();
        quote = await desk.QuoteAsync(deal.Id);
        product = await desk.App.InDbAsync(db => db.Products.Where(its => its.Key == "BAGGER-22").Select(its => its.Id).SingleAsync());
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_set_without_a_valid_choice_is_not_published_and_what_was_typed_stays()
    {
        await LayDownAsync(("D", "Excludes", "K"), ("K", "Requires", "D"), ("", "Count", "K"));
        Assert.Contains("Not published: no choice keeps all rules at once.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("MOTOR", desk.Browser.Page.QuerySelector("[name=group-key]")!.GetAttribute("value"));
        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        Assert.DoesNotContain("Save and configure", desk.Browser.Text, StringComparison.Ordinal);
        await desk.HireAsync("Tom", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SaveConfigurator, bool>(verb => verb.WithdrawAsync(product), "tom@nordwerk.example"));
    }

    [Fact]
    public async Task What_is_chosen_becomes_lines_with_prices_and_costs_and_can_be_changed_again()
    {
        await LayDownAsync(("E", "Requires", "L"), ("D", "ForbiddenWhen", "L"));
        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        await desk.Browser.PressAsync("form[data-quote]", "then", "configure");
        Assert.Contains("Set by default: Diesel", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.PressAsync("main form:has([name=quantity])", "what", "save", ("chosen-MOTOR", "E"), ("quantity", "2"));
        Assert.Contains("Elektro needs Ladegerät, which is not chosen.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.QuoteLines.CountAsync()));
        await desk.Browser.PressAsync("main form:has([name=quantity])", "what", "save", ("chosen-LADEN", "L"), ("chosen", "S"));
        var lines = await LinesAsync();
        Assert.Equal([("Raupenbagger 22 t", 2m, 165000m, 120000m), ("Elektro", 2m, 24000m, 15000m), ("Ladegerät", -2m, 500m, 0m), ("Service", 2m, 118m, 40m)], lines.Select(line => (line.Name, line.Quantity, line.Price!.Value, line.Cost ?? 0)));
        Assert.Equal("Motor: Elektro\nLader: Ladegerät\nDienst: Service", lines[0].Text);

        await desk.Browser.VisitAsync($"/quotes/{quote.Id}/document");
        Assert.Contains("Lader: Ladegerät", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/quotes/{quote.Id}/configure?line={lines[0].Key}");
        Assert.DoesNotContain("Set by default", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.PressAsync("main form:has([name=quantity])", "what", "save", ("chosen-MOTOR", "D"), ("chosen-LADEN", ""), ("quantity", "1"));
        var after = await LinesAsync();
        Assert.Equal([("Raupenbagger 22 t", 1m), ("Service", 1m)], after.Select(line => (line.Name, line.Quantity)));
        Assert.Equal("Motor: Diesel\nDienst: Service", after[0].Text);
        Assert.Equal([lines[0].Key, lines[3].Key], after.Select(line => line.Key));
    }

    private Task<List<QuoteLine>> LinesAsync() => desk.App.InDbAsync(db => db.QuoteLines.AsNoTracking().OrderBy(line => line.Position).ToListAsync());

    private async Task LayDownAsync(params (string When, string Kind, string Then)[] rules)
    {
        await desk.Browser.VisitAsync($"/products/{product}/configurator");
        Fill("group-key", "MOTOR", "LADEN", "DIENST");
        Fill("group-de", "Motor", "Lader", "Dienst");
        Fill("group-min", "1", "0", "0");
        Fill("group-max", "1", "1", "2");
        var row = desk.Browser.Page.QuerySelector("tr:has([name=option-key])")!;
        while (desk.Browser.Page.QuerySelectorAll("[name=option-key]").Length < 5) row.Parent!.AppendChild(row.Clone());
        Fill("option-group", "MOTOR", "MOTOR", "LADEN", "DIENST", "DIENST");
        Fill("option-key", "D", "E", "L", "S", "K");
        Fill("option-de", "Diesel", "Elektro", "Ladegerät", "Service", "Kurs");
        Fill("option-price", "", "24000", "-500", "", "480");
        Fill("option-cost", "", "15000", "", "", "");
        Fill("option-article", "", "", "", "SERVICE", "");
        ((AngleSharp.Html.Dom.IHtmlSelectElement)desk.Browser.Page.QuerySelector("[name=option-default]")!).Value = "yes";
        Fill("rule-when", [.. rules.Select(rule => rule.When)]);
        Fill("rule-then", [.. rules.Select(rule => rule.Then)]);
        Fill("rule-min", [.. rules.Select(rule => rule.Kind == "Count" ? "1" : "")]);
        Fill("rule-max", [.. rules.Select(rule => rule.Kind == "Count" ? "1" : "")]);
        foreach (var (rule, select) in rules.Zip(desk.Browser.Page.QuerySelectorAll("[name=rule-kind]"))) ((AngleSharp.Html.Dom.IHtmlSelectElement)select).Value = rule.Kind;
        await desk.Browser.PressAsync("main form:has([name=group-key])", "then", "publish");
    }

    private void Fill(string name, params string[] values)
    {
        foreach (var (value, field) in values.Zip(desk.Browser.Page.QuerySelectorAll($"[name={name}]"))) field.SetAttribute("value", value);
    }
}
