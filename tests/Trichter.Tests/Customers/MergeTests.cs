using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Merge;
using Trichter.Ledger;
using Trichter.Tests.Support;
using Trichter.Timeline;

namespace Trichter.Tests.Customers;

/// <summary>Two records of one customer become one, with all that hangs on them, and can be parted again.</summary>
public sealed class MergeTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Company petry = null!, twin = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await EnterAsync(("name", "Petry GmbH"), ("city", "Rostock"), ("tags", "a; b"));
        twin = await EnterAsync(("name", "Strassenbau Petry"), ("domain", "petry.example"), ("tags", "b; c"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task The_chosen_values_stay_and_deals_and_people_move_over()
    {
        var (deal, klaus) = (await desk.EnterAsync("Two excavators", company: "Strassenbau Petry"), await WorksAtAsync("Klaus", twin));
        await desk.Browser.VisitAsync($"/companies/{petry.Id}/merge?q=Strassenbau");
        await desk.Browser.VisitAsync($"/companies/{petry.Id}/merge?with={twin.Id}");
        await desk.Browser.SubmitAsync("main form", ("Chosen[name]", "Other"));

        var merged = await desk.App.InDbAsync(db => db.Companies.SingleAsync());
        Assert.Equal((petry.Id, "Strassenbau Petry", "petry.example", "Rostock"), (merged.Id, merged.Name, merged.Domain, merged.MainAddress!.City));
        Assert.Equal(["a", "b", "c"], merged.Tags);
        Assert.Equal(petry.Id, (await desk.ReadAsync(deal.Id)).CompanyId);
        Assert.Equal(petry.Id, await desk.App.InDbAsync(db => db.Employments.Where(job => job.PersonId == klaus.Id).Select(job => job.CompanyId).SingleAsync()));

        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Equal(["Petry GmbH", "Strassenbau Petry"], await desk.App.InDbAsync(db => db.Companies.OrderBy(company => company.Name).Select(company => company.Name).ToListAsync()));
        Assert.Equal(twin.Id, (await desk.ReadAsync(deal.Id)).CompanyId);
        Assert.Equal(twin.Id, await desk.App.InDbAsync(db => db.Employments.Where(job => job.PersonId == klaus.Id).Select(job => job.CompanyId).SingleAsync()));
    }

    [Fact]
    public async Task Two_people_become_one_who_works_at_both_companies()
    {
        var (one, other) = (await WorksAtAsync("Klaus", petry), await WorksAtAsync("Klaas", twin));
        Assert.True(await desk.DoAsync<MergePeople, bool>(verb => verb.RunAsync(one.Id, other.Id, new Dictionary<string, Keep>())));

        var klaus = await desk.App.InDbAsync(db => db.People.Include("employments").SingleAsync());
        Assert.Equal(("Klaus", 2), (klaus.FirstName, klaus.Employments.Count));
        Assert.Equal(["klaus@petry.example", "klaas@petry.example"], klaus.Emails);
        Assert.False(await desk.DoAsync<MergePeople, bool>(verb => verb.RunAsync(one.Id, other.Id, new Dictionary<string, Keep>())));
    }

    [Fact]
    public async Task Deals_follow_the_name_of_their_company_also_when_it_is_taken_back()
    {
        var deal = await desk.EnterAsync("Two excavators", company: "Petry GmbH");
        await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.ChangeAsync(petry.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["name"] = "Petry & Söhne" }, null));
        await desk.App.WithAsync<TimelineDelivery, bool>(async delivery =>
        {
            await delivery.DeliverPendingAsync();
            return true;
        });
        Assert.Equal("Petry & Söhne", (await desk.ReadAsync(deal.Id)).CompanyName);

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.RecordId == petry.Id).OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true));
        Assert.Equal("Petry GmbH", (await desk.ReadAsync(deal.Id)).CompanyName);
        Assert.Equal(CompanyName.KeyOf("Petry GmbH"), (await desk.App.InDbAsync(db => db.Companies.SingleAsync(company => company.Id == petry.Id))).NameKey);
    }

    private async Task<Company> EnterAsync(params (string Field, string Value)[] typed) => Assert.IsType<SaveResult<Company>.Saved>(
        await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(typed.ToDictionary(one => one.Field, one => one.Value), evenIfDuplicate: true))).Record;

    private async Task<Person> WorksAtAsync(string name, Company company) => Assert.IsType<SaveResult<Person>.Saved>(
        await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["first_name"] = name, ["last_name"] = "Wulf", ["emails"] = $"{name.ToLowerInvariant()}@petry.example" }, company.Id, "Buyer", true))).Record;
}
