using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Customers.Merge;
using Trichter.Insight;
using Trichter.Insight.Facts;
using Trichter.Insight.Facts.Kept;
using Trichter.Insight.Probability;
using Trichter.Ledger;
using Trichter.Ledger.AsOf;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Process;
using Trichter.Team;
using Trichter.Tests.Deals;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>The table of facts that is brought up to date is at all times the one that would be read afresh.</summary>
public sealed class FactTableTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync(withSampleData: true);

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task After_moves_ends_deletions_and_undoing_nothing_is_missed()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        await SameAsync();
        for (var round = 0; round < 6; round++)
        {
            await new BusySeller(desk, 20260302 + round).ChangeAsync(times: 8);
            await SameAsync();
        }
    }

    [Fact]
    public async Task Merged_companies_new_owners_and_other_rights_are_seen_at_once()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var (crane, loader) = (await desk.EnterAsync("Crane", "Petry"), await desk.EnterAsync("Loader", "Petri"));
        await SameAsync();
        await desk.DoAsync<MergeCompanies, bool>(verb => verb.RunAsync(crane.CompanyId!.Value, loader.CompanyId!.Value, new Dictionary<string, Keep>()));
        await SameAsync();

        var tom = await desk.App.InDbAsync(db => db.Users.SingleAsync(user => user.Name == "Tom"));
        var before = (await FactsAsync("tom@nordwerk.example", afresh: false)).Count;
        await desk.App.InDbAsync(db => db.Deals.Where(deal => deal.Id == crane.Id).ExecuteUpdateAsync(set => set.SetProperty(deal => deal.OwnerId, tom.Id)));
        Assert.Equal(before + 2, (await FactsAsync("tom@nordwerk.example", afresh: false)).Count);
        await SameAsync();

        await desk.App.InDbAsync(db => db.Users.Where(user => user.Id == tom.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.Sees, Visibility.All)));
        Assert.Equal((await FactsAsync(App.OwnerEmail, afresh: true)).Order(StringComparer.Ordinal), (await FactsAsync("tom@nordwerk.example", afresh: false)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_not_committed_is_in_no_table_and_what_is_committed_late_is_not_missed()
    {
        var deal = await desk.EnterAsync("Crane");
        await FactsAsync(App.OwnerEmail, afresh: false);
        await using (var scope = desk.App.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Deals.Where(its => its.Id == deal.Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.EntrySource, "fair"));
            Assert.DoesNotContain(await FactsAsync(App.OwnerEmail, afresh: false), fact => fact.Contains("fair,", StringComparison.Ordinal));
            if (TestDatabase.IsPostgres)
            {
                await desk.EnterAsync("Loader");
                await SameAsync();
            }

            await transaction.CommitAsync();
        }

        Assert.Contains(await FactsAsync(App.OwnerEmail, afresh: false), fact => fact.Contains("fair,", StringComparison.Ordinal));
        await SameAsync();
    }

    private async Task SameAsync()
    {
        foreach (var who in (await desk.App.InDbAsync(db => db.Users.Select(user => user.Email).ToListAsync())).Where(email => email == App.OwnerEmail || email.StartsWith("tom", StringComparison.Ordinal)))
        {
            var kept = (await FactsAsync(who, afresh: false)).Order(StringComparer.Ordinal).ToList();
            Assert.Equal((await FactsAsync(who, afresh: true)).Order(StringComparer.Ordinal), kept);
        }
    }

    /// <summary>Every deal with all that is known of it, now and a day ago, as somebody sees them.</summary>
    private Task<List<string>> FactsAsync(string email, bool afresh) => desk.DoAsync<IServiceProvider, List<string>>(async services =>
    {
        var table = afresh
            ? new ReadFactTable(services.GetRequiredKeyedService<Db>(Part.Own), services.GetRequiredService<Here>(), new FactTables(), services.GetRequiredService<ProcessCatalogue>())
            : services.GetRequiredService<ReadFactTable>();
        var facts = new DealFacts(table, services.GetRequiredService<LookBack>(), services.GetRequiredService<Change>());
        var found = new List<string>();
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        foreach (var day in new DateOnly?[] { null, today.AddDays(-40) })
        {
            var scope = await services.GetRequiredService<ReportScopes>().OfAsync(new ReportQuery(AsOf: day));
            found.AddRange((await new VisitFacts(facts).OfAsync(scope)).Select(one => $"{day} {one.Deal} " + string.Join(' ', one.Visits.Select(visit =>
                $"{visit.StageKey} {visit.Position} {visit.EnteredAt:O} {visit.EnteredDay} {visit.LeftAt:O} {visit.LeftDay} {visit.LeftTo} {visit.IsMigrated} {visit.VersionId}"))));
        }

        found.AddRange((await new OpenDeals(table).OfAsync(await services.GetRequiredService<ReportScopes>().OfAsync(new ReportQuery()), null)).Select(deal => $"{deal}"));
        return found;
    }, email);
}
