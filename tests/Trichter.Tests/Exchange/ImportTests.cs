using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Deals;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Export;
using Trichter.Exchange.Import;
using Trichter.Platform.Language;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

public sealed class ImportTests : IDisposable
{
    private readonly App app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_row_that_does_not_fit_is_refused_with_its_reason_and_the_others_come_in()
    {
        await app.SetUpAsync();
        var run = await app.ImportTextAsync("""
            id,name,company,amount,stage,created,won_date
            1,One,Acme GmbH,100,Prospect,2026-01-05,
            2,Two,Acme GmbH,abc,Prospect,2026-01-05,
            3,Three,Acme,100,Nirvana,2026-01-05,
            4,Four,,100,Closed Won,2026-01-05,2026-02-01
            5,,,,,yesterday,
            6,,,,,,
            7,Seven,Beta,5,Gewonnen,,
            """, ImportKind.Deals);

        Assert.Equal((4, 3), (run.Created, run.Refused));
        var refusals = await app.RefusalsAsync(run);
        Assert.Equal([(3, "amount"), (4, "stage"), (6, "created")], refusals.Select(refusal => (refusal.Line, refusal.ColumnName)));
        Assert.Contains("Nirvana", new Texts()[Sentence.Read(refusals[1].Reason)], StringComparison.Ordinal);
        Assert.Equal("6", (await app.InDbAsync(db => db.Deals.SingleAsync(deal => deal.ExternalId == "6"))).Name);
        Assert.Equal(2, await app.InDbAsync(db => db.Companies.CountAsync()));
    }

    [Fact]
    public async Task Dated_columns_become_the_way_of_the_deal()
    {
        await app.SetUpAsync();
        await app.ImportTextAsync("""
            id,name,entered,Prospect,Committed,outcome,closed_on,lost_reason
            1,Way,2026-01-01,2026-01-05,2026-01-20 10:00,won,2026-02-01,
            2,Quick,,,,lost,2026-02-03,Kein Budget
            3,Open,2026-01-01,2026-01-05,,open,2026-05-01,
            4,Unknown,,,,,,
            """, ImportKind.Deals);

        var rows = await app.InDbAsync(db => db.Transitions.AsNoTracking().Join(db.Deals, row => row.DealId, deal => deal.Id, (row, deal) => new { deal.ExternalId, Row = row })
            .OrderBy(pair => pair.ExternalId).ThenBy(pair => pair.Row.Seq).ToListAsync());
        Assert.Equal(
            ["1 lead>prospect 4", "1 prospect>committed 15", "1 committed>won 12", "2 lead>lost 0", "3 lead>prospect 4", "3 prospect> ", "4 lead> "],
            rows.Select(pair => $"{pair.ExternalId} {pair.Row.StageKey}>{pair.Row.LeftTo} {pair.Row.Days}"));
        Assert.Equal(["qualified-prospect"], rows[2].Row.Skipped);
        Assert.Equal(new DateTime(2026, 1, 20, 9, 0, 0, DateTimeKind.Utc), rows[2].Row.EnteredAt);
        Assert.Null(rows[^1].Row.EnteredAt);

        var open = await app.InDbAsync(db => db.Deals.SingleAsync(deal => deal.ExternalId == "3"));
        Assert.Equal((Outcome.Open, new DateOnly(2026, 5, 1), 2), (open.Outcome, open.ExpectedClose!.Value, open.Position));
        Assert.NotNull((await app.InDbAsync(db => db.Deals.SingleAsync(deal => deal.ExternalId == "2"))).CloseReasonId);
    }

    [Fact]
    public async Task A_later_row_of_the_file_updates_and_only_creating_refuses_it()
    {
        await app.SetUpAsync();
        var run = await app.ImportTextAsync("id,name,value\n1,One,5\n1,Uno,6\n", ImportKind.Deals);
        Assert.Equal((1, 1), (run.Created, run.Updated));
        var deal = await app.InDbAsync(db => db.Deals.SingleAsync());
        Assert.Equal(("Uno", 600), (deal.Name, deal.ValueMinor));

        var create = await app.ImportTextAsync("id,name\n1,Again\n2,Two\n2,Twice\n", ImportKind.Deals, new Mapping { As = ImportKind.Deals, Mode = ImportMode.Create });
        Assert.Equal((1, 2), (create.Created, create.Refused));
        var update = await app.ImportTextAsync("id,name\n1,Uno\n9,Nine\n", ImportKind.Deals, new Mapping { As = ImportKind.Deals, Mode = ImportMode.Update });
        Assert.Equal((0, 0, 1, 1), (update.Created, update.Updated, update.Unchanged, update.Refused));
    }

    [Fact]
    public async Task An_import_that_was_stopped_goes_on_after_the_last_finished_portion()
    {
        await app.SetUpAsync();
        var run = await app.PrepareAsync(ManyDeals(1800), ImportKind.Deals);

        await Assert.ThrowsAsync<OperationCanceledException>(() => StopAfterAsync(run, portions: 2));
        Assert.Equal(1000, await app.InDbAsync(db => db.Deals.CountAsync()));

        await app.WithAsync<RunImports, object?>(async imports =>
        {
            await imports.RunWaitingAsync();
            return null;
        });
        var done = await app.InDbAsync(db => db.Imports.SingleAsync());
        Assert.Equal((ImportState.Done, 1800, 1800), (done.State, done.RowsDone, done.Created));
        Assert.Equal(1800, await app.InDbAsync(db => db.Deals.CountAsync()));
        Assert.Equal(1800, await app.InDbAsync(db => db.Deals.Select(deal => deal.ExternalId).Distinct().CountAsync()));
        Assert.Equal(1, await app.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Deal)).Select(entry => entry.ChangeId).Distinct().CountAsync()));
    }

    [Fact]
    public async Task An_import_whose_node_went_silent_is_taken_on_after_a_minute()
    {
        await app.SetUpAsync();
        var run = await app.PrepareAsync(ManyDeals(10), ImportKind.Deals);
        await app.InDbAsync(db => db.Imports.ExecuteUpdateAsync(set => set.SetProperty(its => its.State, ImportState.Running).SetProperty(its => its.HeartbeatAt, app.Clock.Now)));

        foreach (var (seconds, expected) in new[] { (30, 0), (61, 10) })
        {
            app.Clock.Now = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc).AddSeconds(seconds);
            await app.WithAsync<RunImports, object?>(async imports =>
            {
                await imports.RunWaitingAsync();
                return null;
            });
            Assert.Equal(expected, await app.InDbAsync(db => db.Deals.CountAsync()));
        }
    }

    [Fact]
    public async Task A_cancelled_import_stops_before_its_next_portion()
    {
        await app.SetUpAsync();
        var run = await app.PrepareAsync(ManyDeals(1800), ImportKind.Deals);
        await app.WithAsync<RunImports, ImportRun>(imports =>
        {
            imports.AfterPortion = _ => Cancel(run.Id);
            return imports.RunNowAsync(run.Id);
        });
        Assert.Equal((ImportState.Cancelled, 500), await app.InDbAsync(async db => ((await db.Imports.SingleAsync()).State, await db.Deals.CountAsync())));
    }

    [Fact]
    public async Task A_dry_run_counts_everything_and_leaves_nothing()
    {
        await app.SetUpAsync();
        var csv = Encoding.UTF8.GetString(ManyDeals(1200)) + "1,Again,Acme,Zoe,1,\nx,Bad,Acme,Zoe,1,never\n";
        var run = await app.ImportTextAsync(csv, ImportKind.Deals, dryRun: true);
        Assert.Equal((1202, 1200, 1, 1), (run.RowsDone, run.Created, run.Updated, run.Refused));
        Assert.Equal((0, 0, 1, 0, 0), await app.InDbAsync(async db => (
            await db.Deals.CountAsync(), await db.Companies.CountAsync(), await db.Users.CountAsync(),
            await db.Transitions.CountAsync(), await db.Changes.CountAsync(change => change.Id == run.ChangeId))));
        Assert.Single(await app.RefusalsAsync(run));
    }

    [Fact]
    public async Task Naughty_strings_come_back_unchanged()
    {
        var naughty = JsonSerializer.Deserialize<List<string>>(File.ReadAllText(SharedData.Path("naughty-strings", "blns.json")))!;
        var formulas = File.ReadAllLines(SharedData.Path("naughty-strings", "csv-formula-injection.txt"));
        var strings = naughty.Concat(formulas).Where(text => text.Length <= 200 && !string.IsNullOrWhiteSpace(text)).ToList();
        await app.SetUpAsync();

        var csv = new StringBuilder("id,name,note\n");
        foreach (var (text, index) in strings.Select((text, index) => (text, index)))
        {
            var cell = "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{index},{cell},{cell}\n");
        }

        var run = await app.ImportTextAsync(csv.ToString(), ImportKind.Deals, new Mapping { As = ImportKind.Deals, Dialect = new WrittenDialect("utf-8", ",") });
        Assert.Equal((strings.Count, 0), (run.Created, run.Refused));
        var deals = await app.InDbAsync(db => db.Deals.ToDictionaryAsync(deal => int.Parse(deal.ExternalId, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(strings.Select((text, index) => (Text: text.Trim(' '), Deal: deals[index])), pair =>
        {
            Assert.Equal(pair.Text, pair.Deal.Name);
            Assert.Equal(pair.Text, pair.Deal.Custom["note"]);
        });
    }

    [Fact]
    public async Task Nul_characters_and_half_letters_are_taken_out_and_reported()
    {
        await app.SetUpAsync();
        var run = await app.ImportTextAsync("id,name\n1,A\0B\n", ImportKind.Deals);
        Assert.Equal("AB", (await app.InDbAsync(db => db.Deals.SingleAsync())).Name);
        Assert.Contains(Importing.NoticesOf(run), notice => notice.Kind == NoticeKind.Cleaned);
        Assert.Equal("a\uFFFDb", CleanText.Of("a\uD800b"));
    }

    [Fact]
    public async Task People_come_in_with_their_companies()
    {
        await app.SetUpAsync();
        var run = await app.ImportTextAsync("""
            Name,E-mail Address,Company,Job Title,Mobile Phone
            Ada Lovelace,Ada@Example.org,Analytical GmbH,Engineer,+49 1
            Bob,not-an-address,Analytical GmbH,,
            """, ImportKind.People);
        Assert.Equal((1, 1), (run.Created, run.Refused));
        var again = await app.ImportTextAsync("Name,Email,Company\nAda Lovelace,ada@example.org,Beta AG\n", ImportKind.People);
        Assert.Equal(1, again.Updated);
        var ada = await app.InDbAsync(db => db.People.Include("employments").SingleAsync());
        Assert.Equal(("Ada", "Lovelace", 2), (ada.FirstName, ada.LastName, ada.Employments.Count));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 381 123", "'+49 381 123")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("plain", "plain")]
    public void A_cell_that_looks_like_a_formula_is_guarded(string cell, string written) => Assert.Equal(written, CsvTable.Guarded(cell));

    private void Cancel(Guid id)
    {
        using var scope = app.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Db>().Imports.Where(run => run.Id == id).ExecuteUpdate(set => set.SetProperty(run => run.State, ImportState.Cancelled));
    }

    private Task<ImportRun> StopAfterAsync(ImportRun run, int portions) => app.WithAsync<RunImports, ImportRun>(imports =>
    {
        var stop = new CancellationTokenSource();
        imports.AfterPortion = _ =>
        {
            if (--portions == 0) stop.Cancel();
        };
        return imports.RunNowAsync(run.Id, stop.Token);
    });

    private static byte[] ManyDeals(int count) => Encoding.UTF8.GetBytes(
        "id,name,company,owner,value,created\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"{i},Deal {i},Company {i % 50},Seller {i % 7},{i},2026-01-{i % 28 + 1:00}\n")));
}
