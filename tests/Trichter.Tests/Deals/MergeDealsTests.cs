using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Customers.Merge;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Deals.Merge;
using Trichter.Deals.Move;
using Trichter.Deals.Needs;
using Trichter.Deals.Obstacles;
using Trichter.Platform.Language;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>One sale that was entered twice becomes one deal, with all that hangs on both, and can be parted again.</summary>
public sealed class MergeDealsTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal excavators = null!, twin = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        excavators = await desk.EnterAsync("Two excavators", value: null);
        twin = await desk.EnterAsync("Excavators for Petry", value: "98000.00");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_hangs_on_the_one_that_goes_comes_along_and_an_undo_parts_them()
    {
        await desk.DoAsync<NoteNeed, Told?>(verb => verb.RunAsync(twin.Id, new NeedDraft("Digs frozen ground", NeedKind.Stated, NeedImportance.High, "")));
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(twin.Id, ActivityType.Call, "Ask for the budget", desk.App.Clock.Now.AddDays(2)));
        await desk.DoAsync<RaiseObstacle, Told?>(verb => verb.RunAsync(twin.Id, "Leasing is open", ObstacleType.Budget, ObstacleSeverity.Critical, null, null));

        await desk.Browser.VisitAsync($"/deals/{excavators.Id}/merge");
        Assert.Contains("Excavators for Petry", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{excavators.Id}/merge?with={twin.Id}");
        await desk.Browser.SubmitAsync("main form", ("Chosen[name]", "Other"));

        var merged = await desk.ReadAsync(excavators.Id);
        Assert.Equal(("Excavators for Petry", 9_800_000, excavators.StageId), (merged.Name, merged.ValueMinor, merged.StageId));
        Assert.Equal(("Ask for the budget", 1), (merged.NextStep, merged.OpenCritical));
        Assert.Equal([excavators.Id], await desk.App.InDbAsync(db => db.Deals.Select(deal => deal.Id).ToListAsync()));
        Assert.Equal("Digs frozen ground", Assert.Single(await desk.App.InDbAsync(db => db.Needs.Where(need => need.DealId == excavators.Id).ToListAsync())).Text);
        Assert.Contains("merged Excavators for Petry into this deal", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.SubmitAsync("[data-toast] form");
        var (one, other) = (await desk.ReadAsync(excavators.Id), await desk.ReadAsync(twin.Id));
        Assert.Equal(("Two excavators", 0, "", 0), (one.Name, one.ValueMinor, one.NextStep, one.OpenCritical));
        Assert.Equal((null, "Ask for the budget", 1), (other.DeletedAt, other.NextStep, other.OpenCritical));
        Assert.Equal(twin.Id, await desk.App.InDbAsync(db => db.Needs.Select(need => need.DealId).SingleAsync()));
    }

    [Fact]
    public async Task A_deal_whose_quote_the_customer_has_stays_and_the_other_goes()
    {
        var quoted = await desk.PrepareQuotesAsync();
        var quote = await desk.QuoteAsync(quoted.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "", "Normal")]);
        await desk.SendAsync(quote.Id);

        Assert.Equal("It has a quote that was sent: let this one stay.", Assert.IsType<MergeDealsResult.Held>(await MergeAsync(twin, quoted)).Why.Key);
        await desk.Browser.VisitAsync($"/deals/{twin.Id}/merge?with={quoted.Id}");
        Assert.Contains("Two excavators cannot go into another deal.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Let Two excavators stay", desk.Browser.Text, StringComparison.Ordinal);
        Assert.IsType<MergeDealsResult.Merged>(await MergeAsync(quoted, twin));
    }

    [Fact]
    public async Task Several_ticked_deals_become_one_and_what_was_confirmed_of_both_is_confirmed_once()
    {
        var third = await desk.EnterAsync("Excavators, second call", value: "1.00");
        var version = await desk.VersionAsync();
        var (stage, criterion) = version.Stages.SelectMany(stage => stage.Criteria.Select(criterion => (stage, criterion))).First(its => its.criterion.Kind == CriterionKinds.Confirmation);
        foreach (var deal in new[] { excavators, twin, third })
            await desk.DoAsync<ConfirmCriterion, bool>(verb => verb.SwitchAsync(deal.Id, $"{stage.Key}/{criterion.Key}"));

        await desk.Browser.VisitAsync($"/deals/merge?id={excavators.Id}&id={twin.Id}&id={third.Id}");
        await desk.Browser.SubmitAsync("main form", ("Stays", twin.Id.ToString()));

        Assert.Equal((twin.Id, 9_800_000), await desk.App.InDbAsync(db => db.Deals.Select(deal => new ValueTuple<Guid, long>(deal.Id, deal.ValueMinor)).SingleAsync()));
        Assert.Equal(twin.Id, (await desk.App.InDbAsync(db => db.Confirmations.Where(its => its.DealId == twin.Id).ToListAsync())).Single().DealId);
    }

    private Task<MergeDealsResult> MergeAsync(Deal stays, Deal goes) => desk.DoAsync<MergeDeals, MergeDealsResult>(verb => verb.RunAsync(stays.Id, [goes.Id], new Dictionary<string, Keep>()));
}
