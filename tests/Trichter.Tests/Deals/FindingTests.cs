using Trichter.Customers;
using Trichter.Platform.Search;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>One box finds records, pages and what can be begun, also with a slip of the keyboard, as far as one may see it.</summary>
public sealed class FindingTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.EnterAsync("Tower crane with cabin", "Straßenbau Petry");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData("strassenbau")]
    [InlineData("strasenbau")]
    [InlineData("strassebnau")]
    [InlineData("stassenbau")]
    [InlineData("strassenbaupetri")]
    [InlineData("strassenban petry")]
    public async Task A_company_is_found_in_spite_of_a_slip(string typed)
    {
        await desk.Browser.VisitAsync($"/search?q={typed}");
        Assert.Equal(typed != "strassenbaupetri", Titles().Contains("Straßenbau Petry"));
    }

    [Fact]
    public async Task What_is_only_near_is_said_to_be()
    {
        await desk.Browser.VisitAsync("/search?q=strasenbau");
        Assert.Contains("This comes near:", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/search?q=kaboomcrash");
        Assert.Contains("Nothing found", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("working", "Working hours")]
    [InlineData("new company", "New: Company")]
    [InlineData("today", "Today")]
    public async Task Pages_and_what_can_be_begun_are_found_by_name(string typed, string label)
    {
        await desk.Browser.VisitAsync($"/search?q={typed}");
        Assert.Contains(label, Titles());
    }

    [Fact]
    public async Task Nobody_is_led_to_a_page_or_record_they_may_not_see()
    {
        await desk.HireAsync("Olga", Role.Seller, Visibility.Own);
        var olga = await desk.SignInAsync("Olga");
        await olga.VisitAsync("/search?q=working+hours");
        Assert.Contains("Nothing found", olga.Text, StringComparison.Ordinal);
        await olga.VisitAsync("/search?q=strasenbau");
        Assert.Contains("Nothing found", olga.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_and_addresses_are_found_however_they_are_written()
    {
        await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["last_name"] = "Wulf", ["emails"] = "karin.wulf@bau-wulf.example", ["phones"] = "+49 381 44 01-55" }, null, "", true));
        await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["name"] = "Bau Wulf", ["vat_number"] = "DE136695976", ["domain"] = "bau-wulf.example", ["phone"] = "0381 / 77 88-0" }, true));
        foreach (var (typed, title) in new[]
        {
            ("DE136695976", "Bau Wulf"), ("DE 136 695 976", "Bau Wulf"), ("de-136.695.976", "Bau Wulf"), ("136695976", "Bau Wulf"),
            ("bau-wulf.example", "Bau Wulf"), ("https://www.bau-wulf.example/contact?x=1", "Bau Wulf"), ("www.bau-wulf.example", "Bau Wulf"), ("0381 77880", "Bau Wulf"), ("0381/7788-0", "Bau Wulf"),
            ("karin.wulf@bau-wulf.example", "Wulf"), ("Karin Wulf <Karin.Wulf@Bau-Wulf.example>", "Wulf"), ("mailto:karin.wulf@bau-wulf.example", "Wulf"),
            ("+493814401", "Wulf"), ("0381 4401-55", "Wulf"), ("(0381) 44 01 55", "Wulf"), ("0049 381 440155", "Wulf"), ("+49 (0) 381 440155", "Wulf"), ("+49.381.4401.55", "Wulf"),
        })
        {
            await desk.Browser.VisitAsync($"/search?q={Uri.EscapeDataString(typed)}");
            Assert.True(Titles().Contains(title), $"{typed}: {string.Join(", ", Titles())}");
        }
    }

    [Theory]
    [InlineData("petry", "petry", 0)]
    [InlineData("petry", "perty", 1)]
    [InlineData("petry", "petri", 1)]
    [InlineData("petry", "ptry", 1)]
    [InlineData("petry", "lüders", 5)]
    public void Letters_that_differ_are_counted(string one, string other, int letters) => Assert.Equal(letters, NearlyMatching.Distance(one, other));

    private List<string> Titles() => [.. desk.Browser.Page.QuerySelectorAll("#found a").Select(link => link.TextContent)];
}
