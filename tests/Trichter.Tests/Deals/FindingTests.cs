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

    [Theory]
    [InlineData("petry", "petry", 0)]
    [InlineData("petry", "perty", 1)]
    [InlineData("petry", "petri", 1)]
    [InlineData("petry", "ptry", 1)]
    [InlineData("petry", "lüders", 5)]
    public void Letters_that_differ_are_counted(string one, string other, int letters) => Assert.Equal(letters, NearlyMatching.Distance(one, other));

    private List<string> Titles() => [.. desk.Browser.Page.QuerySelectorAll("#found a").Select(link => link.TextContent)];
}
