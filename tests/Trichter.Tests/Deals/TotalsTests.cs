using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.History;
using Trichter.Deals.Move;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>What the database keeps as totals is at all times what a count of the deals comes to.</summary>
public sealed class TotalsTests : IAsyncLifetime
{
    private readonly Random dice = new(20260302);
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync(withSampleData: true);
        await desk.EnterAsync("The first of many");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task After_a_long_day_of_changes_the_totals_equal_a_count()
    {
        await SameAsync();

        for (var round = 0; round < 60; round++)
        {
            var deals = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().OrderBy(deal => deal.Id).ToListAsync());
            await ChangeAsync(deals[dice.Next(deals.Count)], dice.Next(8));
        }

        await SameAsync();
        await desk.App.WithAsync<FoldTotals, bool>(async totals =>
        {
            await totals.RunAsync();
            return true;
        });
        await SameAsync();
    }

    private async Task ChangeAsync(Deal deal, int what)
    {
        var stages = (await desk.VersionAsync()).Stages;
        switch (what)
        {
            case 0:
                await desk.EnterAsync($"Deal {dice.Next()}");
                break;
            case 1 or 2:
                await desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync(deal.Id, stages[dice.Next(stages.Count)].Id, [], "Hurry"));
                break;
            case 3:
                await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(dice.Next(2) == 0 ? Outcome.Won : Outcome.Disqualified, null, "", null, "")));
                break;
            case 4:
                await desk.DoAsync<CloseDeal, bool>(verb => verb.ReopenAsync(deal.Id));
                break;
            case 5:
                await desk.DoAsync<ChangeDeal, bool>(verb => verb.DeleteAsync(deal.Id));
                break;
            case 6:
                await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(
                    deal.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["value"] = $"{dice.Next(9999)}.50" }, null));
                break;
            default:
                var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
                await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true));
                break;
        }
    }

    private async Task SameAsync()
    {
        const string columns = "stage_id || outcome || currency || coalesce(cast(owner_id as text), '')";
        var kept = await ReadAsync($"select {columns} || ' ' || sum(deals) || ' ' || sum(value_minor) || ' ' || sum(proven_minor) as \"Value\" from deal_totals group by process_id, stage_id, outcome, currency, owner_id having sum(deals) <> 0");
        var counted = await ReadAsync($"select {columns} || ' ' || count(*) || ' ' || sum(value_minor) || ' ' || sum(case when evidenced_position >= position then value_minor else 0 end) as \"Value\" from deals where deleted_at is null group by process_id, stage_id, outcome, currency, owner_id");
        Assert.NotEmpty(counted);
        Assert.Equal(counted, kept);

        const string facts = "deal_id || '-' || coalesce(cast(owner_id as text), '') || case when deleted then 'x' else '' end || coalesce(cast(entry_day as text), '') || '-' || entry_position || '-' || highest || '-' || state || '-' || visited || '-' || latest_day || coalesce(cast(latest_recorded as text), '') as \"Value\"";
        Assert.Equal(await ReadAsync($"select {facts} from deal_facts_now"), await ReadAsync($"select {facts} from deal_facts"));

        const string groups = "coalesce(cast(owner_id as text), '') || '-' || entry_position || '-' || highest || '-' || state || '-' || visited";
        Assert.Equal(
            await ReadAsync($"select {groups} || ' ' || count(*) as \"Value\" from deal_facts where not deleted group by owner_id, entry_position, highest, state, visited"),
            await ReadAsync($"select {groups} || ' ' || sum(deals) as \"Value\" from funnel_totals group by owner_id, entry_position, highest, state, visited having sum(deals) <> 0"));
    }

    private Task<List<string>> ReadAsync(string sql) => desk.App.InDbAsync(async db =>
        (await db.Database.SqlQueryRaw<string>(sql).ToListAsync()).Order(StringComparer.Ordinal).ToList());
}
