using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Leads.Proposals;
using Trichter.Leads.Questionnaires;
using Trichter.Ledger;
using Trichter.Market.Profiles;
using Trichter.Offers.Calls;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers;

/// <summary>A call by the talk track of the stage: one page, one save, each thing where it belongs.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private const string Form = "form:has([name=notes])";

    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.EnterAsync("Two excavators", stage: "qualify-fit");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_BANT_call_is_kept_with_one_save_and_makes_the_lead_an_SQL()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("13 points", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/call");
        Assert.Contains("What should become better? What happens if nothing changes?", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.SubmitAsync(Form, [.. Bant, ("covered", "opening"), ("need", "Two machines in February"), ("o-kind", await KindAsync("price-too-high")), ("o-words", "That is a lot"),
            ("lead", "Accept"), ("notes", "Friendly"), ("nextText", "Send the offer"), ("nextType", "Task"), ("nextDue", "2026-03-04T10:00")]);

        Assert.Equal($"/deals/{petry.Id}", desk.Browser.Address.AbsolutePath);
        Assert.Contains("noted answers to BANT (8, said in a call): fits", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(ProposalState.Accepted, (await desk.App.InDbAsync(db => db.LeadProposals.AsNoTracking().SingleAsync())).State);
        Assert.Equal("Two machines in February", (await desk.App.InDbAsync(db => db.Needs.AsNoTracking().SingleAsync())).Text);
        Assert.Equal("That is a lot", (await desk.App.InDbAsync(db => db.Objections.AsNoTracking().SingleAsync())).Words);
        var activities = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().OrderBy(its => its.Id).ToListAsync());
        Assert.Equal([ActivityType.Call, ActivityType.Task], activities.Select(its => its.Type));
        Assert.Equal(CallResult.Spoke, activities[0].Result);
        Assert.StartsWith("Friendly\nTalk track “Qualify fit”: 1 of 13 points covered\n✓ Thank them for their time", activities[0].Text, StringComparison.Ordinal);
        Assert.Equal(("Send the offer", new DateTime(2026, 3, 4, 9, 0, 0, DateTimeKind.Utc)), ((await desk.ReadAsync(petry.Id)).NextStep, (await desk.ReadAsync(petry.Id)).NextStepAt));
    }

    [Fact]
    public async Task What_speaks_for_us_stands_above_the_talk_track_benefits_first_for_the_product_of_the_deal()
    {
        await desk.App.InDbAsync(async db =>
        {
            var now = desk.App.Clock.Now;
            db.CustomerProfiles.AddRange(
                new CustomerProfile { Name = "All", Benefits = "We answer within an hour.", CreatedAt = now },
                new CustomerProfile { Name = "Road builders", Product = "excavator", Benefits = "No waiting for parts.\nWe answer within an hour.", Usps = "Stock in Rostock", CreatedAt = now },
                new CustomerProfile { Name = "Bakers", Product = "Oven", Benefits = "Warm rolls at six.", CreatedAt = now });
            return await db.Deals.Where(deal => deal.Id == petry.Id).ExecuteUpdateAsync(set => set.SetProperty(deal => deal.Product, "Excavator")) + await db.SaveChangesAsync();
        });

        await desk.Browser.VisitAsync($"/deals/{petry.Id}/call");
        Assert.Equal(["No waiting for parts.", "We answer within an hour."], desk.Browser.Page.QuerySelectorAll("[data-benefits] li").Select(line => line.TextContent.Trim()));
        Assert.Equal(["Stock in Rostock"], desk.Browser.Page.QuerySelectorAll("[data-usps] li").Select(line => line.TextContent.Trim()));
    }

    [Fact]
    public async Task Where_one_thing_does_not_fit_nothing_is_kept_and_nothing_typed_is_lost()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/call");
        var changes = await CountAsync();
        await desk.Browser.SubmitAsync(Form, ("bant.q-need", "Two machines"), ("bant.q-budget-amount", "a lot"), ("covered", "opening"), ("need", "A crane"), ("o-words", "Too dear"), ("notes", "Friendly"), ("nextText", "Call again"), ("nextDue", "2026-03-01T10:00"));

        Assert.Contains("This is not a number.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Choose what kind of objection it is.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Name a time that lies ahead.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0, 0, 0), await desk.App.InDbAsync(async db => (await db.Answers.CountAsync(), await db.Needs.CountAsync(), await db.Objections.CountAsync(), await db.Activities.CountAsync(), await db.LeadProposals.CountAsync())));
        Assert.Equal(changes, await CountAsync());
        var page = desk.Browser.Page;
        Assert.Equal(["Two machines", "A crane", "Too dear", "Friendly"], new[] { "bant.q-need", "need", "o-words", "notes" }.Select(name => page.QuerySelector($"textarea[name='{name}']")!.TextContent));
        Assert.Equal("a lot", page.QuerySelector("input[name='bant.q-budget-amount']")!.GetAttribute("value"));
        Assert.True(page.QuerySelector("input[name=covered][value=opening]")!.HasAttribute("checked"));

        await desk.Browser.SubmitAsync(Form, ("bant.q-budget-amount", "400000"), ("o-kind", await KindAsync("price-too-high")), ("nextDue", "2026-03-03T10:00"));
        Assert.Equal((2, 1, 1, 2), await desk.App.InDbAsync(async db => (await db.Answers.CountAsync(), await db.Needs.CountAsync(), await db.Objections.CountAsync(), await db.Activities.CountAsync())));
    }

    [Fact]
    public async Task A_planned_call_is_finished_by_it_and_an_answer_is_heard_again()
    {
        await desk.DoAsync<AnswerQuestions, AnswerResult>(verb => verb.RunAsync(petry.Id, "bant", new Answering(new Dictionary<string, string> { ["need"] = "Two machines" }, [], AnswerSource.Mail, Confidence.Low, "")));
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(petry.Id, ActivityType.Call, "Ask for the budget", desk.App.Clock.Now.AddHours(1)));
        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(2);

        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        var link = desk.Browser.Page.QuerySelector($"a[href^='/deals/{petry.Id}/call?activity=']")!;
        await desk.Browser.VisitAsync(link.GetAttribute("href")!);
        Assert.Equal("Two machines", desk.Browser.Page.QuerySelector("textarea[name='bant.q-need']")!.TextContent);
        await desk.Browser.SubmitAsync(Form, ("confirmed", "bant/need"), ("result", "CallBack"));

        var call = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync());
        Assert.Equal(("Ask for the budget", desk.App.Clock.Now, CallResult.CallBack), (call.Text, call.DoneAt, call.Result));
        Assert.Contains("0 of 13 points covered", call.Outcome, StringComparison.Ordinal);
        Assert.Equal(AnswerSource.Call, (await desk.App.InDbAsync(db => db.Answers.AsNoTracking().SingleAsync(answer => answer.ReplacedAt == null))).Source);
    }

    [Fact]
    public async Task All_of_a_call_is_taken_back_at_once()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/call");
        await desk.Browser.SubmitAsync(Form, ("bant.q-need", "Two machines"), ("need", "A crane"), ("nextText", "Call again"));
        var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());

        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true)));

        Assert.Equal((0, 0, 0), await desk.App.InDbAsync(async db => (await db.Answers.CountAsync(), await db.Needs.CountAsync(), await db.Activities.CountAsync())));
    }

    [Fact]
    public async Task Strangers_and_readers_hold_no_call()
    {
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        await desk.HireAsync("Rita", Role.Reader);
        var draft = new CallDraft([], new Dictionary<string, Dictionary<string, string>>(), [], Confidence.Low, null, null, LeadStep.None, "Mine", null, null, null);
        Assert.NotEmpty(await desk.DoAsync<HoldCall, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync(petry.Id, draft), "nina@nordwerk.example"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<HoldCall, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync(petry.Id, draft), "rita@nordwerk.example"));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Activities.CountAsync()));
    }

    private static (string, object)[] Bant =>
    [
        ("bant.q-need", "Two excavators"), ("bant.q-need-for-us", "yes"), ("bant.q-value-seen", "yes"), ("bant.q-budget-state", "approved"), ("bant.q-budget-amount", "400000"),
        ("bant.q-who-decides", "Frau Petry"), ("bant.q-access", "yes"), ("bant.q-decision-by", "2026-05-30"),
    ];

    private Task<Guid> KindAsync(string key) => desk.App.InDbAsync(db => db.ObjectionKinds.Where(its => its.Key == key).Select(its => its.Id).SingleAsync());

    private Task<int> CountAsync() => desk.App.InDbAsync(db => db.Changes.CountAsync());
}
