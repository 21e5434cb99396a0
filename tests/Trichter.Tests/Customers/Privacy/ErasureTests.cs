using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Privacy.Requests;
using Trichter.Customers.Privacy.Retention;
using Trichter.Ledger;
using Trichter.Ledger.Sealing;
using Trichter.Platform.Operation.Backups;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Privacy;

/// <summary>Jan asks for his data, and then that they be erased.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Person jan = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync("funnel-5");
        jan = Assert.IsType<SaveResult<Person>.Saved>(await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["first_name"] = "Jan", ["last_name"] = "Petry", ["emails"] = "jan@petry.example", ["language"] = "de" }, null, "", evenIfDuplicate: true))).Record;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task R71_R72_what_was_erased_is_left_out_by_undo_and_shown_as_erased_on_a_past_day()
    {
        var first = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.RecordId == jan.Id).Select(entry => entry.ChangeId).SingleAsync());
        await SealAsync();
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(3);
        await EraseByPageAsync();

        var undone = Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(first, _ => true)));
        Assert.Equal((0, 1), (undone.Records, undone.Erased));
        var erasing = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.RecordId == jan.Id).OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        Assert.IsType<UndoResult.ChangedSince>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(erasing, _ => true)));
        await desk.Browser.VisitAsync("/people?day=2026-03-03");
        Assert.Contains("erased", desk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Petry", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/people");
        Assert.DoesNotContain("Petry", desk.Browser.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Browser.Http.GetAsync(new Uri($"/people/{jan.Id}/erase", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task R74_entries_from_before_salts_were_kept_can_be_erased_and_the_chain_holds_and_still_tells_on_who_changes_it()
    {
        await desk.App.InDbAsync(db => db.Ledger.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Salt, "")));
        await SealAsync();
        await EraseByPageAsync();
        await SealAsync();

        Assert.Empty(await BrokenAsync());
        Assert.Single(await desk.App.InDbAsync(db => db.Seals.AsNoTracking().Where(seal => seal.Renews == 1).ToListAsync()));
        await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Erased != "").ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Erased, entry => entry.Erased.Replace("a", "b"))));
        Assert.Equal([1], await BrokenAsync());
    }

    [Fact]
    public async Task R73_a_backup_brought_back_is_erased_again_and_R78_a_hold_keeps_a_person_from_being_erased()
    {
        await desk.Browser.VisitAsync($"/people/{jan.Id}/erase");
        await desk.Browser.SubmitAsync($"form[action='/people/{jan.Id}/hold']", ("why", "A lawsuit about pump P1"));
        await EraseByPageAsync();
        Assert.Contains("These data must stay for now: A lawsuit about pump P1", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync($"form[action='/people/{jan.Id}/hold/end']");

        await EraseByPageAsync();
        await desk.App.InDbAsync(async db =>
        {
            await db.Erasures.ExecuteDeleteAsync();
            db.SearchEntries.Add(jan.ForSearch());
            await db.SaveChangesAsync();
            return await db.People.IgnoreQueryFilters().Where(its => its.Id == jan.Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.LastName, "Petry").SetProperty(its => its.DeletedAt, (DateTime?)null));
        });
        Assert.Equal("Erased again: 1 people.", await desk.App.WithAsync<IAfterRestore, string?>(its => its.RunAsync(default)));
        Assert.Equal("erased", await desk.App.InDbAsync(db => db.People.IgnoreQueryFilters().Where(its => its.Id == jan.Id).Select(its => its.LastName).SingleAsync()));
    }

    [Fact]
    public async Task R60_R61_a_request_for_access_is_noted_warned_of_looked_through_and_fetched_once()
    {
        await desk.Browser.VisitAsync($"/settings/requests?person={jan.Id}");
        await desk.Browser.SubmitAsync("main form:has([name=Proof])", ("Kind", "Access"), ("Proof", "Mail from his address"));
        Assert.Contains("to be answered by", desk.Browser.Text, StringComparison.Ordinal);
        var request = await desk.App.InDbAsync(db => db.PrivacyRequests.AsNoTracking().SingleAsync());
        Assert.Equal((jan.Id, "jan@petry.example", "de", new DateOnly(2026, 4, 2)), (request.PersonId, request.Contact, request.Language, request.DueOn));

        foreach (var day in new[] { 10, 18, 19, 28 })
        {
            desk.App.Clock.Now = new DateTime(2026, 3, day, 9, 0, 0, DateTimeKind.Utc);
            await desk.App.WithAsync<KeepRequests, int>(async its =>
            {
                await its.WatchAsync();
                return 0;
            });
        }

        Assert.Equal(2, await desk.App.InDbAsync(db => db.Notifications.CountAsync(its => its.Address == $"/settings/requests/{request.Id}")));

        desk.App.Clock.Now = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        await desk.Browser.VisitAsync($"/settings/requests/{request.Id}");
        await desk.Browser.SubmitAsync("form[action$='/file']");
        await desk.Browser.SubmitAsync("main form:has([name=looked])", ("looked", "true"));
        var link = desk.Browser.Page.QuerySelector("main code")!.TextContent.Trim();

        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync(link);
        using var archive = new ZipArchive(new MemoryStream(await PostAsync(stranger)));
        using var report = new StreamReader(archive.GetEntry("report.html")!.Open());
        var page = WebUtility.HtmlDecode(await report.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Was wir über Sie gespeichert haben", page, StringComparison.Ordinal);
        Assert.Contains("jan@petry.example", page, StringComparison.Ordinal);
        await stranger.VisitAsync(link);
        Assert.Contains("no longer valid", stranger.Text, StringComparison.Ordinal);
    }

    /// <summary>R78.</summary>
    [Theory]
    [InlineData(KeptKind.Invoice, "DE", "2026-11-20", "2034-12-31")]
    [InlineData(KeptKind.Invoice, "PL", "2026-11-20", "2031-12-31")]
    [InlineData(KeptKind.Invoice, "PL", "2026-12-20", "2032-12-31")]
    [InlineData(KeptKind.Letter, "DE", "2026-11-20", "2032-12-31")]
    public void R78_documents_stay_to_the_end_of_the_year_that_the_law_names(KeptKind kind, string country, string on, string last) =>
        Assert.Equal(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture), KeepingPeriod.LastDay(kind, country, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture)));

    private async Task EraseByPageAsync()
    {
        await desk.Browser.VisitAsync($"/people/{jan.Id}/erase");
        await desk.Browser.SubmitAsync("main form:has([name=name])", ("name", "petry"));
    }

    private static async Task<byte[]> PostAsync(Browser browser)
    {
        var form = browser.Page.QuerySelector("main form[action$='/file']")!;
        using var body = new FormUrlEncodedContent(form.QuerySelectorAll("input").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")));
        var answer = await browser.Http.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), body);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {answer.RequestMessage?.RequestUri} {form.OuterHtml}");
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private Task SealAsync() => desk.App.WithAsync<SealLedger, int>(async its =>
    {
        await its.RunAsync();
        return 0;
    });

    private Task<IReadOnlyList<long>> BrokenAsync() => desk.App.WithAsync<SealLedger, IReadOnlyList<long>>(its => its.BrokenAsync());
}
