using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Exchange.Import;
using Trichter.Ledger;
using Trichter.Market.Groups;
using Trichter.Market.Industries;
using Trichter.Market.Lists;
using Trichter.Market.Profiles;
using Trichter.Market.Universe;
using Trichter.Team;
using Trichter.Tests.Exchange;
using Trichter.Tests.Support;

namespace Trichter.Tests.Market;

/// <summary>From a bought list to prospects: what may be used, who fits, how far we have got.</summary>
public sealed class UniverseTests : IAsyncLifetime
{
    private const string Bought = """
        Firma;PLZ;Ort;Land;WZ 2025;Mitarbeiter;Umsatz;Website;E-Mail
        Bäckerei Petry GmbH;18055;Rostock;Deutschland;10.71.0;35;4000000;www.petry.example;info@petry.example
        Molkerei Stralsund AG;18435;Stralsund;DE;10.51;240;80000000;molkerei.example;
        Piekarnia Nowak;70-001;Szczecin;Polska;10.71.Z;12;900000;nowak.example;
        Software Schmidt GmbH;10115;Berlin;DE;62.10;80;9000000;schmidt.example;

        """;

    private readonly Desk desk = new();

    public async ValueTask InitializeAsync() => await desk.SetUpAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task R80_a_bought_list_counts_once_its_source_is_written_down_and_until_its_licence_ends()
    {
        var list = await TakeAsync(Bought);
        Assert.Equal(0, await CountAsync(""));
        await desk.Browser.VisitAsync($"/market/lists/{list}");
        Assert.Contains("Nothing of this list is used until its source is written down.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form.tr-panel", ("AcquiredOn", "2026-01-10"));
        Assert.Contains("Say from whom or where it comes; the persons concerned have a right to know.", desk.Browser.Text, StringComparison.Ordinal);

        await DescribeAsync(list);
        Assert.Equal(4, await CountAsync(""));
        desk.App.Clock.Now = desk.App.Clock.Now.AddYears(1).AddDays(30);
        Assert.Equal(0, await CountAsync(""));
        Assert.Equal(4, await desk.App.WithAsync<ForgetSuspects, int>(forget => forget.RunAsync()));
        Assert.Empty(await desk.App.InDbAsync(db => db.Suspects.ToListAsync()));
        Assert.NotNull((await desk.App.InDbAsync(db => db.SuspectLists.AsNoTracking().SingleAsync())).RetiredAt);
    }

    [Theory]
    [InlineData("industry=C10", 3)]
    [InlineData("industry=C10.71", 2)]
    [InlineData("industry=10.71.0&country=Deutschland", 1)]
    [InlineData("postal=18,70", 3)]
    [InlineData("from=30&to=100", 2)]
    [InlineData("revenue=5000000", 2)]
    [InlineData("name=petry", 1)]
    [InlineData("reach=Open", 4)]
    [InlineData("reach=Taken", 0)]
    [InlineData("industry=nonsense&from=many", 4)]
    public async Task The_universe_is_filtered_by_industry_place_size_and_name(string query, int many)
    {
        await DescribeAsync(await TakeAsync(Bought));
        Assert.Equal(many, await CountAsync(query));
        Assert.Equal(many, await CountAsync(SuspectFilter.Read("?" + query).Write()));
    }

    [Fact]
    public async Task R82_a_company_comes_in_once_and_whoever_wants_nothing_from_us_is_left_out_and_counted()
    {
        await desk.App.WithAsync<ContactKeys, int>(async keys =>
        {
            await keys.LoadAsync();
            return await desk.App.InDbAsync(db =>
            {
                db.Suppressions.Add(new Suppression { Key = keys.Of(ContactPoint.Of(ContactChannel.Email, "info@petry.example")), Reason = SuppressionReason.Objected, Since = desk.App.Clock.Now });
                return db.SaveChangesAsync();
            });
        });

        var first = await TakeAsync(Bought);
        var second = await TakeAsync(Bought.Replace("Molkerei Stralsund AG", "MOLKEREI STRALSUND", StringComparison.Ordinal));

        var lists = await desk.App.InDbAsync(db => db.SuspectLists.AsNoTracking().ToDictionaryAsync(list => list.Id));
        Assert.Equal((1, 0), (lists[first].Suppressed, lists[first].Known));
        Assert.Equal((1, 3), (lists[second].Suppressed, lists[second].Known));
        Assert.Equal(3, await desk.App.InDbAsync(db => db.Suspects.CountAsync()));
    }

    [Fact]
    public async Task A_row_without_name_or_with_a_code_that_is_none_is_refused_with_its_reason()
    {
        var run = await ImportAsync("Firma;WZ 2025;Land\n;10.71;DE\nPetry;99.99;DE\nNowak;10.71;Atlantis\n");

        Assert.Equal((0, 3), (run.Created, run.Refused));
        var reasons = string.Join('\n', await desk.App.InDbAsync(db => db.ImportRefusals.Select(refusal => refusal.Reason).ToListAsync()));
        Assert.Contains("99.99", reasons, StringComparison.Ordinal);
        Assert.Contains("Atlantis", reasons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_of_a_filter_become_prospects_whom_we_know_is_linked_and_it_can_be_undone()
    {
        var ours = await desk.EnterAsync("Oven", company: "Bäckerei Petry");
        await desk.App.InDbAsync(async db =>
        {
            (await db.Companies.SingleAsync(company => company.Id == ours.CompanyId)).Domain = "petry.example";
            return await db.SaveChangesAsync();
        });
        await DescribeAsync(await TakeAsync(Bought));

        await desk.Browser.VisitAsync("/market?industry=C10");
        await desk.Browser.SubmitAsync("form:has([name=Many])", ("Many", "0"));
        Assert.Contains("A whole number from 1 to 500.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form:has([name=Many])", ("Many", "10"));
        Assert.Contains("2 taken over, 1 were ours already", desk.Browser.Text, StringComparison.Ordinal);

        var companies = await desk.App.InDbAsync(db => db.Companies.AsNoTracking().OrderBy(company => company.Name).ToListAsync());
        Assert.Equal(["Bäckerei Petry", "Molkerei Stralsund AG", "Piekarnia Nowak"], companies.Select(company => company.Name));
        Assert.Equal(("Stralsund", 240), (companies[1].MainAddress!.City, companies[1].Employees));
        Assert.Equal(new Coverage(3, 3, 1, 0), await CoverageAsync("industry=C10"));

        var change = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(its => its.Id).Select(its => its.Id).FirstAsync());
        await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true));
        Assert.Equal(new Coverage(3, 1, 1, 0), await CoverageAsync("industry=C10"));
        Assert.Equal(2, await CountAsync("industry=C10&reach=Open"));
    }

    [Fact]
    public async Task A_target_group_keeps_its_conditions_and_shows_how_far_we_have_got()
    {
        var list = await TakeAsync(Bought);
        await DescribeAsync(list, price: 12_000);
        await desk.Browser.VisitAsync("/market?industry=C10&country=DE");
        await desk.Browser.SubmitAsync("form:has([name=GroupName])", ("GroupName", ""));
        Assert.Contains("A name is needed.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form:has([name=GroupName])", ("GroupName", "Food in Germany"), ("Product", "Oven"));

        Assert.Contains("Food in Germany", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("10 Manufacture of food products · DE", desk.Browser.Text, StringComparison.Ordinal);
        var group = await desk.App.InDbAsync(db => db.TargetGroups.AsNoTracking().SingleAsync());
        Assert.Equal(("industry=C10&country=DE", "Oven"), (group.Query, group.Product));

        await desk.DoAsync<TakeOver, (TakenOver?, Fault?)>(verb => verb.RunAsync(SuspectFilter.Read("?name=petry"), 1, null, "en"));
        await desk.App.InDbAsync(async db =>
        {
            (await db.Companies.SingleAsync()).CustomerSince = new DateOnly(2026, 2, 1);
            return await db.SaveChangesAsync();
        });
        await desk.Browser.VisitAsync("/market/lists");
        Assert.Contains("120 €", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_codes_go_where_the_table_says_and_where_it_leaves_a_choice_somebody_decides()
    {
        await using (var table = new MemoryStream(Encoding.UTF8.GetBytes("wz2025,wz2008,partial\n10.71.0,10.71.0,no\n62.10.1,62.01.9,yes\n58.29.0,62.01.1,yes\nnothing,62.01.1,no\n")))
        {
            var (read, fault) = await desk.DoAsync<TakeMoves, (MovesRead?, Fault?)>(verb => verb.RunAsync(table));
            Assert.Null(fault);
            Assert.Equal((4, 3), (read!.Lines, read.Moves));
            Assert.Equal([5], read.Unread);
        }

        await DescribeAsync(await TakeAsync("Firma;WZ 2008\nPetry;10.71.0\nSchmidt;62.01.1\nNowak;62.01.9\n"));
        var suspects = await desk.App.InDbAsync(db => db.Suspects.AsNoTracking().ToDictionaryAsync(its => its.Name));
        Assert.Equal(("C10.71", "", ""), (suspects["Petry"].Industry, suspects["Schmidt"].Industry, suspects["Nowak"].Industry));

        await desk.Browser.VisitAsync("/market/industries");
        Assert.Contains("62.01 2 companies", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form:has(select[name=Path])", ("Path", "K62.10"));
        Assert.Equal(2, await CountAsync("industry=K62"));
    }

    [Fact]
    public async Task Of_the_official_table_every_line_is_read_and_the_codes_that_became_several_are_left_to_people()
    {
        await using var table = File.OpenRead(SharedData.Path("reference-lists", "wz2025_to_wz2008.csv"));
        var (read, _) = await desk.DoAsync<TakeMoves, (MovesRead?, Fault?)>(verb => verb.RunAsync(table));

        Assert.Equal((1476, 0), (read!.Lines, read.Unread.Count));
        await desk.App.WithAsync<MapIndustries, int>(async map =>
        {
            await map.LoadAsync();
            Assert.Equal("A01.12", map.PathOf("01.12"));
            Assert.Equal("", map.PathOf("01.19"));
            Assert.Equal(["A01.13", "A01.19"], map.ChoicesFor("01.19").Select(industry => industry.Path).Order());
            return 0;
        });
    }

    [Fact]
    public async Task The_ideal_customer_ranks_the_universe_by_points_that_can_be_checked_and_arms_the_seller()
    {
        await DescribeAsync(await TakeAsync(Bought));
        await desk.Browser.VisitAsync("/market/profiles");
        await desk.Browser.SubmitAsync("main form.tr-panel", ("Name", "Bakers"), ("Industries", "10.71, 99.99"), ("Countries", "Polska"), ("From", "10"), ("To", "50"), ("Benefits", "Warm rolls at six.\nNo queue."));
        Assert.Contains("99.99 is no industry of NACE Rev. 2.1.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form.tr-panel", ("Industries", "10.71"));

        var profile = await desk.App.InDbAsync(db => db.CustomerProfiles.AsNoTracking().SingleAsync());
        Assert.Equal(["C10.71", "PL", "Warm rolls at six."], [.. profile.Industries, .. profile.Countries, CustomerProfile.LinesOf(profile.Benefits)[0]]);
        await desk.Browser.VisitAsync($"/market?profile={profile.Id}");
        Assert.Equal(["Piekarnia Nowak", "Bäckerei Petry GmbH", "Molkerei Stralsund AG", "Software Schmidt GmbH"], desk.Browser.Page.QuerySelectorAll("main tbody tr .tr-strong").Select(cell => cell.TextContent));
        Assert.Equal(["85 / 85", "65 / 85", "0 / 85", "0 / 85"], desk.Browser.Page.QuerySelectorAll("main tbody tr td[title]").Select(cell => cell.TextContent));

        var ranked = await desk.App.InDbAsync(db => db.Suspects.AsNoTracking().ToListAsync());
        Assert.Equal([85, 65, 0, 0], ranked.Select(its => ProfileFit.For(profile, its).Points).OrderDescending());
        await desk.DoAsync<TakeOver, (TakenOver?, Fault?)>(verb => verb.RunAsync(SuspectFilter.Read($"?profile={profile.Id}"), 1, null, "en"));
        Assert.Equal("Piekarnia Nowak", await desk.App.InDbAsync(db => db.Companies.Select(company => company.Name).SingleAsync()));

        var deal = await desk.EnterAsync("Oven");
        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("Warm rolls at six.", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_trait_gives_no_points_and_is_named()
    {
        var fit = ProfileFit.For(new() { Name = "Bakers", Industries = ["C10"], EmployeesFrom = 10, CreatedAt = desk.App.Clock.Now }, new() { ListId = Guid.Empty, Industry = "C10.71" });
        Assert.Equal((40, 65), (fit.Points, fit.Of));
        Assert.Null(fit.Traits.Single(trait => trait.Trait == Trait.Employees).Fits);
    }

    [Fact]
    public async Task A_seller_neither_sees_the_universe_nor_takes_anybody_over()
    {
        await desk.HireAsync("Sam", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<TakeOver, (TakenOver?, Fault?)>(verb => verb.RunAsync(new(), 1, null, "en"), "sam@nordwerk.example"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SaveGroup, (TargetGroup?, Fault?)>(verb => verb.RunAsync("Food", "", new()), "sam@nordwerk.example"));
    }

    [Fact]
    public async Task A_target_group_becomes_a_list_to_visit_and_of_those_we_know_a_list_to_call()
    {
        await DescribeAsync(await TakeAsync(Bought));
        var (group, fault) = await desk.DoAsync<SaveGroup, (TargetGroup?, Fault?)>(verb => verb.RunAsync("Food", "", SuspectFilter.Read("?industry=C10")));
        Assert.Null(fault);
        await desk.DoAsync<TakeOver, (TakenOver?, Fault?)>(verb => verb.RunAsync(SuspectFilter.Read("?name=Molkerei"), 1, null, "en"));
        await desk.App.InDbAsync(async db =>
        {
            await db.Suspects.Where(its => its.Country == "DE").ExecuteUpdateAsync(set => set.SetProperty(its => its.Street, "Am Markt 1"));
            (await db.Companies.SingleAsync()).Put(new Trichter.Customers.Address(Trichter.Customers.AddressKind.Main, "Hafenstr. 2", "18435", "Stralsund", "DE"));
            return await db.SaveChangesAsync();
        });

        await desk.Browser.VisitAsync("/market/coverage");
        Assert.NotNull(desk.Browser.Page.QuerySelector($"a[href='/market/groups/{group!.Id}/files']"));
        await desk.Browser.VisitAsync($"/market/groups/{group.Id}/files");
        Assert.Contains("There is no concrete sign that they expect this call; that it fits their trade is not enough. R31 2", string.Join(' ', desk.Browser.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("Nobody is known there whom we could ask for.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("No postal address", desk.Browser.Text, StringComparison.Ordinal);
        var file = Encoding.UTF8.GetString(await desk.Browser.DownloadAsync($"/market/groups/{group.Id}/visits.csv")).Split("\r\n");
        Assert.Equal(["18055,Rostock,Am Markt 1,Bäckerei Petry GmbH,,", "18435,Stralsund,Hafenstr. 2,Molkerei Stralsund AG,,", ""], file[1..]);
    }

    private async Task<ImportRun> ImportAsync(string csv) => await desk.App.ImportTextAsync(csv, ImportKind.Suspects);

    private async Task<Guid> TakeAsync(string csv)
    {
        var run = await ImportAsync(csv);
        Assert.Equal((ImportState.Done, 0), (run.State, run.Refused));
        return run.Id;
    }

    private async Task DescribeAsync(Guid list, long? price = null)
    {
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        Assert.Null(await desk.DoAsync<SaveList, Fault?>(verb => verb.RunAsync(list, new("Food 2026", "Listenhaus GmbH", SuspectSource.Bought, today, "K-17", price, today.AddYears(2), "legitimate interest", [ContactChannel.Post]))));
    }

    private async Task<int> CountAsync(string query) => (await CoverageAsync(query)).Universe;

    private Task<Coverage> CoverageAsync(string query) => desk.App.WithAsync<ReadCoverage, Coverage>(async reads => (await reads.OfAsync([SuspectFilter.Read("?" + query)]))[0]);
}
