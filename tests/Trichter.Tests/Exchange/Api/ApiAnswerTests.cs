using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Import;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange.Api;

/// <summary>Lists, repeated requests, nonsense, reports, imports and the description.</summary>
public sealed class ApiAnswerTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Caller caller = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        caller = await desk.CallAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData("created")]
    [InlineData("-created")]
    [InlineData("name")]
    [InlineData("-value")]
    public async Task Pages_of_a_list_show_every_deal_once_also_when_one_is_entered_meanwhile(string sort)
    {
        for (var i = 0; i < 11; i++)
        {
            if (i % 3 == 0) desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(1);
            await desk.EnterAsync($"Deal {i * 7 % 11:00}", value: $"{i % 4}.00");
        }

        var expected = await desk.App.InDbAsync(db => db.Deals.Select(deal => deal.Id).ToListAsync());
        var seen = new List<Guid>();
        var values = new List<string>();

        for (string? next = $"deals?process=sales-cycle-7&sort={sort}&limit=3"; next is { Length: > 0 };)
        {
            var page = (await caller.GetAsync(next)).Expect(200);
            Assert.InRange(page.Items.Count(), 1, 3);
            seen.AddRange(page.Items.Select(item => item.GetProperty("id").GetGuid()));
            values.AddRange(page.Items.Select(item => item.GetProperty("name").GetString()!));
            next = page["next"];
            if (seen.Count == 3) await desk.EnterAsync("Deal 05", value: "2.00");
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(expected.Except(seen));
        if (sort == "name") Assert.Equal(values.Order(StringComparer.Ordinal), values);
    }

    [Fact]
    public async Task A_list_says_which_filters_orders_and_limits_it_knows()
    {
        foreach (var wrong in new[] { "limit=201", "limit=0", "limit=x", "sort=colour", "colour=red", "cursor=nonsense", "outcome=sold", "owner_id=me", "process=none", "sort=value" })
            Assert.Single((await caller.GetAsync($"deals?{wrong}")).Expect(422).Json.GetProperty("errors").EnumerateObject());

        foreach (var fine in new[] { "outcome=open", "stage=x", "external_id=7%00", $"company_id={Guid.NewGuid()}", "limit=200", "process=sales-cycle-7&sort=-value" })
            (await caller.GetAsync($"deals?{fine}")).Expect(200);
        foreach (var fine in new[] { "companies?name=Petry&sort=-created", "companies?domain=https://www.petry.de", "people?sort=-last_name", "users?sort=-name", "processes", "reports" })
            (await caller.GetAsync(fine)).Expect(200);
    }

    [Fact]
    public async Task A_cursor_made_up_by_somebody_is_refused_and_shows_nothing_new()
    {
        var foreign = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"sort":"name","value":"17","id":"00000000-0000-0000-0000-000000000000"}""")).TrimEnd('=');
        (await caller.GetAsync($"deals?process=sales-cycle-7&sort=name&cursor={foreign}")).Expect(422);
        (await caller.GetAsync($"deals?cursor={foreign}")).Expect(422);
    }

    [Fact]
    public async Task A_request_repeated_with_its_key_gets_the_first_answer_again()
    {
        var first = (await caller.PostAsync("deals", new { name = "Two excavators" }, (Once.Header, "k1"))).Expect(201);
        var again = (await caller.PostAsync("deals", new { name = "Two excavators" }, (Once.Header, "k1"))).Expect(201);
        Assert.Equal((first.Text, first.Tag, first.Location, "true"), (again.Text, again.Tag, again.Location, again.Headers["Idempotent-Replayed"]));

        Assert.Equal("key_reused", (await caller.PostAsync("deals", new { name = "Three excavators" }, (Once.Header, "k1"))).Expect(422)["code"]);
        (await (await desk.CallAsync()).PostAsync("deals", new { name = "Two excavators" }, (Once.Header, "k1"))).Expect(201);
        (await caller.PostAsync("deals", new { name = "Two excavators" }, (Once.Header, new string('k', 201)))).Expect(400);
        Assert.Equal(2, await desk.App.InDbAsync(db => db.Deals.CountAsync()));

        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(25);
        (await caller.PostAsync("deals", new { name = "Three excavators" }, (Once.Header, "k1"))).Expect(201);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.StoredAnswers.CountAsync()));
    }

    [Fact]
    public async Task An_attempt_that_failed_gives_its_key_back()
    {
        (await caller.PostAsync("companies", new { name = "" }, (Once.Header, "k1"))).Expect(422);
        (await caller.PostAsync("companies", new { name = "Petry" }, (Once.Header, "k1"))).Expect(201);
    }

    [Fact]
    public async Task Equal_requests_at_the_same_time_enter_one_record()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => caller.PostAsync("companies", new { name = "Petry" }, (Once.Header, "k1"))));

        Assert.All(replies, reply => reply.Expect(201));
        Assert.Single(replies.Select(reply => reply.Id).Distinct());
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Companies.CountAsync()));
    }

    [Fact]
    public async Task Nonsense_gets_an_answer_that_says_what_is_wrong()
    {
        (string Body, int Status)[] said =
        [
            ("{", 400),
            ("", 422),
            ("[]", 400),
            ("\"name\"", 400),
            ("null", 400),
            ("""{"name": "a", "name": "b"}""", 400),
            ("""{"name": "\ud800"}""", 400),
            ("""{"tags": ["\udfff"]}""", 400),
            ("""{"name": {"a": 1}}""", 422),
            ("""{"name": ["a"]}""", 422),
            ("""{"name": 17}""", 422),
            ("""{"name": null}""", 422),
            ("""{"name": "a", "employees": 1e400}""", 422),
            ("""{"name": "a", "employees": "1,5"}""", 422),
            ("""{"name": "a", "tags": ["a;b"]}""", 422),
            ("""{"name": "a", "owner_id": 7}""", 422),
            ("""{"name": "a\u0000b", "domain": "\u0000", "vat_number": "\u0000"}""", 201),
            ("""{"name": "'; drop table deals; --<script>alert(1)</script>😀"}""", 201),
        ];

        foreach (var (body, status) in said) (await caller.PostRawAsync("companies", Encoding.UTF8.GetBytes(body))).Expect(status);
    }

    [Fact]
    public async Task Every_kind_of_wrong_request_is_answered_with_problem_details()
    {
        (await caller.GetAsync("nothing")).Expect(404);
        (await caller.GetAsync($"deals/{Guid.NewGuid()}")).Expect(404);
        (await caller.GetAsync("deals/nothing")).Expect(404);
        (await caller.SendAsync(HttpMethod.Put, "deals", null)).Expect(405);
        (await caller.PostRawAsync("deals", "name=x"u8.ToArray(), "application/x-www-form-urlencoded")).Expect(415);
        (await caller.PostRawAsync("imports", "{}"u8.ToArray())).Expect(415);
        (await caller.PostRawAsync("deals", new byte[1024 * 1024 + 1])).Expect(413);
        (await caller.PostRawAsync("companies", [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])).Expect(400);
        (await caller.PostAsync("companies?even_if_similar=perhaps", new { name = "X" })).Expect(400);
        (await caller.GetAsync("reports/none")).Expect(404);
        (await caller.GetAsync("reports/funnel?from=soon")).Expect(422);
    }

    [Fact]
    public async Task A_report_is_the_one_of_the_command_line()
    {
        await desk.EnterAsync("Two excavators");

        var report = (await caller.GetAsync("reports/funnel?as_of=2026-03-02")).Expect(200);

        Assert.Equal(("funnel", "sales-cycle-7", "2026-03-02", "1"), (report["name"], report["process"], report["as_of"], report["population"]));
    }

    [Fact]
    public async Task A_file_is_imported_and_its_refused_rows_are_listed()
    {
        var sent = (await caller.SendAsync(HttpMethod.Post, "imports", ApiDesk.File("id,name,value\n1,One,5\n2,Two,much\n", ("kind", "deals"), ("process", "sales-cycle-7")), (Once.Header, "i1"))).Expect(202);
        Assert.Equal("waiting", sent["state"]);
        var again = (await caller.SendAsync(HttpMethod.Post, "imports", ApiDesk.File("id,name,value\n1,One,5\n2,Two,much\n", ("kind", "deals"), ("process", "sales-cycle-7")), (Once.Header, "i1"))).Expect(202);
        Assert.Equal(sent.Id, again.Id);

        await desk.App.WithAsync<RunImports, ImportRun>(imports => imports.RunNowAsync(sent.Id));

        var done = (await caller.GetAsync(sent.Location)).Expect(200);
        Assert.Equal(("done", "1", "1"), (done["state"], done["created"], done["refused"]));
        Assert.Equal(3, (await caller.GetAsync($"{sent.Location}/refusals")).Expect(200).Items.Single().GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_file_that_does_not_fit_leaves_nothing_behind()
    {
        (await caller.SendAsync(HttpMethod.Post, "imports", ApiDesk.File("a,b\n1,2\n", ("kind", "deals"), ("mapping", """{"as":"deals","columns":{"nowhere":"name"}}""")))).Expect(422);
        (await caller.SendAsync(HttpMethod.Post, "imports", ApiDesk.File("a,b\n1,2\n", ("colour", "red")))).Expect(422);

        Assert.Equal(0, await desk.App.InDbAsync(db => db.Imports.CountAsync()));
    }

    [Fact]
    public async Task Processes_come_with_stages_and_criteria()
    {
        var process = (await caller.GetAsync("processes/sales-cycle-7")).Expect(200);

        Assert.Equal(7, process.Json.GetProperty("stages").EnumerateArray().Count(stage => !stage.GetProperty("after_sale").GetBoolean()));
        Assert.Contains("/", process.Json.GetProperty("stages")[0].GetProperty("criteria")[0].GetProperty("key").GetString(), StringComparison.Ordinal);
        (await caller.GetAsync("processes/none")).Expect(404);
    }

    [Fact]
    public async Task The_description_names_every_operation_and_the_page_shows_them()
    {
        var document = (await desk.CallWith(null).GetAsync("openapi.json")).Expect(200).Json;
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();
        Assert.True(operations.Count > 25, $"{operations.Count}");
        Assert.All(operations, operation => Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!));
        Assert.Equal("deals", document.GetProperty("paths").GetProperty("/api/v1/deals/{id}/move").GetProperty("post").GetProperty("tags")[0].GetString());
        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("Deal").GetProperty("properties").TryGetProperty("expected_close", out _));

        await desk.Browser.VisitAsync("/api");
        Assert.Contains("Move a deal to another stage", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("curl", desk.Browser.Text, StringComparison.Ordinal);
    }
}
