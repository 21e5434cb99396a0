using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.History;
using Trichter.Exchange.Import;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

/// <summary>A file of events becomes the history of deals.</summary>
public sealed class ImportEventsTests : IAsyncLifetime
{
    private readonly App app = new();

    public ValueTask InitializeAsync() => new(app.SetUpAsync("sales-cycle-7"));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Events_become_visits_in_order_of_time_and_an_end_closes_the_deal()
    {
        var run = await app.ImportTextAsync("""
            case,activity,timestamp,resource,value
            7,Qualify fit,2026-01-12 09:00,Tom Albers,
            7,First contact,2026-01-05 10:30,Jana Petersen,1200.50
            8,First contact,2026-01-07 08:00,Tom Albers,
            7,Won,2026-02-02 16:00,Jana Petersen,
            8,Lost,2026-01-20 12:00,,
            """, ImportKind.Events);

        Assert.Equal((5, 2, 3, 0), (run.RowsTotal, run.Created, run.Updated, run.Refused));
        var seven = await DealAsync("7");
        Assert.Equal((Outcome.Won, 120050L), (seven.Outcome, seven.ValueMinor));
        var rows = await RowsAsync(seven);
        Assert.Equal(["first-contact → qualify-fit, Start, Jana Petersen", "qualify-fit → won, Forward, Tom Albers"], await ToldAsync(rows));
        Assert.Equal(new DateTime(2026, 1, 5, 9, 30, 0, DateTimeKind.Utc), rows[0].EnteredAt);
        Assert.Equal(6.9375, rows[0].Days);
        Assert.Equal(Outcome.Lost, (await DealAsync("8")).Outcome);
    }

    [Fact]
    public async Task Events_of_one_instant_keep_the_order_of_the_file()
    {
        await app.ImportTextAsync("""
            case,stage,time
            1,Pitch,2026-01-05 10:00
            1,First contact,2026-01-05 10:00
            1,Qualify fit,2026-01-05 10:00
            """, ImportKind.Events);

        Assert.Equal(["pitch", "first-contact", "qualify-fit"], (await RowsAsync(await DealAsync("1"))).Select(row => row.StageKey));
    }

    [Fact]
    public async Task A_later_file_goes_on_and_the_same_file_again_changes_nothing()
    {
        const string first = "case,stage,time\n1,First contact,2026-01-05 10:00\n";
        await app.ImportTextAsync(first, ImportKind.Events);
        app.Clock.Now += TimeSpan.FromHours(1);

        var more = await app.ImportTextAsync(first + "1,Pitch,2026-01-09 10:00\n1,Qualify fit,2026-01-06 10:00\n", ImportKind.Events);

        Assert.Equal((0, 2, 1), (more.Created, more.Updated, more.Unchanged));
        Assert.Equal(["first-contact", "qualify-fit", "pitch"], (await RowsAsync(await DealAsync("1"))).Select(row => row.StageKey));

        app.Clock.Now += TimeSpan.FromHours(1);
        var late = await app.ImportTextAsync("case,stage,time\n1,Negotiate,2026-01-07 10:00\n", ImportKind.Events);
        Assert.Contains("lies before", Assert.Single(await app.RefusalsAsync(late)).Reason, StringComparison.Ordinal);

        await app.UndoAsync(more);
        Assert.Equal(["first-contact"], (await RowsAsync(await DealAsync("1"))).Select(row => row.StageKey));
    }

    [Fact]
    public async Task What_cannot_be_used_is_listed_with_its_reason()
    {
        var run = await app.ImportTextAsync("""
            case,stage,time
            1,First contact,2026-01-05
            1,Coffee,2026-01-06
            ,Pitch,2026-01-07
            2,,2026-01-07
            3,Pitch,
            1,Won,2026-01-08
            1,Lost,2026-01-09
            """, ImportKind.Events);

        Assert.Equal((1, 1, 5), (run.Created, run.Updated, run.Refused));
        Assert.Equal(["stage", "external_id", "stage", "time", "stage"], (await app.RefusalsAsync(run)).Select(refusal => refusal.ColumnName switch { "case" => "external_id", var name => name }));
    }

    [Fact]
    public async Task Without_a_definition_the_file_makes_the_process()
    {
        await app.ImportTextAsync("""
            case,stage,time
            1,Inquiry,2026-01-05
            1,Site visit,2026-01-06
            1,Quote sent,2026-01-09
            2,Inquiry,2026-01-05
            2,Quote sent,2026-01-06
            2,Won,2026-01-08
            """, ImportKind.Events, newProcess: "Repairs");

        var process = await app.InDbAsync(db => db.Processes.SingleAsync(its => its.Key == "repairs"));
        var version = await app.InDbAsync(db => db.ProcessVersions.SingleAsync(its => its.Id == process.CurrentVersionId));
        Assert.Equal(["Inquiry", "Site visit", "Quote sent"], version.Stages.Select(stage => stage.Name.En));
        Assert.Equal(process.Id, (await DealAsync("2")).ProcessId);
        Assert.Equal(["site-visit"], (await RowsAsync(await DealAsync("2")))[1].Skipped);
    }

    private Task<Deal> DealAsync(string id) => app.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync(deal => deal.ExternalId == id));

    private Task<List<StageTransition>> RowsAsync(Deal deal) =>
        app.InDbAsync(db => db.Transitions.AsNoTracking().Where(row => row.DealId == deal.Id).OrderBy(row => row.Seq).ToListAsync());

    private async Task<IEnumerable<string>> ToldAsync(IEnumerable<StageTransition> rows)
    {
        var names = await app.InDbAsync(db => db.Users.ToDictionaryAsync(user => user.Id, user => user.Name));
        return rows.Select(row => $"{row.StageKey} → {row.LeftTo}, {row.Kind}, {names[row.ActorId!.Value]}");
    }
}
