using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Activities.Booking;
using Trichter.Campaigns.Intake;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Touches;
using Trichter.Customers.Consent;
using Trichter.Deals;
using Trichter.Nurturing;
using Trichter.Team;
using Trichter.Tests.Support;
using Trichter.Timeline;

namespace Trichter.Tests.Nurturing;

/// <summary>A lead that is not ready yet is nurtured; when its score says that it is, sales gets it and has to call within the hour.</summary>
public sealed class NurturedLeadTests : IAsyncLifetime
{
    private Desk desk = null!;
    private LandingPage page = null!;

    private DateTime Now => desk.App.Clock.Now;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        while (Now.DayOfWeek != DayOfWeek.Tuesday) desk.App.Clock.Now = Now.AddDays(1);
        desk.App.Clock.Now = Now.Date.AddHours(10);
        await desk.HireAsync("Theo", Role.Seller);
        var process = await desk.App.InDbAsync(db => db.Processes.OrderBy(its => its.Position).Select(its => its.Id).FirstAsync());
        var content = new LandingContent("de", "Neue Ramme", "# Ramme", "", [], false, null, [], process, "") { NurtureFirst = true };
        page = (await desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(null, "ramme", content))).Item1!;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_nurtured_lead_waits_for_nobody_until_its_score_is_reached_and_then_for_a_call_within_the_hour()
    {
        await StartAsync(
            new(StepKind.Wait) { Days = 2 }, new(StepKind.Score) { Points = 30, Otherwise = 5 }, new(StepKind.Field) { Field = "language", Text = "pl" }, new(StepKind.Propose));
        await FormAsync("Jan Petry");
        await FormAsync("Eva Nowak");
        desk.App.Clock.Now = Now.AddMinutes(1);
        await FormAsync("Eva Nowak");
        await RunAsync();
        Assert.Equal(0, await desk.App.InDbAsync(db => db.LeadClocks.CountAsync()));
        Assert.All(await DealsAsync(), deal => Assert.Equal((true, (Guid?)null), (deal.IsNurtured, deal.OwnerId)));

        desk.App.Clock.Now = Now.AddDays(2);
        await RunAsync();
        await desk.App.WithAsync<TimelineDelivery, int>(async delivery =>
        {
            await delivery.DeliverPendingAsync();
            return 0;
        });

        var (eva, jan) = ((await DealsAsync()).Single(deal => deal.Name == "Eva Nowak"), (await DealsAsync()).Single(deal => deal.Name == "Jan Petry"));
        var clock = await desk.App.InDbAsync(db => db.LeadClocks.AsNoTracking().SingleAsync());
        Assert.Equal((eva.Id, Now, Now.AddHours(1)), (clock.DealId, clock.ArrivedAt, clock.DueAt!.Value));
        Assert.Equal("Theo", await desk.App.InDbAsync(db => db.Users.Where(user => user.Id == eva.OwnerId).Select(user => user.Name).SingleAsync()));
        Assert.Equal((true, (Guid?)null), (jan.IsNurtured, jan.OwnerId));
        Assert.Equal("pl", await desk.App.InDbAsync(db => db.People.Where(person => person.Id == eva.ContactId).Select(person => person.Language).SingleAsync()));
        Assert.Equal([NoteKind.Began, NoteKind.Waits, NoteKind.ReachesScore, NoteKind.FieldSet, NoteKind.Proposed, NoteKind.Ended], await NotesAsync(eva));
        Assert.Equal([NoteKind.Began, NoteKind.Waits, NoteKind.BelowScore, NoteKind.Ended], await NotesAsync(jan));
        await desk.Browser.VisitAsync($"/deals/{jan.Id}");
        Assert.Contains("Marketing keeps in touch; sales is asked once the lead is proposed", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_nurtured_and_asks_to_be_called_waits_for_a_call_at_once()
    {
        await FormAsync("Jan Petry");
        desk.App.Clock.Now = Now.AddMinutes(5);
        await FormAsync("Jan Petry", nurtures: false);
        await desk.App.WithAsync<TimelineDelivery, int>(async delivery =>
        {
            await delivery.DeliverPendingAsync();
            return 0;
        });

        var deal = Assert.Single(await DealsAsync());
        Assert.False(deal.IsNurtured);
        Assert.NotNull(deal.OwnerId);
        Assert.Equal(Now, (await desk.App.InDbAsync(db => db.LeadClocks.AsNoTracking().SingleAsync())).ArrivedAt);
    }

    [Fact]
    public async Task A_programme_moves_a_deal_only_where_the_criteria_are_met()
    {
        var version = await desk.VersionAsync();
        var (second, proposal) = (version.Stages[1], version.StageWithKey("proposal")!);
        await StartAsync(new(StepKind.Stage) { StageId = second.Id }, new(StepKind.Stage) { StageId = proposal.Id });
        await FormAsync("Jan Petry");
        await RunAsync();

        var deal = Assert.Single(await DealsAsync());
        var notes = await NotesAsync(deal);
        Assert.Contains(NoteKind.NotMoved, notes);
        Assert.NotEqual(proposal.Id, deal.StageId);
    }

    [Fact]
    public async Task A_field_that_takes_no_such_value_is_refused_when_it_is_published()
    {
        var programme = await SaveAsync(new ProgrammeStep(StepKind.Field) { Field = "salutation", Text = "Captain" });
        Assert.Equal("Step-0", (await desk.DoAsync<SaveProgramme, Fault?>(verb => verb.PublishAsync(programme.Id)))?.Field);
    }

    [Fact]
    public async Task The_steps_for_deals_and_fields_are_written_on_the_page()
    {
        var stage = (await desk.VersionAsync()).Stages[1];
        await desk.Browser.VisitAsync("/programmes/new");
        await desk.Browser.SubmitAsync(
            "main form.tr-stack", ("Name", "After the form"), ("PageId", page.Id.ToString()), ("Kind-0", "Score"), ("Points-0", "200"), ("Otherwise-0", "3"), ("Kind-1", "Stage"), ("Stage-1", stage.Id.ToString()), ("Kind-2", "Field"), ("Field-2", "language"), ("Text-2", "de"));
        Assert.Contains("A score from 1 to 100.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form.tr-stack", ("Points-0", "40"));
        await desk.Browser.SubmitAsync("form[action$='/publish']");
        Assert.Contains("version 1", desk.Browser.Text, StringComparison.Ordinal);
    }

    private async Task<Programme> SaveAsync(params ProgrammeStep[] steps)
    {
        var (programme, fault) = await desk.DoAsync<SaveProgramme, (Programme?, Fault?)>(verb => verb.RunAsync(null, new("After the form", null, false, ProgrammeGoal.None, null, steps) { PageId = page.Id }));
        Assert.Null(fault);
        return programme!;
    }

    private async Task StartAsync(params ProgrammeStep[] steps)
    {
        var programme = await SaveAsync(steps);
        Assert.Null(await desk.DoAsync<SaveProgramme, Fault?>(verb => verb.PublishAsync(programme.Id)));
    }

    private Task<int> RunAsync() => desk.App.WithAsync<RunProgrammes, int>(run => run.RunAsync());

    private Task<List<Deal>> DealsAsync() => desk.App.InDbAsync(db => db.Deals.AsNoTracking().OrderBy(deal => deal.Id).ToListAsync());

    private Task<List<NoteKind>> NotesAsync(Deal deal) => desk.App.InDbAsync(db =>
        (from note in db.EnrolmentNotes join enrolment in db.Enrolments on note.EnrolmentId equals enrolment.Id where enrolment.PersonId == deal.ContactId orderby note.Id select note.Kind).ToListAsync());

    /// <summary>Somebody sends the form of the page; their deal is named after them.</summary>
    private Task FormAsync(string name, bool nurtures = true) => desk.App.WithAsync<IServiceProvider, int>(async services =>
    {
        services.GetRequiredService<Me>().ActAsProgram();
        var visitor = new Visitor(name, $"{name.ToLowerInvariant().Replace(' ', '.')}@petry.example", "", []);
        await services.GetRequiredService<EnterLead>().RunAsync(
            new LeadIntake(visitor, "", "de", page.ProcessId, name, "page ramme", TouchKind.Form, Origin.Unknown) { PageId = page.Id, NurtureFirst = nurtures && page.NurtureFirst });
        return await services.GetRequiredService<Db>().SaveChangesAsync();
    });
}
