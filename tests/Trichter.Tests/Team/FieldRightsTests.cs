using System.IO.Compression;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Exchange.Export;
using Trichter.Platform.Fields;
using Trichter.Team;
using Trichter.Team.Roles;
using Trichter.Tests.Exchange.Api;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>Petry is Tom's customer; what his role may not read or change of it is decided by the owner.</summary>
[Trait("Database", "any")]
public sealed class FieldRightsTests : IAsyncLifetime
{
    private const string Tom = "tom@nordwerk.example";
    private static readonly string[] All = ["Deal.value", "Company.vat_number", "Company.register_number", "Company.phone", "Person.emails", "Person.phones"];

    /// <summary>The value in each form in which a page, a sum or an answer could show it, and the other fields.</summary>
    private static readonly string[] Secrets =
        ["731,337", "731337", "731.337", "731 k", "73133700", "DE136695976", "HRB 4711", "5550199", "kwulf17@petry.example", "5550177"];

    private Desk desk = null!;
    private Records records = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Tom", Role.Seller);
        await desk.HireAsync("Mona", Role.Manager);
        var company = await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["name"] = "Petry", ["vat_number"] = "DE136695976", ["register_number"] = "HRB 4711 Rostock", ["phone"] = "5550199" }, true), Tom);
        var companyId = Assert.IsType<SaveResult<Company>.Saved>(company).Record.Id;
        var person = await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["last_name"] = "Wulf", ["emails"] = "kwulf17@petry.example", ["phones"] = "5550177" }, companyId, "", true), Tom);
        var deal = await desk.EnterAsync("Two excavators", "Petry", "731337.00", email: Tom);
        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.RecordId == deal.Id).Select(entry => entry.ChangeId).FirstAsync());
        records = new Records(deal.Id, companyId, Assert.IsType<SaveResult<Person>.Saved>(person).Record.Id, change);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_hidden_field_is_on_no_page_and_in_no_answer()
    {
        var seen = await ReadAsync("tom");
        Assert.All(Secrets.Except(["731.337", "73133700"]), secret => Assert.Contains(seen, read => read.Secret == secret));

        await RuleAsync(Role.Seller, FieldAccess.Hidden);

        Assert.Empty(await ReadAsync("tom"));
        Assert.True((await ReadAsync("mona")).Count > 20);
        var tom = await desk.SignInAsync("Tom");
        foreach (var page in new[] { $"/deals/{records.Deal}", "/insight/pipeline", "/deals/board/sales-cycle-7" })
        {
            await tom.VisitAsync(page);
            Assert.Contains("hidden for your role", tom.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_field_that_may_only_be_read_is_shown_and_not_taken_back()
    {
        await RuleAsync(Role.Seller, FieldAccess.ReadOnly);
        Assert.True((await ReadAsync("tom")).Count > 20);

        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync($"/companies/{records.Company}");
        Assert.True(((IHtmlInputElement)tom.Page.QuerySelector("[name='Typed[phone]']")!).IsReadOnly);
        await tom.SubmitAsync("form:has([name='Typed[phone]'])", ("Typed[phone]", "110"), ("Typed[industry]", "Rental"));
        Assert.Contains("Your role may read this field, not change it.", tom.Text, StringComparison.Ordinal);
        Assert.Equal("5550199", await PhoneAsync());

        await tom.VisitAsync($"/companies/{records.Company}");
        await tom.SubmitAsync("form:has([name='Typed[phone]'])", ("Typed[industry]", "Rental"));
        Assert.Equal("Rental", await desk.App.InDbAsync(db => db.Companies.Where(its => its.Id == records.Company).Select(its => its.Industry).SingleAsync()));
    }

    [Theory]
    [InlineData(FieldAccess.Hidden, "This field is hidden for your role.")]
    [InlineData(FieldAccess.ReadOnly, "Your role may read this field, not change it.")]
    public async Task What_may_not_be_written_is_refused_beside_the_field(FieldAccess access, string why)
    {
        await RuleAsync(Role.Seller, access);
        var caller = await desk.CallAsync(Tom);

        Assert.Equal(why, (await caller.PatchAsync($"companies/{records.Company}", new { phone = "110" })).Expect(422).ErrorOf("phone"));
        Assert.Equal(why, (await caller.PatchAsync($"people/{records.Person}", new { emails = new[] { "a@b.example" } })).Expect(422).ErrorOf("emails"));
        Assert.Equal(why, (await caller.PatchAsync($"deals/{records.Deal}", new { value = 1 })).Expect(422).ErrorOf("value"));
        Assert.Equal(why, (await caller.PostAsync("deals", new { name = "Crane", value = 1 })).Expect(422).ErrorOf("value"));
        var saved = await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.ChangeAsync(
            records.Company, new Dictionary<string, string> { ["phone"] = access == FieldAccess.Hidden ? "" : "5550199" }, new Dictionary<string, string> { ["phone"] = "110" }, null), Tom);
        Assert.Equal(why, Assert.IsType<SaveResult<Company>.Faulty>(saved).Merge.Faults["phone"].Key);
        Assert.Equal("5550199", await PhoneAsync());

        (await caller.PostAsync("deals", new { name = "Crane" })).Expect(201);
        (await caller.PatchAsync($"companies/{records.Company}", new { industry = "Rental" })).Expect(200);
    }

    [Fact]
    public async Task Nobody_sorts_or_filters_by_what_they_may_not_read()
    {
        await desk.EnterAsync("A crane", "Lüders", "1.00", email: Tom);
        await RuleAsync(Role.Seller, FieldAccess.Hidden);
        var caller = await desk.CallAsync(Tom);

        (await caller.GetAsync("deals?process=sales-cycle-7&sort=-value")).Expect(422);
        (await caller.GetAsync("people?email=kwulf17@petry.example")).Expect(422);
        (await caller.GetAsync("companies?vat_number=DE136695976")).Expect(422);
        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync("/deals/list?sort=-value");
        Assert.Equal(["A crane", "Two excavators"], tom.Page.QuerySelectorAll("td a.tr-strong").Select(link => link.TextContent));
    }

    [Fact]
    public async Task An_export_leaves_hidden_columns_out_and_an_import_into_them_is_refused()
    {
        await RuleAsync(Role.Manager, FieldAccess.Hidden);
        using var file = new MemoryStream();
        await desk.DoAsync<ExportEverything, IReadOnlyList<(string, int)>>(verb => verb.RunAsync(file), "mona@nordwerk.example");
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
            var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(archive.Entries, entry => entry.Name == "ledger.csv");
        var mona = await desk.SignInAsync("Mona");
        await mona.VisitAsync("/import");
        await mona.UploadAsync("form:has(input[type=file])", "file", "deals.csv", "name,value\nCrane,12\n"u8.ToArray(), ("kind", "Deals"));
        await mona.PressAsync("form:has(select[name=encoding])", "go", "import");
        Assert.Contains("Your role may not change the field this goes to.", mona.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_decides_on_the_roles_page_and_sees_everything()
    {
        await desk.Browser.VisitAsync("/settings/roles");
        await desk.Browser.SubmitAsync("#form-Seller", [.. All.Select(field => ("field-" + field, (object)"Hidden"))]);

        Assert.Empty(await ReadAsync("tom"));
        Assert.Equal("Hidden", ((IHtmlSelectElement)desk.Browser.Page.QuerySelector("#form-Seller [name='field-Deal.value']")!).Value);
        var rule = await desk.App.InDbAsync(db => db.RoleRules.AsNoTracking().SingleAsync());
        Assert.Equal(6, rule.Fields.Count);
        Assert.True(desk.Browser.Page.QuerySelector("#form-Owner") is null);
    }

    private Task<string> PhoneAsync() => desk.App.InDbAsync(db => db.Companies.Where(its => its.Id == records.Company).Select(its => its.Phone).SingleAsync());

    private Task RuleAsync(Role role, FieldAccess access) => desk.DoAsync<SetRoleRule, bool>(verb =>
        verb.RunAsync(role, new Dictionary<string, Visibility>(), All.ToDictionary(field => field, _ => access)));

    /// <summary>Every route, with what it told of the secrets.</summary>
    private async Task<List<(string Address, string Secret)>> ReadAsync(string name)
    {
        var (browser, caller) = (await desk.SignInAsync(name), await desk.CallAsync($"{name}@nordwerk.example"));
        var found = new List<(string, string)>();
        foreach (var address in Route.Of(desk.App).Where(route => route.IsRead && !route.Path.EndsWith("/live", StringComparison.Ordinal)).Select(route => route.For(records)).Concat(Questions()).Distinct())
        {
            var text = address.StartsWith("/api/", StringComparison.Ordinal) ? (await caller.GetAsync(address)).Text
                : await (await browser.Http.GetAsync(new Uri(address, UriKind.Relative))).Content.ReadAsStringAsync();
            found.AddRange(Secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal)).Select(secret => (address, secret)));
        }

        return found;
    }

    private IEnumerable<string> Questions() =>
    [
        "/search?q=petry", "/search?q=wulf", "/insight/pipeline", "/insight/leaderboard", "/insight/sources", "/deals/list?sort=-value", "/deals/past/sales-cycle-7?view=list&day=2026-03-02",
        "/deals/past/sales-cycle-7?day=2026-03-02", "/api/v1/reports/pipeline", "/api/v1/reports/leaderboard", $"/people/new?company={records.Company}",
        $"/people/{records.Person}/merge?q=w", $"/companies/{records.Company}/merge?q=p",
    ];
}
