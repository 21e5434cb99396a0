using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Import;
using Trichter.Ledger;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

/// <summary>Two real files: 8,000 leads, and the 842 of them that were won.</summary>
public sealed class ImportOlistTests : IDisposable
{
    private static readonly string Leads = SharedData.Root is null ? "" : SharedData.Path("olist-funnel", "olist_marketing_qualified_leads_dataset.csv");
    private static readonly string Closed = SharedData.Root is null ? "" : SharedData.Path("olist-funnel", "olist_closed_deals_dataset.csv");

    private readonly App app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Leads_come_in_by_one_file_and_are_won_by_another()
    {
        SharedData.Path();
        await app.SetUpAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var leads = await app.ImportAsync(Leads, ImportKind.Deals);
        TestContext.Current.TestOutputHelper?.WriteLine($"8,000 leads in {clock.Elapsed}");
        Assert.Equal((8000, 8000, 0, 0), (leads.RowsDone, leads.Created, leads.Updated, leads.Refused));

        clock.Restart();
        var won = await app.ImportAsync(Closed, ImportKind.Deals, WonMapping);
        TestContext.Current.TestOutputHelper?.WriteLine($"842 won in {clock.Elapsed}");
        Assert.Equal((842, 0, 842, 0), (won.RowsDone, won.Created, won.Updated, won.Refused));

        Assert.Equal(842, await app.InDbAsync(db => db.Deals.CountAsync(deal => deal.Outcome == Outcome.Won)));
        Assert.Equal(7158, await app.InDbAsync(db => db.Deals.CountAsync(deal => deal.Outcome == Outcome.Open)));
        Assert.Equal(8000, await app.InDbAsync(db => db.Transitions.CountAsync()));
        Assert.Equal(842, await app.InDbAsync(db => db.Transitions.CountAsync(row => row.LeftTo == "won" && row.Imported && row.DateOnly)));

        var rows = await app.InDbAsync(db => db.Transitions.AsNoTracking().Where(row => row.LeftTo == "won").ToListAsync());
        var before = Assert.Single(rows, row => row.LeftDay < row.EnteredDay);
        Assert.Null(before.Days);
        Assert.Equal(-2, before.LeftDay!.Value.DayNumber - before.EnteredDay!.Value.DayNumber);
        Assert.Equal(427, rows.Max(row => row.Days));

        var deal = await app.InDbAsync(db => db.Deals.SingleAsync(its => its.ExternalId == "5420aad7fec3549a85876ba1c529bd84"));
        Assert.Equal("pet", deal.Custom["business_segment"]);
        Assert.Equal(new DateTime(2018, 2, 26, 18, 58, 54, DateTimeKind.Utc), deal.OutcomeAt);
        Assert.Equal("paid_search", (await app.InDbAsync(db => db.Deals.SingleAsync(its => its.ExternalId == "8c18d1de7f67e60dbd64e3c07d7e9d5d"))).EntrySource);
    }

    [Fact]
    public async Task The_whole_import_can_be_taken_back()
    {
        SharedData.Path();
        await app.SetUpAsync();
        var leads = await app.ImportAsync(Leads, ImportKind.Deals);
        var won = await app.ImportAsync(Closed, ImportKind.Deals, WonMapping);

        Assert.IsType<UndoResult.ChangedSince>(await app.UndoAsync(leads));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.IsType<UndoResult.Undone>(await app.UndoAsync(won));
        Assert.Equal(8000, await app.InDbAsync(db => db.Deals.CountAsync(deal => deal.Outcome == Outcome.Open && deal.OutcomeAt == null)));
        Assert.Equal(0, await app.InDbAsync(db => db.Transitions.CountAsync(row => row.LeftTo != null || row.LeftAt != null)));

        Assert.IsType<UndoResult.Undone>(await app.UndoAsync(leads));
        TestContext.Current.TestOutputHelper?.WriteLine($"both taken back in {clock.Elapsed}");
        Assert.Equal(0, await app.InDbAsync(db => db.Deals.CountAsync()));
        Assert.Equal(0, await app.InDbAsync(db => db.Transitions.CountAsync()));
        Assert.Equal(0, await app.InDbAsync(db => db.SearchEntries.CountAsync(entry => entry.Kind == nameof(Deal))));

        var again = await app.ImportAsync(Leads, ImportKind.Deals);
        Assert.Equal(8000, again.Created);
    }

    internal static Mapping WonMapping { get; } = new()
    {
        As = ImportKind.Deals,
        Mode = ImportMode.Update,
        Match = ["external_id"],
        Columns = new Dictionary<string, string> { ["mql_id"] = "external_id", ["won_date"] = "won_on" },
    };
}
