using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Privacy.Erase;
using Trichter.Customers.Privacy.Requests;
using Trichter.Exchange.Webhooks;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Privacy;

/// <summary>Jan knows his rights.</summary>
public sealed class RequestsTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Person jan = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync("funnel-5");
        jan = Assert.IsType<SaveResult<Person>.Saved>(await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["first_name"] = "Jan", ["last_name"] = "Petry", ["emails"] = "jan@petry.example", ["language"] = "pl" }, null, "", evenIfDuplicate: true))).Record;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task R62_R67_what_they_gave_us_goes_along_as_tables_in_their_language_and_what_others_wrote_does_not()
    {
        var request = await EnterAsync(RequestKind.Portability);
        Assert.True(await desk.DoAsync<AccessFile, bool>(file => file.MakeAsync(request)));
        using var archive = new ZipArchive(new MemoryStream((await desk.DoAsync<AccessFile, byte[]?>(file => file.ReadAsync(request)))!));
        Assert.Equal(["data.json", "people.csv", "report.html"], archive.Entries.Select(entry => entry.Name).Order());
        using var report = new StreamReader(archive.GetEntry("report.html")!.Open());
        Assert.Contains("<h2>Dane podstawowe</h2>", System.Net.WebUtility.HtmlDecode(await report.ReadToEndAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R64_R65_a_restriction_and_an_objection_hold_from_the_moment_they_are_noted()
    {
        await EnterAsync(RequestKind.Objection);
        Assert.Equal("R23", (await MayWeAsync(Purpose.Newsletter)).Rule);
        await EnterAsync(RequestKind.Restriction);
        Assert.Equal("R20", (await MayWeAsync(Purpose.Contract)).Rule);
        Assert.NotNull(await desk.App.InDbAsync(db => db.PersonPrivacy.Where(its => its.PersonId == jan.Id).Select(its => its.RestrictedAt).SingleAsync()));
    }

    [Fact]
    public async Task R79_the_record_of_processing_is_made_from_what_is_set_up_and_taken_along_as_a_file()
    {
        Assert.Null(await desk.DoAsync<KeepWordings, Fault?>(verb => verb.SaveAsync(null, new WordingDraft("News", "We write to you", "", "", [Purpose.Newsletter], [ContactChannel.Email], "Nordwerk, Kiel", "Pumpen Partner", null))));
        await desk.Browser.VisitAsync("/settings/processing");
        Assert.Matches("Newsletter.*E-mail.*Pumpen Partner", desk.Browser.Text);
        Assert.DoesNotContain("Addresses from lists", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form:has([name=Measures])", ("Measures", "Two people look at every backup"));
        Assert.Contains("Two people look at every backup", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Two people look at every backup", await desk.Browser.Http.GetStringAsync(new Uri("/settings/processing.csv", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task R63_whoever_got_the_data_is_told_of_a_correction_or_it_is_written_down_why_not()
    {
        await desk.App.InDbAsync(db =>
        {
            db.Webhooks.Add(new Webhook { Name = "Stock", Url = "https://stock.petry.example/in", Secret = "s", CreatedAt = desk.App.Clock.Now });
            return db.SaveChangesAsync();
        });
        var request = await EnterAsync(RequestKind.Correction);
        await desk.Browser.VisitAsync($"/settings/requests/{request}");
        await desk.Browser.SubmitAsync("form:has([name=Answer])", ("Answer", "Your name is corrected."));
        Assert.Contains("Tell everybody who got the data", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Your name is corrected.", desk.Browser.Page.QuerySelector("[name=Answer]")!.TextContent, StringComparison.Ordinal);

        await desk.Browser.SubmitAsync("form:has([name=Answer])", ("Answer", "Your name is corrected."), ("told", "Stock (stock.petry.example)"));
        Assert.Contains("Told of it: Stock (stock.petry.example)", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(RequestState.Answered, await desk.App.InDbAsync(db => db.PrivacyRequests.Select(its => its.State).SingleAsync()));
    }

    [Fact]
    public async Task R75_notes_about_others_that_mention_them_are_listed_and_cleared_only_where_somebody_ticked_them()
    {
        var (mine, others) = (await desk.EnterAsync("Pumps", "Petry"), await desk.EnterAsync("Valves", "Anker"));
        foreach (var (deal, text) in new[] { (mine, "Jan Petry wants two more."), (others, "Old Petry said no; ask his son.") })
            await desk.App.InDbAsync(db => db.Deals.Where(its => its.Id == deal.Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.NextStep, text)));

        await desk.Browser.VisitAsync($"/people/{jan.Id}/erase");
        var listed = desk.Browser.Page.QuerySelectorAll("[name=clear]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>().ToDictionary(box => box.Closest("label")!.TextContent, box => (box.Value, box.IsChecked));
        Assert.True(listed.Single(one => one.Key.Contains("wants two more", StringComparison.Ordinal)).Value.IsChecked);
        Assert.False(listed.Single(one => one.Key.Contains("ask his son", StringComparison.Ordinal)).Value.IsChecked);

        await desk.DoAsync<ErasePerson, ErasureResult>(verb => verb.RunAsync(jan.Id, listed.Values.Where(one => one.IsChecked).Select(one => one.Value).ToHashSet()));
        Assert.DoesNotContain("Petry", (await desk.ReadAsync(mine.Id)).NextStep, StringComparison.Ordinal);
        Assert.Equal("Old Petry said no; ask his son.", (await desk.ReadAsync(others.Id)).NextStep);
    }

    private async Task<Guid> EnterAsync(RequestKind kind) => (await desk.DoAsync<KeepRequests, (PrivacyRequest? Request, Fault? Fault)>(
        verb => verb.EnterAsync(new RequestDraft(kind, null, "", "jan@petry.example", "", DateOnly.FromDateTime(desk.App.Clock.Now), "Their own mailbox", null)))).Request!.Id;

    private async Task<ConsentAnswer> MayWeAsync(Purpose purpose) => (await desk.App.WithAsync<AskConsent, ConsentAnswer?>(ask => ask.JudgeAsync(jan.Id, null, new ContactPlan(purpose, ContactChannel.Email))))!;
}
