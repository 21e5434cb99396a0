using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Platform.Language;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform;

/// <summary>Hostile and awkward text through the forms: stored or refused, never executed, never an error page.</summary>
public sealed class HostileInputTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact, Trait("Database", "any")]
    public async Task Every_naughty_string_can_be_a_note_and_comes_back_unchanged()
    {
        var deal = await desk.EnterAsync("Two excavators");
        var strings = Strings().Where(text => text.Trim().Length > 0).ToList();

        foreach (var (text, index) in strings.Select((text, index) => (text, index)))
        {
            if (index % 24 != 0)
            {
                Assert.Null(await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(deal.Id, ActivityType.Note, text, null)));
                continue;
            }

            await desk.Browser.VisitAsync($"/deals/{deal.Id}?take=1");
            await desk.Browser.SubmitAsync("#compose", ("text", text));
        }

        var kept = await desk.App.InDbAsync(db => db.Activities.OrderBy(activity => activity.Id).Select(activity => activity.Text).ToListAsync());
        Assert.Equal(strings.Select(AsPosted), kept);
        await desk.Browser.VisitAsync($"/deals/{deal.Id}?take=2000");
        Assert.Empty(desk.Browser.Page.QuerySelectorAll(".tr-event-card *"));
        Assert.Empty(desk.Browser.Page.QuerySelectorAll("body script"));
    }

    [Fact]
    public async Task Naughty_strings_in_every_field_of_deal_company_and_person_never_break_a_page()
    {
        foreach (var portion in Strings().Where(text => text.Trim().Length > 0).Chunk(17).Select(texts => texts[0]))
        {
            await TryAsync("/deals/new", "main form", ["Form.Name", "Form.Company", "Form.Source"], portion);
            await TryAsync("/companies/new", "main form", ["Typed[name]", "Typed[city]", "Typed[vat_number]", "Typed[employees]", "Typed[tags]", "Typed[domain]"], portion);
            await TryAsync("/people/new", "main form", ["Typed[last_name]", "Typed[emails]", "Typed[phones]", "Typed[salutation]"], portion);
        }

        foreach (var page in new[] { "/deals", "/deals/list", "/companies", "/people", "/search?q=%25_%27%22%3Cscript%3E", "/insight/sources" })
            await desk.Browser.VisitAsync(page);
    }

    [Theory]
    [InlineData("/deals/list?page=-5&sort=nonsense&owner=abc&stage=zzz&outcome=7")]
    [InlineData("/deals/board/sales-cycle-7?show=nowhere&take=99999999")]
    [InlineData("/insight/funnel?from=yesterday&to=2026-02-31&asOf=0001-01-01")]
    [InlineData("/insight/cycle-time?asOf=9999-12-31&from=0001-01-01")]
    [InlineData("/companies?q=%00&page=999999")]
    [InlineData("/search?q=%E2%80%AE%00a")]
    public async Task Nonsense_in_an_address_is_no_error(string address) => await desk.Browser.VisitAsync(address);

    [Fact]
    public async Task Pages_carry_a_strict_content_security_policy_and_no_inline_script_or_style()
    {
        var deal = await desk.EnterAsync("Two excavators");
        foreach (var page in new[] { "/deals", $"/deals/{deal.Id}", "/insight", "/insight/cycle-time", "/settings/account", "/processes" })
        {
            var answer = await desk.Browser.Http.GetAsync(new Uri(page, UriKind.Relative));
            Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            await desk.Browser.VisitAsync(page);
            Assert.Empty(desk.Browser.Page.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onchange], [onload]"));
        }
    }

    private async Task TryAsync(string page, string form, string[] fields, string text)
    {
        await desk.Browser.VisitAsync(page);
        await desk.Browser.SubmitAsync(form, [.. fields.Select(field => (field, (object)text))]);
    }

    /// <summary>As a form posts it: line ends as CRLF are taken as they come, NUL cannot be stored.</summary>
    private static string AsPosted(string text) => text.Trim();

    private static List<string> Strings() =>
        [.. JsonSerializer.Deserialize<List<string>>(File.ReadAllText(SharedData.Path("naughty-strings", "blns.json")))!.Distinct()];
}
