using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Deals;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Import;
using Trichter.Platform.Documents;
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
}
