using Microsoft.EntityFrameworkCore;
using Trichter.Deals.History;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>What the database keeps as totals is at all times what a count of the deals comes to.</summary>
public sealed class TotalsTests : IAsyncLifetime
{
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

        await new BusySeller(desk, 20260302).ChangeAsync(times: 60);

        await SameAsync();
        await desk.App.WithAsync<FoldTotals, bool>(async totals =>
        {
            await totals.RunAsync();
            return true;
        });
        await SameAsync();
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
