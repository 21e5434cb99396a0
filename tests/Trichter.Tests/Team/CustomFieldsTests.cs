using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Deals.Record;
using Trichter.Exchange.Import;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Roles;
using Trichter.Tests.Exchange;
using Trichter.Tests.Exchange.Api;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>Nordwerk adds what it needs to know: the terrain, the delivery day, who serves the machine, what the lease would cost.</summary>
public sealed class CustomFieldsTests : IAsyncLifetime
{
    private const string List = "/deals/list/sales-cycle-7";

    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_field_added_in_the_settings_stands_in_the_form_and_on_the_deal()
    {
        var deal = await desk.EnterAsync("Tower crane");
        await desk.Browser.VisitAsync("/settings/fields/new?record=Deal");
        await desk.Browser.SubmitAsync("form:has([name='Form.En'])", ("Form.En", "Terrain"), ("Form.De", "Gelände"), ("Form.Type", "Choice"), ("Form.Options", "soft | weich | miękki\nrock"));
        Assert.Contains("Field saved", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync($"/deals/{deal.Id}/edit");
        await desk.Browser.SubmitAsync("form:has([name='Typed[name]'])", ("Typed[custom:terrain]", "soft"));
        Assert.Equal("soft", FactOf("Terrain"));
        Assert.Equal("soft", (await desk.ReadAsync(deal.Id)).Custom["terrain"]);

        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Empty((await desk.ReadAsync(deal.Id)).Custom);
    }

    [Theory]
    [InlineData(CustomFieldType.Number, "12.5 t", "This is not a number.")]
    [InlineData(CustomFieldType.Number, "12.512.5", "This is not a number.")]
    [InlineData(CustomFieldType.Number, "12,512,5", "This is not a number.")]
    [InlineData(CustomFieldType.Money, "much", "This is not a number.")]
    [InlineData(CustomFieldType.Date, "tomorrow", "This is not a date.")]
    [InlineData(CustomFieldType.Relation, "Nobody", "Nothing is called Nobody here, or several are.")]
    public async Task What_does_not_fit_is_said_beside_the_field_and_nothing_typed_is_lost(CustomFieldType type, string typed, string expected)
    {
        await AddAsync("Trial", type);
        var deal = await desk.EnterAsync("Tower crane");
        await desk.Browser.VisitAsync($"/deals/{deal.Id}/edit");
        await desk.Browser.SubmitAsync("form:has([name='Typed[name]'])", ("Typed[custom:trial]", typed), ("Typed[product]", "Crane 80 t"));
        Assert.Contains(expected, desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Crane 80 t", desk.Browser.Page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Empty((await desk.ReadAsync(deal.Id)).Custom);
    }

    [Fact]
    public async Task Numbers_and_days_are_typed_and_read_as_in_the_language_of_whoever_looks()
    {
        await AddAsync("Weight", CustomFieldType.Number);
        await AddAsync("Delivery", CustomFieldType.Date);
        var deal = await desk.EnterAsync("Tower crane");
        await desk.App.InDbAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Language, "de")));
        await desk.Browser.VisitAsync($"/deals/{deal.Id}/edit");
        await desk.Browser.SubmitAsync("form:has([name='Typed[name]'])", ("Typed[custom:weight]", "1.234,5"), ("Typed[custom:delivery]", "2027-03-01"));
        Assert.Equal(("1234.5", "2027-03-01"), ((await desk.ReadAsync(deal.Id)).Custom["weight"], (await desk.ReadAsync(deal.Id)).Custom["delivery"]));
        Assert.Contains("1.234,5", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("01.03.2027", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_related_colleague_is_typed_by_name_and_keeps_their_name_when_it_changes()
    {
        await desk.HireAsync("Theo", Role.Seller);
        await AddAsync("Service", CustomFieldType.Relation, field => field with { Target = "user" });
        var deal = await desk.EnterAsync("Tower crane");
        await SetAsync(deal, ("custom:service", "Theo"));
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Theo").ExecuteUpdateAsync(set => set.SetProperty(user => user.Name, "Theodor Klein")));
        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Equal("Theodor Klein", FactOf("Service"));
        Assert.Equal(["Tower crane"], await NamesAsync("f=custom:service~contains~klein"));
    }

    [Fact]
    public async Task A_formula_follows_what_it_is_computed_from()
    {
        await AddAsync("Months", CustomFieldType.Number);
        await AddAsync("Lease", CustomFieldType.Formula, field => field with { Formula = "if(months > 0, value / months, 0)", Result = CustomFieldType.Money });
        var deal = await desk.EnterAsync("Tower crane", value: "12000.00");
        await SetAsync(deal, ("custom:months", "24"));
        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Equal("500.00", FactOf("Lease"));

        await SetAsync(deal, ("value", "24000"));
        Assert.Equal(["Tower crane"], await NamesAsync("f=custom:lease~min~1000"));
        Assert.Empty(await NamesAsync("f=custom:lease~min~1001"));
    }

    [Theory]
    [InlineData("value *", "This cannot be read")]
    [InlineData("value * colour", "There is no field colour to compute with.")]
    [InlineData("", "Say what is to be computed.")]
    public async Task A_formula_that_cannot_work_is_refused(string formula, string expected)
    {
        var faults = await TryAddAsync("Lease", CustomFieldType.Formula, field => field with { Formula = formula });
        Assert.Contains(expected, string.Format(System.Globalization.CultureInfo.InvariantCulture, faults["Formula"].Key, faults["Formula"].Data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_formula_over_a_hidden_value_is_hidden_too()
    {
        await AddAsync("Lease", CustomFieldType.Formula, field => field with { Formula = "value / 10", Result = CustomFieldType.Money });
        var deal = await desk.EnterAsync("Tower crane", value: "77770.00");
        await desk.HireAsync("Tom", Role.Seller);
        await desk.DoAsync<SetRoleRule, bool>(verb => verb.RunAsync(Role.Seller, new Dictionary<string, Visibility>(), new Dictionary<string, FieldAccess> { ["Deal.value"] = FieldAccess.Hidden }));

        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync($"/deals/{deal.Id}");
        Assert.DoesNotContain("7,777", tom.Text, StringComparison.Ordinal);
        await tom.VisitAsync($"{List}?cols=name,custom:lease&f=custom:lease~min~1");
        Assert.DoesNotContain("7,777", tom.Text, StringComparison.Ordinal);
        Assert.Contains("1 condition of the address was not understood", tom.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f=custom:terrain~is~soft", "Loader, Tower crane")]
    [InlineData("f=custom:terrain~not~soft", "Mixer")]
    [InlineData("f=custom:terrain~empty~", "Mixer")]
    [InlineData("f=custom:weight~min~12.5", "Loader, Tower crane")]
    [InlineData("f=custom:weight~max~12.5", "Loader")]
    [InlineData("f=custom:delivery~within~next-7", "Loader")]
    [InlineData("f=custom:delivery~empty~&f=or&f=custom:terrain~is~soft&f=custom:weight~max~20", "Loader, Mixer")]
    [InlineData("f=custom:leased~yes~", "Tower crane")]
    [InlineData("f=custom:serial~contains~x1", "Loader")]
    [InlineData("sort=custom:weight", "Loader, Tower crane")]
    [InlineData("sort=-custom:weight", "Tower crane, Loader")]
    public async Task Lists_are_filtered_and_sorted_by_them(string query, string expected)
    {
        await SeedAsync();
        var names = await NamesAsync(query, inOrder: query.StartsWith("sort", StringComparison.Ordinal));
        Assert.Equal(expected, string.Join(", ", names));
    }

    [Fact]
    public async Task A_list_shows_the_columns_that_are_asked_for_and_puts_deals_together_with_their_sums()
    {
        await SeedAsync();
        await desk.Browser.VisitAsync($"{List}?cols=name,custom:weight&sort=name");
        Assert.Equal(["", "Name", "Weight"], desk.Browser.Page.QuerySelectorAll("[data-grid] th").Select(head => head.TextContent.Trim()));
        Assert.Contains("12.5", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync($"{List}?by=custom:terrain");
        Assert.Contains("soft 2 477,500 €", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Together", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync(desk.Browser.Page.QuerySelector("th a.tr-strong")!.GetAttribute("href")!);
        Assert.Equal(["Loader", "Tower crane"], Names().Order());
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("source")]
    [InlineData("company")]
    [InlineData("outcome")]
    [InlineData("close")]
    [InlineData("created")]
    public async Task Every_way_to_put_deals_together_counts_each_deal_once(string by)
    {
        await SeedAsync();
        await desk.Browser.VisitAsync($"{List}?by={by}");
        Assert.Contains("Together", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("486,400 €", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_shows_and_sums_what_the_same_conditions_find()
    {
        await SeedAsync();
        await desk.Browser.VisitAsync("/deals/board/sales-cycle-7?f=custom:terrain~is~soft&f=custom:weight~min~20");
        Assert.Equal(["Petry"], desk.Browser.Page.QuerySelectorAll("a.tr-card-name").Select(card => card.TextContent.Trim()));
        Assert.Contains("413 k €", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync(desk.Browser.Page.QuerySelector(".tr-seg a[href*='/list/']")!.GetAttribute("href")!);
        Assert.Equal(["Tower crane"], Names());
    }

    [Fact]
    public async Task A_cell_of_the_list_is_changed_in_place_and_taken_back()
    {
        await SeedAsync();
        await desk.Browser.VisitAsync($"{List}?cols=name,custom:weight&f=custom:weight~max~12.5");
        await desk.Browser.VisitAsync(desk.Browser.Page.QuerySelector("a.tr-edit[aria-label*='Weight']")!.GetAttribute("href")!);
        await desk.Browser.SubmitAsync("form[data-cell]", ("Typed[custom:weight]", "heavy"));
        Assert.Contains("This is not a number.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[data-cell]", ("Typed[custom:weight]", "11"));
        Assert.Equal(List, desk.Browser.Address.AbsolutePath);
        Assert.Contains("Loader saved", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("11", (await DealAsync("Loader")).Custom["weight"]);
        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Equal("12.5", (await DealAsync("Loader")).Custom["weight"]);
    }

    [Fact]
    public async Task What_is_seen_is_downloaded_and_the_download_is_noted()
    {
        await SeedAsync();
        var csv = Encoding.UTF8.GetString(await desk.Browser.DownloadAsync("/deals/export/sales-cycle-7?cols=name,value,custom:weight,custom:leased&f=custom:terrain~is~soft&sort=name"));
        Assert.Equal("\uFEFFName,Value,Weight,Leased\r\nLoader,64900.00,12.5,no\r\nTower crane,412600.00,80,yes\r\n", csv);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Timeline.CountAsync(entry => entry.Kind == "ListExported")));

        await desk.HireAsync("Tom", Role.Seller);
        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync("/deals/export/sales-cycle-7");
        Assert.DoesNotContain("Loader", tom.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_change_two_fields_and_each_takes_back_only_their_own()
    {
        await AddAsync("Weight", CustomFieldType.Number);
        await AddAsync("Serial", CustomFieldType.Text);
        await desk.HireAsync("Theo", Role.Seller);
        var deal = await desk.EnterAsync("Tower crane");
        await SetAsync(deal, ("custom:weight", "80"));
        var mine = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.RecordId == deal.Id).OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        await SetAsync(deal, ("custom:serial", "X1"), "theo@nordwerk.example");

        Assert.IsType<UndoResult.Undone>(await desk.App.WithAsync<UndoChange, UndoResult>(undo => undo.RunAsync(mine, _ => true)));
        Assert.Equal("serial=X1", string.Join(",", (await desk.ReadAsync(deal.Id)).Custom.Select(its => $"{its.Key}={its.Value}")));
    }

    [Fact]
    public async Task Records_that_were_there_before_the_field_are_read_for_it()
    {
        var run = await desk.App.ImportTextAsync("id,name,company,Weight\n1,Crane,Acme,80\n2,Mixer,Acme,heavy\n", ImportKind.Deals);
        Assert.Equal(2, run.Created);
        await desk.Browser.VisitAsync("/settings/fields");
        Assert.Contains("Weight 2 values", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync("/settings/fields/new?record=Deal&key=Weight");
        await desk.Browser.SubmitAsync("form:has([name='Form.En'])", ("Form.Type", "Number"));
        Assert.Contains("heavy", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form:has([name='Form.En'])", ("Form.Type", "Number"), ("Form.Anyway", "true"));
        Assert.Contains("Field saved", desk.Browser.Text, StringComparison.Ordinal);

        await IndexAsync();
        Assert.Equal(["Crane"], await NamesAsync("f=custom:Weight~min~1"));
        Assert.True((await desk.App.InDbAsync(db => db.CustomFields.AsNoTracking().SingleAsync())).IsIndexed);
    }

    [Fact]
    public async Task An_import_takes_what_fits_and_lists_what_does_not()
    {
        await desk.HireAsync("Theo", Role.Seller);
        await AddAsync("Weight", CustomFieldType.Number);
        await AddAsync("Delivery", CustomFieldType.Date);
        await AddAsync("Terrain", CustomFieldType.Choice, field => field with { Label = new Localized("Terrain", "Gelände", ""), Options = [new CustomOption("soft", new Localized("soft", "weich", "miękki"))] });
        await AddAsync("Service", CustomFieldType.Relation, field => field with { Target = "user" });

        var run = await desk.App.ImportTextAsync(
            "id,name,company,weight,delivery,Gelände,Service\n1,Crane,Acme,80.5,2027-03-01,weich,Theo\n2,Mixer,Acme,heavy,2027-03-01,soft,Theo\n3,Loader,Acme,3,2027-03-01,swamp,\n4,Digger,Acme,3,2027-03-01,,Nobody\n", ImportKind.Deals);
        Assert.Equal((1, 3), (run.Created, run.Refused));
        var theo = await desk.App.InDbAsync(db => db.Users.SingleAsync(user => user.Name == "Theo"));
        var crane = await DealAsync("Crane");
        Assert.Equal(("80.5", "2027-03-01", "soft", theo.Id.ToString()), (crane.Custom["weight"], crane.Custom["delivery"], crane.Custom["terrain"], crane.Custom["service"]));
        Assert.Equal([3, 4, 5], (await desk.App.RefusalsAsync(run)).Select(refusal => refusal.Line));
        Assert.Equal(["Crane"], await NamesAsync("f=custom:terrain~is~soft"));
    }

    [Fact]
    public async Task Programs_read_and_write_them()
    {
        await AddAsync("Weight", CustomFieldType.Number);
        await AddAsync("Leased", CustomFieldType.YesNo);
        await AddAsync("Double", CustomFieldType.Formula, field => field with { Formula = "weight * 2" });
        var caller = await desk.CallAsync();
        var made = (await caller.PostAsync("/api/v1/deals", new { name = "Crane", custom = new { weight = 80.5, leased = true } })).Expect(201);
        Assert.Equal("80.5", made.Json.GetProperty("custom").GetProperty("weight").GetString());
        (await caller.PatchAsync($"/api/v1/deals/{made.Id}", new { custom = new { leased = (bool?)null } })).Expect(200);
        Assert.Equal("weight=80.5", string.Join(",", (await desk.ReadAsync(made.Id)).Custom.Select(its => $"{its.Key}={its.Value}")));

        var refused = (await caller.PatchAsync($"/api/v1/deals/{made.Id}", new Dictionary<string, object> { ["custom"] = new Dictionary<string, object> { ["weight"] = "heavy", ["colour"] = "red", ["double"] = 3, ["leased"] = "perhaps" } })).Expect(422);
        Assert.Equal(["custom.colour", "custom.double", "custom.leased", "custom.weight"], refused.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("custom:months", "filled", "", true)]
    [InlineData("custom:months", "greater", "24", false)]
    [InlineData("custom:lease", "greater", "499", true)]
    [InlineData("custom:lease", "greater", "500", false)]
    [InlineData("custom:unknown", "filled", "", false)]
    public async Task A_stage_can_ask_for_them_formulas_included(string field, string comparison, string value, bool isMet)
    {
        await AddAsync("Months", CustomFieldType.Number);
        await AddAsync("Lease", CustomFieldType.Formula, draft => draft with { Formula = "value / months", Result = CustomFieldType.Money });
        var deal = await desk.EnterAsync("Tower crane", value: "12000.00");
        await SetAsync(deal, ("custom:months", "24"));
        var criterion = new Criterion("own", CriterionSide.Exit, "field", Severity.Block, Localized.Same("Lease agreed"), new() { ["field"] = field, ["operator"] = comparison, ["value"] = value });
        await desk.App.InDbAsync(async db =>
        {
            foreach (var stage in await db.Set<Stage>().ToListAsync()) stage.Criteria = [criterion];
            return await db.SaveChangesAsync();
        });
        var judged = await desk.DoAsync<IServiceProvider, bool>(async services =>
        {
            var version = await desk.VersionAsync();
            var evidence = new DealEvidence(await desk.ReadAsync(deal.Id), version, desk.App.Clock.Now);
            foreach (var source in services.GetServices<IEvidenceSource>()) await source.AddAsync(new Dictionary<Guid, DealEvidence> { [deal.Id] = evidence }, CancellationToken.None);
            return services.GetRequiredService<Judge>().ExitsOf(version.StageWith(deal.StageId), evidence).Single().IsMet;
        });
        Assert.Equal(isMet, judged);
    }

    [Fact]
    public async Task Companies_and_people_have_their_own_and_their_lists_find_by_them()
    {
        await AddAsync("Fleet", CustomFieldType.Number, field => field with { Record = nameof(Company) });
        await AddAsync("Crane licence", CustomFieldType.YesNo, field => field with { Record = nameof(Person) });
        await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["name"] = "Petry", ["industry"] = "Construction", ["custom:fleet"] = "40" }, true));
        await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["name"] = "Holm", ["custom:fleet"] = "3" }, true));
        await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["last_name"] = "Wulf", ["custom:crane_licence"] = "yes" }, null, "", true));

        await desk.Browser.VisitAsync("/companies?f=custom:fleet~min~10&cols=name,custom:fleet");
        Assert.Equal(["Petry"], Names());
        await desk.Browser.VisitAsync("/companies?f=industry~contains~constr&f=or&f=custom:fleet~max~3&sort=-custom:fleet");
        Assert.Equal(["Petry", "Holm"], Names());
        await desk.Browser.VisitAsync("/people?f=custom:crane_licence~yes~");
        Assert.Equal(["Wulf"], Names());
        Assert.StartsWith("\uFEFFName,Fleet\r\nPetry,40\r\n", Encoding.UTF8.GetString(await desk.Browser.DownloadAsync("/companies/export?cols=name,custom:fleet&sort=-custom:fleet")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_manages_the_workspace_adds_them_and_what_is_out_of_use_comes_back_with_its_values()
    {
        await AddAsync("Weight", CustomFieldType.Number);
        var deal = await desk.EnterAsync("Tower crane");
        await SetAsync(deal, ("custom:weight", "80"));
        await desk.HireAsync("Mona", Role.Manager);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<KeepCustomFields, bool>(async verb => (await verb.AddAsync(new CustomFieldDraft("Deal", "", Localized.Same("Mine"), CustomFieldType.Text))).Count == 0, "mona@nordwerk.example"));

        await desk.Browser.VisitAsync("/settings/fields");
        await desk.Browser.SubmitAsync("form[action$='/retire']");
        await desk.Browser.VisitAsync($"{List}?f=custom:weight~min~1");
        Assert.Contains("1 condition of the address was not understood", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("80", (await desk.ReadAsync(deal.Id)).Custom["weight"]);

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == "CustomField").OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.App.WithAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true)));
        await IndexAsync();
        Assert.Equal(["Tower crane"], await NamesAsync("f=custom:weight~min~1"));
    }

    private Task IndexAsync() => desk.App.WithAsync<IndexCustomFields, bool>(async index =>
    {
        await index.RunWaitingAsync();
        return true;
    });

    private async Task SeedAsync()
    {
        await AddAsync("Terrain", CustomFieldType.Choice);
        await AddAsync("Weight", CustomFieldType.Number);
        await AddAsync("Delivery", CustomFieldType.Date);
        await AddAsync("Leased", CustomFieldType.YesNo);
        await AddAsync("Serial", CustomFieldType.Text);
        await SetAsync(await desk.EnterAsync("Tower crane", "Petry"), [("custom:terrain", "soft"), ("custom:weight", "80"), ("custom:delivery", "2027-06-01"), ("custom:leased", "yes")]);
        var soon = DateOnly.FromDateTime(desk.App.Clock.Now).AddDays(3);
        await SetAsync(await desk.EnterAsync("Loader", "Holm", "64900.00"), [("custom:terrain", "soft"), ("custom:weight", "12.5"), ("custom:delivery", $"{soon:yyyy-MM-dd}"), ("custom:leased", "no"), ("custom:serial", "AX12")]);
        await desk.EnterAsync("Mixer", "Lüders", "8900.00");
    }

    private async Task AddAsync(string name, CustomFieldType type, Func<CustomFieldDraft, CustomFieldDraft>? more = null) => Assert.Empty(await TryAddAsync(name, type, more));

    private Task<IReadOnlyDictionary<string, Told>> TryAddAsync(string name, CustomFieldType type, Func<CustomFieldDraft, CustomFieldDraft>? more)
    {
        var draft = new CustomFieldDraft(nameof(Deal), "", Localized.Same(name), type)
        {
            Options = type == CustomFieldType.Choice ? [new CustomOption("soft", Localized.Same("soft")), new CustomOption("rock", Localized.Same("rock"))] : [],
            Target = type == CustomFieldType.Relation ? "company" : "",
        };
        return desk.DoAsync<KeepCustomFields, IReadOnlyDictionary<string, Told>>(verb => verb.AddAsync(more?.Invoke(draft) ?? draft));
    }

    private Task SetAsync(Deal deal, (string Key, string Value) value, string email = App.OwnerEmail) => SetAsync(deal, [value], email);

    private async Task SetAsync(Deal deal, (string Key, string Value)[] values, string email = App.OwnerEmail)
    {
        var result = await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(async verb =>
        {
            var theo = await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Theo").Select(user => user.Id.ToString()).FirstOrDefaultAsync());
            return await verb.RunAsync(deal.Id, new Dictionary<string, string>(), values.ToDictionary(its => its.Key, its => its.Value == "Theo" ? theo! : its.Value), null);
        }, email);
        Assert.IsType<SaveResult<Deal>.Saved>(result);
    }

    private Task<Deal> DealAsync(string name) => desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync(deal => deal.Name == name));

    private async Task<IReadOnlyList<string>> NamesAsync(string query, bool inOrder = false)
    {
        await desk.Browser.VisitAsync($"{List}?{query}");
        return inOrder ? Names() : [.. Names().Order(StringComparer.Ordinal)];
    }

    private string FactOf(string label) => desk.Browser.Page.QuerySelectorAll("dt").Single(term => term.TextContent.Trim() == label).NextElementSibling!.TextContent.Trim();

    private IReadOnlyList<string> Names() => [.. desk.Browser.Page.QuerySelectorAll("[data-row] a.tr-strong").Select(link => link.TextContent.Trim())];
}
