using Trichter.Customers;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers;

/// <summary>The list of companies and of people as of a past day, from the ledger.</summary>
public sealed class PastCustomersTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_company_renamed_and_one_deleted_stand_as_they_were_and_one_entered_later_does_not()
    {
        await EnterAsync("Petry Kranbau");
        await EnterAsync("Lindqvist");
        var yesterday = Today;
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        await desk.Browser.VisitAsync("/companies");
        await Open("Petry Kranbau");
        await desk.Browser.SubmitAsync("form:has([name='Typed[name]'])", ("Typed[name]", "Petry Group"));
        await desk.Browser.VisitAsync("/companies");
        await Open("Lindqvist");
        await desk.Browser.SubmitAsync("form[action$='/delete']");
        await EnterAsync("Newcomer");

        Assert.Equal(["Newcomer", "Petry Group"], await NamesAsync("/companies"));
        Assert.Equal(["Lindqvist", "Petry Kranbau"], await NamesAsync($"/companies?day={yesterday}"));
        Assert.Equal(["Petry Kranbau"], await NamesAsync($"/companies?day={yesterday}&q=Petry"));
        Assert.Equal([], await NamesAsync("/companies?day=2020-01-01"));
    }

    [Fact]
    public async Task A_day_that_is_not_over_shows_the_present()
    {
        await EnterAsync("Petry Kranbau");
        Assert.Equal(["Petry Kranbau"], await NamesAsync($"/companies?day={Today}"));
        Assert.Equal(["Petry Kranbau"], await NamesAsync("/companies?day=tomorrow"));
        Assert.DoesNotContain("Rebuilt from the ledger", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sees_only_their_own_people_sees_only_those_in_the_past()
    {
        await desk.HireAsync("Theo", Role.Seller, Visibility.Own);
        await desk.App.InDbAsync(async db =>
        {
            var users = db.Users.ToDictionary(user => user.Name);
            db.People.Add(new Person { LastName = "Weber", OwnerId = users["Theo"].Id });
            db.People.Add(new Person { LastName = "Kowalska", OwnerId = users["Ada Lovelace"].Id });
            return await db.SaveChangesAsync();
        });
        var day = Today;
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        var theo = await desk.SignInAsync("Theo");
        await theo.VisitAsync($"/people?day={day}");
        Assert.Contains("Weber", theo.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kowalska", theo.Text, StringComparison.Ordinal);
    }

    private string Today => $"{desk.App.Clock.Now:yyyy-MM-dd}";

    private async Task EnterAsync(string name)
    {
        await desk.Browser.VisitAsync("/companies/new");
        await desk.Browser.SubmitAsync("main form", ("Typed[name]", name));
    }

    private Task Open(string name) => desk.Browser.VisitAsync(desk.Browser.Page.QuerySelectorAll("a.tr-strong").Single(link => link.TextContent == name).GetAttribute("href")!);

    private async Task<List<string>> NamesAsync(string address)
    {
        await desk.Browser.VisitAsync(address);
        return [.. desk.Browser.Page.QuerySelectorAll("a.tr-strong").Select(link => link.TextContent)];
    }
}
