using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers;

/// <summary>Many companies and people are changed or made one at once, and one undo takes it back.</summary>
public sealed class ManyCustomersTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Theo", Role.Seller, Visibility.Own);
        foreach (var (name, industry) in new[] { ("Petry", "Road building"), ("Holm", "Road building"), ("Lüders", "Gravel") })
            await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["name"] = name, ["industry"] = industry }, true));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task All_road_builders_get_a_field_of_the_workspace_and_one_undo_takes_it_from_them()
    {
        await desk.DoAsync<KeepCustomFields, IReadOnlyDictionary<string, Told>>(verb => verb.AddAsync(new CustomFieldDraft(nameof(Company), "", Localized.Same("Visit in"), CustomFieldType.Date)));
        await desk.Browser.VisitAsync("/companies?f=industry~is~Road building");
        await desk.Browser.PressAsync("form#bulk", "all", "1");
        Assert.Contains("Change 2 companies", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action='/companies/bulk/start']", ("what", "field.custom:visit_in"), ("value.custom:visit_in", "2026-05-04"));
        Assert.Contains("2 companies changed", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(["Holm", "Petry"], await CompaniesAsync(company => company.Custom.GetValueOrDefault("visit_in") == "2026-05-04"));
        await desk.Browser.VisitAsync("/companies?f=custom:visit_in~filled~");
        Assert.Contains("Petry", desk.Browser.Text, StringComparison.Ordinal);

        var run = await desk.App.InDbAsync(db => db.BulkRuns.Select(its => its.Id).SingleAsync());
        await desk.Browser.VisitAsync($"/bulk/{run}");
        await desk.Browser.SubmitAsync("form[action^='/undo/']");
        Assert.Empty(await CompaniesAsync(company => company.Custom.ContainsKey("visit_in")));
    }

    [Fact]
    public async Task Who_is_given_many_people_hears_of_it_once()
    {
        foreach (var name in new[] { "Wulf", "Brandt", "Kaya" }) await PersonAsync(name, "");
        var theo = await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Theo").Select(user => user.Id).SingleAsync());
        var ids = await desk.App.InDbAsync(db => db.People.Where(person => person.LastName != "Kaya").Select(person => person.Id).ToListAsync());
        await desk.Browser.VisitAsync($"/people/bulk?{string.Join('&', ids.Select(id => $"id={id}"))}");
        await desk.Browser.SubmitAsync("form[action='/people/bulk/start']", ("what", "Owner"), ("Owner", theo));

        Assert.Contains("2 people changed", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(2, await desk.App.InDbAsync(db => db.People.CountAsync(person => person.OwnerId == theo)));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Notifications.CountAsync(notification => notification.UserId == theo)));
    }

    [Fact]
    public async Task Who_sees_only_their_own_changes_and_merges_only_their_own()
    {
        var ids = await desk.App.InDbAsync(db => db.Companies.Select(company => company.Id).ToListAsync());
        var theo = await desk.SignInAsync("Theo");
        await theo.VisitAsync("/companies/bulk?all=1");
        Assert.Contains("Nothing is chosen", theo.Text, StringComparison.Ordinal);
        await theo.VisitAsync($"/companies/merge?{string.Join('&', ids.Select(id => $"id={id}"))}");
        Assert.Contains("Tick at least two rows", theo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_records_of_one_customer_become_one_that_knows_what_each_knew()
    {
        var (one, two, three) = (await PersonAsync("Wulf", "wulf@petry.example"), await PersonAsync("Wulff", "k.wulff@petry.example"), await PersonAsync("Wolf", ""));
        await desk.Browser.VisitAsync($"/people/merge?id={one}&id={two}&id={three}");
        await desk.Browser.SubmitAsync("form[method=post]:has([name=Stays])", ("Stays", two));

        var left = await desk.App.InDbAsync(db => db.People.SingleAsync());
        Assert.Equal((two, "Wulff"), (left.Id, left.LastName));
        Assert.Equal(["k.wulff@petry.example", "wulf@petry.example"], left.Emails.Order(StringComparer.Ordinal));
        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Equal(3, await desk.App.InDbAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task Two_ticked_companies_are_compared_field_by_field_and_one_alone_is_not_merged()
    {
        var ids = await desk.App.InDbAsync(db => db.Companies.OrderBy(company => company.Name).Select(company => company.Id).ToListAsync());
        await desk.Browser.VisitAsync($"/companies/merge?id={ids[0]}&id={ids[1]}");
        Assert.NotNull(desk.Browser.Page.QuerySelector("[name='Chosen[name]']"));
        await desk.Browser.VisitAsync($"/companies/merge?id={ids[0]}");
        Assert.Contains("Tick at least two rows", desk.Browser.Text, StringComparison.Ordinal);
    }

    private async Task<Guid> PersonAsync(string lastName, string email)
    {
        var saved = await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["last_name"] = lastName, ["emails"] = email }, null, "", true));
        return Assert.IsType<SaveResult<Person>.Saved>(saved).Record.Id;
    }

    private async Task<List<string>> CompaniesAsync(Func<Company, bool> which) =>
        [.. (await desk.App.InDbAsync(db => db.Companies.AsNoTracking().ToListAsync())).Where(which).Select(company => company.Name).Order(StringComparer.Ordinal)];
}
