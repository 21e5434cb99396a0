using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Deals;
using Trichter.Team;
using Trichter.Team.Bulk;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>Many deals are changed at once: chosen or all that a list finds, with a look before, what was refused, and one undo.</summary>
public sealed class BulkTests : IAsyncLifetime
{
    private const string List = "/deals/list/sales-cycle-7";

    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Theo", Role.Seller, Visibility.Own);
        foreach (var name in new[] { "Tower crane", "Loader", "Mixer" }) await desk.EnterAsync(name, "");
        await desk.EnterAsync("Of Theo", "", email: "theo@nordwerk.example");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Two_chosen_deals_are_given_to_a_colleague_and_back_by_one_undo()
    {
        await ChooseAsync("Tower crane", "Mixer");
        Assert.Contains("Change 2 deals", desk.Browser.Text, StringComparison.Ordinal);
        var theo = await UserAsync("Theo");
        await desk.Browser.SubmitAsync("form[action^='/deals/bulk/']", ("what", "Owner"), ("Owner", theo));

        Assert.Contains("2 deals changed", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(["Mixer", "Of Theo", "Tower crane"], await NamesAsync(deal => deal.OwnerId == theo));
        await desk.Browser.SubmitAsync("form[action^='/undo/']");
        Assert.Contains("Taken back", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(["Of Theo"], await NamesAsync(deal => deal.OwnerId == theo));
    }

    [Fact]
    public async Task All_that_the_list_finds_are_changed_though_the_change_takes_them_out_of_it()
    {
        await ChangeAllAsync("?f=source~empty~", ("what", "field.source"), ("value.source", "Trade fair"));
        Assert.Contains("4 deals changed", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(4, (await NamesAsync(deal => deal.Source == "Trade fair")).Count);
    }

    [Fact]
    public async Task Tags_come_and_go_and_what_was_so_already_is_told()
    {
        await ChooseAsync("Tower crane");
        await desk.Browser.SubmitAsync("form[action^='/deals/bulk/']", ("what", "AddTag"), ("AddTag", "hot"));
        await ChangeAllAsync("", ("what", "AddTag"), ("AddTag", "hot"));
        Assert.Contains("3 deals changed · 1 was so already", desk.Browser.Text, StringComparison.Ordinal);
        await ChangeAllAsync("?f=tag~has~hot", ("what", "RemoveTag"), ("RemoveTag", "hot"));
        Assert.Contains("4 deals changed", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moving_lists_what_a_stage_still_asks_for_and_a_reason_lets_it_pass()
    {
        await ChangeAllAsync("", ("what", "Stage"), ("Stage", "qualify-fit"));
        Assert.Contains("4 refused", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("not met:", desk.Browser.Text, StringComparison.Ordinal);
        await ChangeAllAsync("", ("what", "Stage"), ("Stage", "qualify-fit"), ("reason", "They came to the fair"));
        Assert.Contains("4 deals changed", desk.Browser.Text, StringComparison.Ordinal);
        var stage = (await desk.VersionAsync()).StageWithKey("qualify-fit")!.Id;
        Assert.Equal(4, (await NamesAsync(deal => deal.StageId == stage)).Count);
    }

    [Fact]
    public async Task Deleted_ones_wait_in_the_bin()
    {
        await ChangeAllAsync("?q=Loader", ("what", "Delete"));
        Assert.Equal(["Mixer", "Of Theo", "Tower crane"], await NamesAsync(_ => true));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_before_anything_is_changed()
    {
        await desk.Browser.VisitAsync($"/deals/bulk/sales-cycle-7?all=1");
        var token = KeyValuePair.Create("__RequestVerificationToken", desk.Browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        foreach (var (what, field, value) in new[] { ("Owner", "Owner", Guid.NewGuid().ToString()), ("AddTag", "AddTag", ""), ("Stage", "Stage", "moon"), ("field.expected_close", "value.expected_close", "soon"), ("field.name", "value.name", "All alike") })
        {
            using var body = new FormUrlEncodedContent([token, KeyValuePair.Create("what", what), KeyValuePair.Create(field, value)]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await desk.Browser.Http.PostAsync(new Uri("/deals/bulk/sales-cycle-7/start", UriKind.Relative), body)).StatusCode);
        }

        Assert.Equal(0, await desk.App.InDbAsync(db => db.BulkRuns.CountAsync()));
        using var forged = new FormUrlEncodedContent([KeyValuePair.Create("what", "Delete")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.Browser.Http.PostAsync(new Uri("/deals/bulk/sales-cycle-7/start", UriKind.Relative), forged)).StatusCode);
    }

    [Fact]
    public async Task Who_sees_only_their_own_changes_only_their_own()
    {
        var theo = await desk.SignInAsync("Theo");
        var foreign = await desk.App.InDbAsync(db => db.Deals.Where(deal => deal.Name == "Loader").Select(deal => deal.Id).SingleAsync());
        await theo.VisitAsync($"/deals/bulk/sales-cycle-7?id={foreign}");
        Assert.Contains("Nothing is chosen", theo.Text, StringComparison.Ordinal);
        await theo.VisitAsync("/deals/bulk/sales-cycle-7?all=1");
        await theo.SubmitAsync("form[action^='/deals/bulk/']", ("what", "AddTag"), ("AddTag", "mine"));
        Assert.Contains("1 deal changed", theo.Text, StringComparison.Ordinal);

        var run = await desk.App.InDbAsync(db => db.BulkRuns.Select(its => its.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Browser.Http.GetAsync(new Uri($"/bulk/{run}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_node_that_died_half_way_is_taken_over_and_nothing_is_done_twice()
    {
        for (var i = 0; i < BulkRun.AtOnce; i++) await desk.EnterAsync($"Deal {i}", "");
        var start = Assert.IsType<BulkStart.Started>(await desk.DoAsync<IServiceProvider, BulkStart>(services => services.GetRequiredService<StartBulk>().RunAsync(services.GetServices<IBulkSubject>().Single(its => its.Record == nameof(Deal)), new BulkWish("sales-cycle-7", "", [], BulkKind.AddTag, "", "hot"))));
        var half = await desk.App.InDbAsync(db => db.Deals.OrderBy(deal => deal.Id).Skip(99).Select(deal => deal.Id).FirstAsync());
        var long_ago = desk.App.Clock.Now.AddMinutes(-5);
        await desk.App.InDbAsync(db => db.BulkRuns.ExecuteUpdateAsync(set => set.SetProperty(run => run.State, BulkState.Running).SetProperty(run => run.HeartbeatAt, long_ago)
            .SetProperty(run => run.LastId, half).SetProperty(run => run.Done, 100).SetProperty(run => run.Changed, 100)));

        await desk.App.WithAsync<RunBulk, object?>(async bulk =>
        {
            await bulk.RunWaitingAsync();
            return null;
        });
        var run = await desk.App.InDbAsync(db => db.BulkRuns.AsNoTracking().SingleAsync());
        Assert.Equal((BulkState.Finished, 204, 204), (run.State, run.Done, run.Changed));
        Assert.Equal(104, await desk.App.InDbAsync(db => db.Ledger.CountAsync(entry => entry.ChangeId == start.Run.ChangeId && entry.Record == nameof(Deal))));
    }

    private async Task ChooseAsync(params string[] names)
    {
        var ids = await desk.App.InDbAsync(db => db.Deals.Where(deal => names.Contains(deal.Name)).Select(deal => deal.Id).ToListAsync());
        await desk.Browser.VisitAsync($"/deals/bulk/sales-cycle-7?{string.Join('&', ids.Select(id => $"id={id}"))}");
    }

    private async Task ChangeAllAsync(string query, params (string Name, object Value)[] answers)
    {
        await desk.Browser.VisitAsync(List + query);
        await desk.Browser.PressAsync("form[action^='/deals/bulk/']", "all", "1");
        await desk.Browser.SubmitAsync("form[action^='/deals/bulk/']", answers);
    }

    private Task<Guid> UserAsync(string name) => desk.App.InDbAsync(db => db.Users.Where(user => user.Name == name).Select(user => user.Id).SingleAsync());

    private async Task<List<string>> NamesAsync(Func<Deal, bool> which) =>
        [.. (await desk.App.InDbAsync(db => db.Deals.AsNoTracking().ToListAsync())).Where(which).Select(deal => deal.Name).Order(StringComparer.Ordinal)];
}
