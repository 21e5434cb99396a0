using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Segments;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Nurturing;
using Trichter.Team;
using Trichter.Tests.Campaigns;

namespace Trichter.Tests.Nurturing;

/// <summary>What happens by itself with people who came into a segment.</summary>
public sealed class ProgrammeTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();
    private List<Person> people = [];
    private Segment everybody = null!;
    private Segment polish = null!;
    private Mailing first = null!;
    private Mailing second = null!;

    public async ValueTask InitializeAsync()
    {
        await desk.OpenAsync();
        people = await desk.PeopleAsync(3);
        everybody = await desk.SegmentAsync();
        polish = (await desk.Desk.DoAsync<SaveSegment, (Segment?, Fault?)>(verb => verb.RunAsync(null, "Polish", SegmentKind.Dynamic, "?f=language~is~pl"))).Item1!;
        await SpeakAsync(people[1], "pl");
        await desk.FollowAsync();
        first = await desk.MailingAsync(everybody);
        second = await desk.MailingAsync(everybody, draft => draft with { Name = "December" });
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Mails_come_after_their_waits_once_for_each_person_and_the_log_says_why()
    {
        await StartAsync([new(StepKind.Mail) { MailingId = first.Id }, new(StepKind.Wait) { Days = 3 }, new(StepKind.Mail) { MailingId = second.Id }, new(StepKind.Tag) { Text = "nurtured" }]);
        await RunAsync();
        await RunAsync();
        await desk.SendAsync();
        Assert.Equal(3, desk.Sink.Mails.Count);

        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(2);
        await RunAsync();
        await desk.SendAsync();
        Assert.Equal(3, desk.Sink.Mails.Count);

        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        await RunAsync();
        await RunAsync();
        await desk.SendAsync();
        Assert.Equal(6, desk.Sink.Mails.Count);
        Assert.All(await EnrolmentsAsync(), its => Assert.Equal(EnrolmentState.Done, its.State));
        Assert.All(await desk.App.InDbAsync(db => db.People.AsNoTracking().ToListAsync()), person => Assert.Equal(["nurtured"], person.Tags));
        var notes = await desk.App.InDbAsync(db => db.EnrolmentNotes.AsNoTracking().OrderBy(note => note.Id).ToListAsync());
        Assert.Equal([NoteKind.Began, NoteKind.Mailed, NoteKind.Waits, NoteKind.Mailed, NoteKind.Tagged, NoteKind.Ended], notes.Where(note => note.EnrolmentId == notes[0].EnrolmentId).Select(note => note.Kind));
    }

    [Fact]
    public async Task A_condition_sends_the_others_to_a_later_step_and_trying_it_does_nothing()
    {
        ProgrammeStep[] steps = [new(StepKind.Condition) { SegmentId = polish.Id, Otherwise = 3 }, new(StepKind.Mail) { MailingId = first.Id }, new(StepKind.Task) { Text = "Call them", Days = 2 }];
        Assert.Equal([1, 2, 3], ProgrammePath.Of(steps, step => step.SegmentId == polish.Id, desk.App.Clock.Now).Select(one => one.Step));
        Assert.Equal([1, 3], ProgrammePath.Of(steps, _ => false, desk.App.Clock.Now).Select(one => one.Step));

        await WorksAsync(people[0]);
        await StartAsync(steps);
        await RunAsync();

        Assert.Equal(people[1].Id, (await desk.RecipientsAsync()).Single().PersonId);
        var task = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync());
        Assert.Equal((ActivityType.Task, "Call them (Jan Petry00000)", desk.App.Clock.Now.AddDays(2)), (task.Type, task.Text, task.DueAt));
        Assert.Equal(2, await desk.App.InDbAsync(db => db.EnrolmentNotes.CountAsync(note => note.Kind == NoteKind.NoCompany)));
    }

    [Fact]
    public async Task Whoever_reaches_the_goal_or_leaves_the_segment_gets_nothing_more()
    {
        await StartAsync([new(StepKind.Wait) { Days = 1 }, new(StepKind.Mail) { MailingId = first.Id }], polish.Id, endsWithSegment: true, goal: ProgrammeGoal.Segment, goalSegment: everybody.Id);
        await RunAsync();
        Assert.Equal(EnrolmentState.Goal, Assert.Single(await EnrolmentsAsync()).State);

        var other = await StartAsync([new(StepKind.Wait) { Days = 1 }, new(StepKind.Mail) { MailingId = second.Id }], polish.Id, endsWithSegment: true);
        await RunAsync();
        await SpeakAsync(people[1], "de");
        await desk.FollowAsync();
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        await RunAsync();
        Assert.Equal(EnrolmentState.Left, (await EnrolmentsAsync()).Single(its => its.ProgrammeId == other.Id).State);
        Assert.Empty(await desk.RecipientsAsync());
    }

    [Fact]
    public async Task Whoever_did_not_agree_is_left_out_by_the_mailing_with_the_rule()
    {
        await desk.PeopleAsync(1, _ => false, address: _ => "no@petry.example");
        await desk.FollowAsync();
        await StartAsync([new(StepKind.Mail) { MailingId = first.Id }]);
        await RunAsync();
        await desk.SendAsync();

        Assert.Equal(3, desk.Sink.Mails.Count);
        var left = (await desk.RecipientsAsync()).Single(its => its.State == RecipientState.LeftOut);
        Assert.Equal("no@petry.example", left.Address);
        Assert.NotEqual("", left.Rule);
    }

    [Fact]
    public async Task Of_two_people_with_one_address_one_gets_the_mail()
    {
        await desk.PeopleAsync(1, _ => false, address: _ => people[0].MainEmail);
        await desk.FollowAsync();
        await StartAsync([new(StepKind.Mail) { MailingId = first.Id }]);
        await RunAsync();

        Assert.Single(await desk.RecipientsAsync(), its => its.Address == people[0].MainEmail);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.EnrolmentNotes.CountAsync(note => note.Kind == NoteKind.AddressMailed)));
    }

    [Fact]
    public async Task Whose_data_are_restricted_neither_begins_nor_goes_on()
    {
        await RestrictAsync(people[0]);
        await StartAsync([new(StepKind.Wait) { Days = 1 }, new(StepKind.Tag) { Text = "nurtured" }]);
        await RunAsync();
        Assert.Equal(2, (await EnrolmentsAsync()).Count);

        await RestrictAsync(people[1]);
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        await RunAsync();
        Assert.Equal([people[2].Id], await desk.App.InDbAsync(async db => (await db.People.ToListAsync()).Where(person => person.Tags.Count > 0).Select(person => person.Id).ToList()));
    }

    [Fact]
    public async Task People_on_the_way_keep_their_version_and_a_stopped_programme_does_nothing()
    {
        var programme = await StartAsync([new(StepKind.Wait) { Days = 1 }, new(StepKind.Mail) { MailingId = first.Id }]);
        await RunAsync();
        await SaveAsync(programme.Id, [new(StepKind.Wait) { Days = 1 }, new(StepKind.Mail) { MailingId = second.Id }]);
        Assert.Null(await desk.Desk.DoAsync<SaveProgramme, Fault?>(verb => verb.PublishAsync(programme.Id)));
        Assert.True(await desk.Desk.DoAsync<SaveProgramme, bool>(verb => verb.StopAsync(programme.Id, goesOn: false)));
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        await RunAsync();
        Assert.Empty(await desk.RecipientsAsync());

        Assert.True(await desk.Desk.DoAsync<SaveProgramme, bool>(verb => verb.StopAsync(programme.Id, goesOn: true)));
        await RunAsync();
        Assert.All(await desk.RecipientsAsync(), its => Assert.Equal(first.Id, its.MailingId));
        Assert.All(await EnrolmentsAsync(), its => Assert.Equal(1, its.Version));
    }

    [Fact]
    public async Task A_programme_is_written_on_its_page_and_what_is_missing_stands_at_its_step()
    {
        var browser = desk.Desk.Browser;
        await browser.VisitAsync("/programmes/new");
        await browser.SubmitAsync("main form.tr-stack", ("Name", ""));
        Assert.Contains("A name is needed.", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("main form.tr-stack", ("Name", "After the fair"), ("SegmentId", everybody.Id.ToString()), ("Kind-0", "Wait"), ("Days-0", "0"), ("Kind-1", "Mail"));
        Assert.Contains("Wait from 1 to 365 days.", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Choose a mailing.", browser.Text, StringComparison.Ordinal);

        var programme = await desk.App.InDbAsync(db => db.Programmes.AsNoTracking().SingleAsync());
        Assert.Equal("Step-0", (await desk.Desk.DoAsync<SaveProgramme, Fault?>(verb => verb.PublishAsync(programme.Id)))?.Field);
        await browser.SubmitAsync("main form.tr-stack", ("Days-0", "4"), ("Mailing-1", first.Id.ToString()));
        Assert.Contains("Tried without doing anything", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("form[action$='/publish']");
        Assert.Contains("version 1", browser.Text, StringComparison.Ordinal);
        await RunAsync();
        await browser.VisitAsync($"/programmes/{programme.Id}/people");
        Assert.Contains("Jan Petry00001", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Step 1 · Waits until", browser.Text, StringComparison.Ordinal);

        await desk.Desk.HireAsync("Sam", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.Desk.DoAsync<SaveProgramme, Fault?>(verb => verb.PublishAsync(programme.Id), "sam@nordwerk.example"));
    }

    private async Task<Programme> StartAsync(ProgrammeStep[] steps, Guid? segment = null, bool endsWithSegment = false, ProgrammeGoal goal = ProgrammeGoal.None, Guid? goalSegment = null)
    {
        var programme = await SaveAsync(null, steps, segment, endsWithSegment, goal, goalSegment);
        Assert.Null(await desk.Desk.DoAsync<SaveProgramme, Fault?>(verb => verb.PublishAsync(programme.Id)));
        return programme;
    }

    private async Task<Programme> SaveAsync(Guid? id, ProgrammeStep[] steps, Guid? segment = null, bool endsWithSegment = false, ProgrammeGoal goal = ProgrammeGoal.None, Guid? goalSegment = null)
    {
        var (programme, fault) = await desk.Desk.DoAsync<SaveProgramme, (Programme?, Fault?)>(verb => verb.RunAsync(id, new("After the fair", segment ?? everybody.Id, endsWithSegment, goal, goalSegment, steps)));
        Assert.Null(fault);
        return programme!;
    }

    private Task<int> RunAsync() => desk.App.WithAsync<RunProgrammes, int>(run => run.RunAsync());

    private Task<List<Enrolment>> EnrolmentsAsync() => desk.App.InDbAsync(db => db.Enrolments.AsNoTracking().OrderBy(its => its.Id).ToListAsync());

    private Task<int> RestrictAsync(Person person) => desk.App.InDbAsync(db =>
    {
        db.PersonPrivacy.Add(new PersonPrivacy { PersonId = person.Id, RestrictedAt = desk.App.Clock.Now, RestrictedWhy = "asked us to" });
        return db.SaveChangesAsync();
    });

    private async Task SpeakAsync(Person person, string language) => await desk.App.InDbAsync(async db =>
    {
        (await db.People.SingleAsync(its => its.Id == person.Id)).Language = language;
        return await db.SaveChangesAsync();
    });

    private async Task WorksAsync(Person person)
    {
        var deal = await desk.Desk.EnterAsync("Two excavators");
        await desk.App.InDbAsync(async db =>
        {
            db.Employments.Add(new Employment { PersonId = person.Id, CompanyId = deal.CompanyId!.Value });
            return await db.SaveChangesAsync();
        });
    }
}
