using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Activities;
using Trichter.Activities.CallLists;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Activities;

/// <summary>Anna, Bert, Cleo and Dora of Petry are called one after another; Bert has no number, Cleo objected.</summary>
public sealed class CallListTests : IAsyncLifetime
{
    private readonly Dictionary<string, Person> people = [];
    private Desk desk = null!;
    private Deal deal = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        deal = await desk.EnterAsync("Tower crane");
        foreach (var (name, phone) in new[] { ("Anna", "+49 381 111"), ("Bert", ""), ("Cleo", "+49 381 333"), ("Dora", "+49 381 444") })
        {
            var saved = await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["last_name"] = name, ["phones"] = phone }, deal.CompanyId, "", true));
            people[name] = Assert.IsType<SaveResult<Person>.Saved>(saved).Record;
        }

        await desk.DoAsync<IServiceProvider, int>(async services =>
        {
            var keys = services.GetRequiredService<ContactKeys>();
            await keys.LoadAsync();
            await services.GetRequiredService<WriteConsent>().SuppressAsync(keys.OfPerson(people["Cleo"].Id), null, ContactChannel.Phone, SuppressionReason.Objected);
            return await services.GetRequiredService<Db>().SaveChangesAsync();
        });
        await desk.App.InDbAsync(db => db.Deals.Where(its => its.Id == deal.Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.ContactId, people["Anna"].Id)));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task One_at_a_time_each_result_is_an_activity_and_who_cannot_be_called_is_listed_at_the_end()
    {
        await desk.Browser.VisitAsync("/people");
        Assert.Contains("Call one after another", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/calls/through/people?sort=name");
        Assert.Contains("4 records stand in the list.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form");
        Assert.Contains("1 of 4", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Call Anna, +49 381 111", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("May we?", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.PressAsync("form.tr-sheet", "Form.Result", "Spoke", ("Form.Note", "Wants two"), ("Form.Plans", "true"), ("Form.NextAt", "2001-01-01T10:00"));
        Assert.Contains("Name a time that lies ahead.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Wants two", desk.Browser.Page.Body!.InnerHtml, StringComparison.Ordinal);
        await desk.Browser.PressAsync("form.tr-sheet", "Form.Result", "Spoke", ("Form.Note", "Wants two"), ("Form.Plans", "true"), ("Form.NextAt", "2099-01-05T10:00"), ("Form.NextText", "Ask again"));

        Assert.Contains("4 of 4", desk.Browser.Text, StringComparison.Ordinal);
        await desk.App.InDbAsync(db => db.People.Where(its => its.Id == people["Anna"].Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.LastName, "Zoe")));
        await desk.Browser.PressAsync("form.tr-sheet", "Form.Result", "NotReached");

        Assert.Contains("How the calls went", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Spoke1", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Not reached1", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Cannot be called2", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("BertNo phone number", desk.Browser.Text, StringComparison.Ordinal);

        var made = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().OrderBy(its => its.Id).ToListAsync());
        Assert.Equal([(deal.Id, null, "Wants two", CallResult.Spoke, true), (deal.Id, null, "Ask again", null, false), (null, people["Dora"].Id, "Call", (CallResult?)CallResult.NotReached, true)],
            made.Select(its => (its.DealId, its.PersonId, its.Text, its.Result, its.DoneAt is not null)).ToList<(Guid?, Guid?, string, CallResult?, bool)>());
        await desk.Browser.VisitAsync($"/people/{people["Dora"].Id}");
        Assert.Contains("made a call: Not reached", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Single((await desk.App.WithAsync<IEnumerable<IKnowContacts>, ILookup<Guid, PastContact>>(all => all.OfType<KnowCalls>().Single().ContactsAsync([people["Dora"].Id], desk.App.Clock.Now.AddDays(-1), default)))[people["Dora"].Id]);
    }

    [Fact]
    public async Task Skipped_is_kept_apart_a_call_is_noted_once_and_an_objection_in_between_is_heard()
    {
        var round = (await BeginAsync(CallKind.People, "?sort=name"))!.Value;
        Assert.True(await desk.DoAsync<NoteStop, bool>(verb => verb.SkipAsync(round, people["Anna"].Id)));
        await desk.Browser.VisitAsync($"/calls/rounds/{round}");
        Assert.Contains("4 of 4", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/calls/rounds/{round}?at={people["Anna"].Id}");
        Assert.Contains("1 of 4", desk.Browser.Text, StringComparison.Ordinal);

        var draft = new CallDraft(CallResult.CallBack, "", null);
        Assert.Empty(await NoteAsync(round, "Anna", draft));
        Assert.Empty(await NoteAsync(round, "Anna", draft));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Activities.CountAsync()));
        Assert.Equal("A next call needs a deal.", (await NoteAsync(round, "Dora", draft with { IsPlanned = true }))["NextAt"].Key);

        await desk.App.InDbAsync(db => db.People.Where(its => its.Id == people["Dora"].Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.Phones, new List<string>())));
        Assert.Equal("No phone number", (await NoteAsync(round, "Dora", draft))[""].Key);
        Assert.True(await desk.DoAsync<NoteStop, bool>(verb => verb.SkipAsync(round, people["Dora"].Id)));
        Assert.Equal([StopState.Called, StopState.Impossible, StopState.Impossible, StopState.Impossible], await desk.App.InDbAsync(db => db.CallStops.OrderBy(its => its.Position).Select(its => its.State).ToListAsync()));
    }

    [Fact]
    public async Task Companies_and_deals_are_called_through_too_a_planned_call_becomes_this_one_and_others_see_nothing_of_it()
    {
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(deal.Id, ActivityType.Call, "Ask for the plan", desk.App.Clock.Now.AddMinutes(5)));
        var round = (await BeginAsync(CallKind.Deals, "", "sales-cycle-7"))!.Value;
        await desk.Browser.VisitAsync($"/calls/rounds/{round}");
        Assert.Contains("Ask for the plan", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.PressAsync("form.tr-sheet", "Form.Result", "LeftMessage", ("Form.Note", "On the machine"));
        var call = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync());
        Assert.Equal(("Ask for the plan", "On the machine", CallResult.LeftMessage), (call.Text, call.Outcome, call.Result));

        var companies = (await BeginAsync(CallKind.Companies, ""))!.Value;
        await desk.Browser.VisitAsync($"/calls/rounds/{companies}");
        Assert.Contains("Call Anna, +49 381 111", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.PressAsync("form.tr-sheet", "Form.Result", "Spoke", ("Form.Deal", ""), ("Form.Note", "Switchboard"));
        Assert.Equal(deal.CompanyId, (await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync(its => its.Text == "Switchboard"))).CompanyId);

        await desk.HireAsync("Sam", Role.Seller, Visibility.Own);
        var sam = await desk.SignInAsync("Sam");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await sam.Http.GetAsync(new Uri($"/calls/rounds/{round}", UriKind.Relative))).StatusCode);
        await sam.VisitAsync("/calls/through/companies");
        Assert.Contains("The list is empty now.", sam.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_files_they_hold_only_whom_we_may_call_or_visit_and_count_the_others_by_rule()
    {
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        await desk.App.InDbAsync(async db =>
        {
            (await db.Companies.SingleAsync(its => its.Id == deal.CompanyId)).Put(new Address(AddressKind.Main, "Am Strande 3", "18055", "Rostock", "DE"));
            db.InterestNotes.Add(new InterestNote { PersonId = people["Anna"].Id, Reason = "asked", Fact = "Asked at the fair for a call on pump P1 this month", Source = "Fair", NotedOn = today, Product = "P1", CreatedAt = desk.App.Clock.Now });
            db.Activities.Add(new Activity { DealId = deal.Id, Type = ActivityType.Call, Text = "Call", DoneAt = desk.App.Clock.Now.AddDays(-3), CreatedAt = desk.App.Clock.Now });
            db.Activities.Add(new Activity { DealId = deal.Id, Type = ActivityType.Task, Text = "Send the plan", DueAt = desk.App.Clock.Now.AddDays(3), CreatedAt = desk.App.Clock.Now });
            db.PersonPrivacy.Add(new PersonPrivacy { PersonId = people["Dora"].Id, RestrictedAt = desk.App.Clock.Now });
            return await db.SaveChangesAsync();
        });

        await desk.Browser.VisitAsync("/calls/through/people?sort=name");
        Assert.NotNull(desk.Browser.Page.QuerySelector("a[href='/calls/files/people?sort=name']"));
        await desk.Browser.VisitAsync("/calls/files/people?sort=name");
        var panels = desk.Browser.Page.QuerySelectorAll("[data-sheet]").Select(its => string.Concat(its.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.EndsWith("Download1row(CSV)LeftoutNophonenumber1Thedataofthispersonarerestricted:stored,andnotused.R201Theywithdrewtheirconsentorobjected.R231", panels[0], StringComparison.Ordinal);
        Assert.EndsWith("Download1row(CSV)LeftoutThedataofthispersonarerestricted:stored,andnotused.R201", panels[1], StringComparison.Ordinal);

        var calls = await FileAsync("/calls/files/people/calls.csv?sort=name");
        Assert.Equal("No.,Person,Company,Phone number,Last contact,Next step,May we?", calls[0]);
        Assert.StartsWith($"1,Anna,{deal.CompanyName},", calls[1], StringComparison.Ordinal);
        Assert.Contains("+49 381 111", calls[1], StringComparison.Ordinal);
        Assert.Contains("Send the plan", calls[1], StringComparison.Ordinal);
        Assert.Contains("R31: Confirm first: Asked at the fair", calls[1], StringComparison.Ordinal);
        Assert.Equal(2, calls.Count);
        Assert.StartsWith($"18055,Rostock,Am Strande 3,{deal.CompanyName},\"Anna, Bert, Cleo\",R24: legitimate interest", (await FileAsync("/calls/files/people/visits.csv?sort=name"))[1], StringComparison.Ordinal);
        Assert.Equal(calls[1], (await FileAsync("/calls/files/companies/calls.csv"))[1]);
        Assert.Equal(3, await desk.App.InDbAsync(db => db.Timeline.CountAsync(entry => entry.Kind == nameof(Trichter.Activities.CallLists.Files.SheetTaken))));

        await desk.HireAsync("Sam", Role.Seller);
        Assert.DoesNotContain("+49 381", await (await desk.SignInAsync("Sam")).Http.GetStringAsync(new Uri("/calls/files/people/calls.csv", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<List<string>> FileAsync(string address) => [.. System.Text.Encoding.UTF8.GetString(await desk.Browser.DownloadAsync(address)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];

    private Task<Guid?> BeginAsync(CallKind kind, string query, string? process = null) => desk.DoAsync<BeginCalls, Guid?>(verb => verb.RunAsync(kind, process, query));

    private Task<IReadOnlyDictionary<string, Told>> NoteAsync(Guid round, string person, CallDraft draft) => desk.DoAsync<NoteStop, IReadOnlyDictionary<string, Told>>(verb => verb.CallAsync(round, people[person].Id, draft));
}
