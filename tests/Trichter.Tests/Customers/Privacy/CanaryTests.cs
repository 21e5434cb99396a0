using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Meetings;
using Trichter.Billing.Invoices;
using Trichter.Campaigns.Landing;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Merge;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Erase;
using Trichter.Deals.Stakeholders;
using Trichter.Exchange.Import;
using Trichter.Exchange.Webhooks;
using Trichter.Ledger.Sealing;
using Trichter.Platform.Language;
using Trichter.Platform.Operation.Tables;
using Trichter.Tests.Billing;
using Trichter.Tests.Campaigns;
using Trichter.Tests.Exchange;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Privacy;

/// <summary>R76: somebody with strings that stand nowhere else goes through the whole house and is erased. What is left of them stands in documents that law keeps.</summary>
public sealed class CanaryTests : IAsyncLifetime
{
    private const string Email = "qzxmail@qzxhost.example", First = "Qzxfirst", Last = "Qzxlast", Phone = "+49 381 7318842";

    /// <summary>These stand on the invoice, too.</summary>
    private static readonly string[] OnDocuments = [First, Last, Email];

    private static readonly string[] Canaries =
        ["7318842", "qzxtitle", "qzxtag", "qzxexternal", "qzxhobby", "qzxrole", "qzxfact", "qzxreason", "qzxorigin", "qzxnote", "qzxmeeting", "qzxplace", "qzxminutes", "qzxstance", "qzxanswer", "qzxcall", "qzxother", "qzxrefused", "qzxclose"];

    private readonly CampaignDesk campaigns = new(new App { Settings = new() { [WebhookLine.Setting] = "true" } });
    private Desk Desk => campaigns.Desk;
    private App App => campaigns.App;

    public async ValueTask InitializeAsync() => await campaigns.OpenAsync();

    public ValueTask DisposeAsync() => campaigns.DisposeAsync();

    [Fact]
    public async Task R76_R77_nothing_of_an_erased_person_is_left_in_tables_files_and_pages_but_what_law_keeps()
    {
        var (person, petry) = await GoThroughTheHouseAsync();
        var before = await FiguresAsync();
        foreach (var canary in Canaries) Assert.True((await DumpAsync([])).Contains(canary, StringComparison.OrdinalIgnoreCase), $"{canary} was nowhere");

        var plan = await Desk.DoAsync<PlanErasure, ErasurePlan?>(its => its.RunAsync(person));
        Assert.Equal(new DateOnly(2034, 12, 31), plan!.LastDuty);
        Assert.Contains(plan.Documents, its => its.Table == "invoices");
        var erased = Assert.IsType<ErasureResult.Erased>(await Desk.DoAsync<ErasePerson, ErasureResult>(its => its.RunAsync(person, plan.Mentions.Select(mention => mention.Key).ToHashSet())));
        Assert.Equal(plan.Documents.Count, erased.Kept);

        var kept = await App.InDbAsync(db => db.Erasures.AsNoTracking().SingleAsync(its => its.Id == person));
        var dump = await DumpAsync(kept.Kept);
        foreach (var canary in Canaries.Concat(OnDocuments))
            Assert.True(!dump.Contains(canary, StringComparison.OrdinalIgnoreCase), $"{canary} is left in {Around(dump, canary)}");
        Assert.Empty(Directory.EnumerateFiles(App.Folder, "*.csv", SearchOption.AllDirectories));

        // R77, and R74 over the whole ledger.
        Assert.Equal(before, await FiguresAsync());
        await SealAsync();
        Assert.Empty(await App.WithAsync<SealLedger, IReadOnlyList<long>>(its => its.BrokenAsync()));

        foreach (var page in new[] { $"/deals/{petry}", $"/deals/{petry}/history", "/people", "/settings/log", $"/search?q={Last}" })
        {
            await Desk.Browser.VisitAsync(page);
            if (page != $"/search?q={Last}") Assert.DoesNotContain("qzx", Desk.Browser.Text, StringComparison.OrdinalIgnoreCase);
        }

        await FinishAsync();
        if (!TestDatabase.IsPostgres) AssertFileHoldsNone();

        App.Clock.Now = new DateTime(2035, 1, 1, 3, 0, 0, DateTimeKind.Utc);
        await FinishAsync();
        var end = await DumpAsync([]);
        foreach (var canary in Canaries.Concat(OnDocuments)) Assert.True(!end.Contains(canary, StringComparison.OrdinalIgnoreCase), $"{canary} is left in {Around(end, canary)}");
        Assert.NotNull((await App.InDbAsync(db => db.Erasures.AsNoTracking().SingleAsync(its => its.Id == person))).FinishedAt);
    }

    private async Task<(Guid Person, Guid Petry)> GoThroughTheHouseAsync()
    {
        await App.InDbAsync(async db =>
        {
            db.Webhooks.Add(new Webhook { Name = "All", Url = "https://hook.example/", Kinds = [], Secret = "whsec_x", CreatedAt = App.Clock.Now });
            return await db.SaveChangesAsync();
        });
        await App.ImportTextAsync($"first_name,last_name,title,emails,phones,tags,external_id\n{First},{Last},qzxtitle,{Email},{Phone},qzxtag,qzxexternal\n", ImportKind.People);
        var person = await App.InDbAsync(db => db.People.AsNoTracking().Where(its => its.LastName == Last).Select(its => its.Id).SingleAsync());
        await App.ImportTextAsync($"first_name,last_name,emails,language\n{First},{Last},{Email},qzxrefused is no language\n", ImportKind.People);

        await SendFormAsync();

        // Petry's deal, in which the person is the contact, with an invoice in their name.
        var petry = await Desk.PrepareQuotesAsync();
        await App.InDbAsync(async db =>
        {
            var (known, deal) = (await db.People.SingleAsync(its => its.Id == person), await db.Deals.SingleAsync(its => its.Id == petry.Id));
            (known.Custom, deal.ContactId) = (new() { ["hobby"] = "qzxhobby" }, person);
            return await db.SaveChangesAsync();
        });
        Assert.True(await Desk.DoAsync<SavePerson, bool>(verb => verb.EmployAsync(person, petry.CompanyId!.Value, "qzxrole", ends: false)));
        Assert.Null(await Desk.DoAsync<KeepConsent, Fault?>(verb => verb.NoteInterestAsync(person, new("qzxreason", "qzxfact said at the fair that they want a call about pumps", "fair", new DateOnly(2026, 2, 20), "pump"))));
        Assert.Null(await Desk.DoAsync<KeepPrivacy, Fault?>(verb => verb.SaveAsync(person, new PrivacyDraft { OriginNote = "qzxorigin" })));
        Assert.Null(await Desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(petry.Id, ActivityType.Note, $"qzxnote {First} {Last} called", null)));
        Assert.Null(await Desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(petry.Id, ActivityType.Call, $"qzxcall with {Email}", App.Clock.Now.AddDays(2))));
        var meeting = Assert.IsType<PlanResult.Planned>(await Desk.DoAsync<PlanActivity, PlanResult>(verb => verb.RunAsync(petry.Id, new PlanDraft(ActivityType.Meeting, $"qzxmeeting with {First} {Last}", App.Clock.Now.AddDays(3), 60, "", null, [person], [], []) { Invites = true })));
        Assert.NotNull(meeting);
        Assert.Null(await Desk.DoAsync<NoteStakeholder, Told?>(verb => verb.RunAsync(petry.Id, new StakeholderDraft(person, "", StakeholderRole.Decides, Influence.High, Stance.For, null, "qzxstance"))));
        var order = await Desk.OrderAsync(petry, [("BAGGER-22", "", "1", "", "Normal")], ("language", "de"));
        await Desk.DeliverAsync(order.Id, 1);
        await Desk.BillAsync(order.Id, BillWhat.Delivered);
        await Desk.Browser.TypeAsync((await Desk.QuoteAsync(petry.Id)).Id, [("SERVICE", "", "1", "", "Normal")]);

        await SendMailingAsync();

        // The same person twice, made one.
        var other = Assert.IsType<SaveResult<Person>.Saved>(await Desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["first_name"] = First, ["last_name"] = Last, ["emails"] = "qzxother@qzxhost.example" }, null, "", evenIfDuplicate: true))).Record;
        Assert.True(await Desk.DoAsync<MergePeople, bool>(verb => verb.RunAsync(person, other.Id, new Dictionary<string, Keep>())));
        await SealAsync();
        return (person, petry.Id);
    }

    /// <summary>A deal of their own comes of it, with an answer and a mail that asks to confirm.</summary>
    private async Task SendFormAsync()
    {
        var (process, wording) = await App.InDbAsync(async db => (await db.Processes.Select(its => its.Id).FirstAsync(), await db.ConsentWordings.Select(its => its.Id).SingleAsync()));
        var (page, _) = await Desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(null, "pumps", new LandingContent("de", "Pumpen", "# Pumpen", "# Danke!", ["Wie viele?"], AsksPhone: true, wording, [], process, "website")));
        Assert.True(await Desk.DoAsync<SaveLanding, bool>(verb => verb.PublishAsync(page!.Id)));
        var stranger = App.OpenBrowser();
        await stranger.VisitAsync("/p/pumps?utm_source=fair");
        App.Clock.Now = App.Clock.Now.AddSeconds(30);
        await stranger.SubmitAsync("main form:has([name=email])", ("name", $"{First} {Last}"), ("email", Email), ("answer-0", "qzxanswer"), ("consent", "Newsletter"));
        var mail = await App.InDbAsync(db => db.OutgoingMails.AsNoTracking().Where(its => its.Text.Contains("/confirm/")).SingleAsync());
        await stranger.VisitAsync(new Uri(mail.Text.Split('\n').Single(line => line.Contains("/confirm/", StringComparison.Ordinal)).Trim()).PathAndQuery);
        await stranger.SubmitAsync("main form.tr-stack");
        var lead = await App.InDbAsync(db => db.Deals.AsNoTracking().Where(its => its.Name.Contains(Last)).Select(its => its.Id).SingleAsync());
        await App.InDbAsync(async db =>
        {
            (await db.Deals.SingleAsync(its => its.Id == lead)).CloseNote = "qzxclose";
            db.Activities.Add(new Activity { DealId = lead, Type = ActivityType.Meeting, Text = "qzxminutes", Place = "qzxplace", CreatedAt = App.Clock.Now, DoneAt = App.Clock.Now });
            return await db.SaveChangesAsync();
        });
    }

    private async Task SendMailingAsync()
    {
        var mailing = await campaigns.MailingAsync(await campaigns.SegmentAsync($"?f=last-name~contains~{Last}"));
        await campaigns.StartAsync(mailing);
        await campaigns.SendAsync();
        Assert.Single(await campaigns.RecipientsAsync());
    }

    private Task FinishAsync() => App.WithAsync<FinishErasures, int>(async its =>
    {
        await its.RunAsync();
        return 0;
    });

    private Task SealAsync() => App.WithAsync<SealLedger, int>(async its =>
    {
        await its.RunAsync();
        return 0;
    });

    /// <summary>Every cell of every table, but columns that are documents in rows that law keeps, and the proof of consent.</summary>
    private Task<string> DumpAsync(IReadOnlyList<KeptDocument> kept) => App.InDbAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        var all = new StringBuilder();
        foreach (var table in await Catalogue.TablesAsync(db.Database.GetDbConnection(), default))
        {
            var stay = kept.Where(its => its.Table == table.Name).Select(its => its.Id).ToHashSet();
            var id = table.Columns.ToList().FindIndex(column => column.Name == "id");
            await foreach (var row in Snapshot.RowsAsync(db.Database.GetDbConnection(), table, default))
                for (var at = 0; at < row.Length; at++)
                {
                    var held = PersonalData.Of(table.Name, table.Columns[at].Name);
                    if (held == DataClass.Proof || (held == DataClass.Document && id >= 0 && stay.Contains(Guid.Parse(row[id]!)))) continue;
                    all.Append(table.Name).Append('.').Append(table.Columns[at].Name).Append(": ").AppendLine(row[at]);
                }
        }

        return all.ToString();
    });

    private static string? Around(string dump, string canary) => dump.Split('\n').FirstOrDefault(line => line.Contains(canary, StringComparison.OrdinalIgnoreCase));

    /// <summary>Not even on pages of the file that are free; the name stands on the invoice.</summary>
    private void AssertFileHoldsNone()
    {
        foreach (var file in Directory.EnumerateFiles(App.Folder, "trichter.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var text = Encoding.Latin1.GetString(copy.ToArray());
            foreach (var canary in Canaries) Assert.False(text.Contains(canary, StringComparison.OrdinalIgnoreCase), $"{canary} is left in {Path.GetFileName(file)}");
        }
    }

    private async Task<string> FiguresAsync()
    {
        var figures = new StringBuilder();
        foreach (var page in new[] { "/insight/funnel", "/insight/sources", "/insight/cycle-time", "/insight/pipeline" })
        {
            await Desk.Browser.VisitAsync(page);
            figures.AppendLine(Desk.Browser.Page.QuerySelector("main")!.TextContent);
        }

        return figures.ToString();
    }
}
