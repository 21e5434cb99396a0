using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Privacy.Requests;
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

    private async Task<Guid> EnterAsync(RequestKind kind) => (await desk.DoAsync<KeepRequests, (PrivacyRequest? Request, Fault? Fault)>(
        verb => verb.EnterAsync(new RequestDraft(kind, null, "", "jan@petry.example", "", DateOnly.FromDateTime(desk.App.Clock.Now), "Their own mailbox", null)))).Request!.Id;

    private async Task<ConsentAnswer> MayWeAsync(Purpose purpose) => (await desk.App.WithAsync<AskConsent, ConsentAnswer?>(ask => ask.JudgeAsync(jan.Id, null, new ContactPlan(purpose, ContactChannel.Email))))!;
}
