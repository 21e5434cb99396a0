using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Privacy.Erase;
using Trichter.Customers.Privacy.Retention;
using Trichter.Deals;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Privacy;

/// <summary>It is spring 2026 at Nordwerk, and some people have not been heard of for long.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private const int Portion = 2;
    private static readonly DateTime LongAgo = new(2022, 5, 4, 9, 0, 0, DateTimeKind.Utc);

    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync("funnel-5");

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task R78_the_job_proposes_and_erases_only_what_somebody_approved_and_says_who_stayed_and_why()
    {
        var (bert, cleo, dora) = (await PersonAsync("Bert"), await PersonAsync("Cleo"), await PersonAsync("Dora"));
        await desk.DoAsync<HoldPerson, Fault?>(verb => verb.HoldAsync(dora, "A lawsuit about the delivery"));
        await DealAsync(cleo, Outcome.Lost, desk.App.Clock.Now.AddMonths(-2));

        await RunAsync();
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Erasures.CountAsync()));
        Assert.Single(await desk.App.InDbAsync(db => db.Notifications.Where(its => its.Address == "/settings/retention").ToListAsync()));

        await desk.Browser.VisitAsync("/settings/retention");
        Assert.Contains("1 person is due", Panel(RetentionClass.Unanswered), StringComparison.Ordinal);
        Assert.Contains("Legal hold: 1", Panel(RetentionClass.Unanswered), StringComparison.Ordinal);
        await desk.Browser.SubmitAsync($"[data-class={RetentionClass.Unanswered}] form[action$='/approve']:has([value=false])");
        await RunAsync();
        await RunAsync();

        Assert.Equal([bert], await desk.App.InDbAsync(db => db.Erasures.Select(its => its.Id).ToListAsync()));
        await desk.Browser.VisitAsync("/settings/retention");
        Assert.Contains("0 people are due", Panel(RetentionClass.Unanswered), StringComparison.Ordinal);
        Assert.Matches(@"Legal hold: ?1", desk.Browser.Page.QuerySelector($"[data-run={RetentionClass.Unanswered}]")!.TextContent);
        Assert.NotNull(desk.Browser.Page.QuerySelector($"[data-run={RetentionClass.Unanswered}] a[href='/people/{dora}']"));

        await PersonAsync("Late");
        await RunAsync();
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Erasures.CountAsync()));
    }

    [Fact]
    public async Task R78_a_run_that_breaks_off_goes_on_and_erases_everybody_once()
    {
        for (var at = 0; at < Portion + 1; at++) await PersonAsync($"Nobody{at}");
        await desk.DoAsync<SetRetention, Fault?>(verb => verb.ApproveAsync(RetentionClass.Unanswered, daily: true));

        await RunAsync();
        Assert.Equal(Portion, await desk.App.InDbAsync(db => db.Erasures.CountAsync()));
        await RunAsync();
        await RunAsync();
        var run = Assert.Single(await desk.App.InDbAsync(db => db.RetentionRuns.AsNoTracking().Where(its => its.Class == RetentionClass.Unanswered).ToListAsync()));
        Assert.NotNull(run.EndedAt);
        Assert.Equal(Portion + 1, await desk.App.InDbAsync(db => db.Erasures.CountAsync(its => its.RetentionRunId == run.Id)));

        await PersonAsync("Tomorrow");
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        await RunAsync();
        Assert.Equal(Portion + 2, await desk.App.InDbAsync(db => db.Erasures.CountAsync()));
    }

    [Fact]
    public async Task R78_R83_each_class_has_its_own_period_and_whoever_became_a_lead_by_themselves_is_no_bought_address_any_longer()
    {
        var (ada, lead, emil, fritz, gina) = (await PersonAsync("Ada"), await PersonAsync("Lead"), await PersonAsync("Emil"), await PersonAsync("Fritz"), await PersonAsync("Gina"));
        foreach (var bought in new[] { ada, lead })
            await desk.App.InDbAsync(async db =>
            {
                db.PersonPrivacy.Add(new PersonPrivacy { PersonId = bought, Origin = DataOrigin.Bought, CollectedOn = DateOnly.FromDateTime(desk.App.Clock.Now).AddDays(-40), LicensedUntil = DateOnly.FromDateTime(desk.App.Clock.Now).AddDays(-1) });
                return await db.SaveChangesAsync();
            });
        await DealAsync(lead, Outcome.Open, desk.App.Clock.Now.AddDays(-9));
        await DealAsync(emil, Outcome.Lost, new DateTime(2022, 12, 31, 20, 0, 0, DateTimeKind.Utc));
        await DealAsync(fritz, Outcome.Lost, new DateTime(2023, 1, 1, 1, 0, 0, DateTimeKind.Utc));
        await DealAsync(gina, Outcome.Open, LongAgo);

        Assert.Equal([ada], await DueAsync(RetentionClass.Bought));
        Assert.Empty(await DueAsync(RetentionClass.Unanswered));
        Assert.Equal([emil], await DueAsync(RetentionClass.Contacts));
        Assert.Equal("A deal with them is open", Assert.Single(await SkippedAsync(RetentionClass.Contacts)).Why);
    }

    [Fact]
    [Trait("Database", "any")]
    public async Task R78_the_law_has_the_last_word_on_documents_and_another_period_has_to_be_approved_anew()
    {
        await desk.DoAsync<SetRetention, Fault?>(verb => verb.ApproveAsync(RetentionClass.Contacts, daily: true));
        Assert.NotNull(await desk.DoAsync<SetRetention, Fault?>(verb => verb.KeepAsync(RetentionClass.Invoices, 7)));
        await desk.Browser.VisitAsync("/settings/retention");
        await desk.Browser.SubmitAsync($"[data-class={RetentionClass.Contacts}] form:has([name=Length])", ("Length", "99"));
        Assert.Contains("Between 1 and 10.", Panel(RetentionClass.Contacts), StringComparison.Ordinal);
        await desk.Browser.SubmitAsync($"[data-class={RetentionClass.Contacts}] form:has([name=Length])", ("Length", "4"));
        var rule = await desk.App.InDbAsync(db => db.RetentionRules.AsNoTracking().SingleAsync(its => its.Class == RetentionClass.Contacts));
        Assert.Equal((4, null), (rule.Length, rule.ApprovedBy));
    }

    private string Panel(RetentionClass its) => desk.Browser.Page.QuerySelector($"[data-class={its}]")!.TextContent;

    private async Task<Guid> PersonAsync(string name)
    {
        var id = Assert.IsType<SaveResult<Person>.Saved>(await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["first_name"] = name, ["last_name"] = $"Petersen{name}", ["emails"] = $"{name}@petry.example" }, null, "", evenIfDuplicate: true))).Record.Id;
        await desk.App.InDbAsync(db => db.People.Where(its => its.Id == id).ExecuteUpdateAsync(set => set.SetProperty(its => its.CreatedAt, LongAgo)));
        return id;
    }

    private async Task DealAsync(Guid contact, Outcome outcome, DateTime last)
    {
        var deal = (await desk.EnterAsync("Pumps")).Id;
        await desk.App.InDbAsync(db => db.Deals.Where(its => its.Id == deal).ExecuteUpdateAsync(set => set.SetProperty(its => its.ContactId, contact).SetProperty(its => its.Outcome, outcome)
            .SetProperty(its => its.LastActivityAt, last).SetProperty(its => its.OutcomeAt, outcome == Outcome.Lost ? last : null)));
    }

    private Task<List<Guid>> DueAsync(RetentionClass its) => AskAsync(its, (due, all, today) => due.Free(all, today).OrderBy(person => person.Id).Select(person => person.Id).ToListAsync());

    private Task<List<SkippedPeople>> SkippedAsync(RetentionClass its) => AskAsync(its, (due, all, today) => due.SkippedAsync(all, today, CancellationToken.None));

    private Task<T> AskAsync<T>(RetentionClass its, Func<DuePeople, IQueryable<Person>, DateOnly, Task<T>> ask) => desk.App.WithAsync<IServiceProvider, T>(async services =>
    {
        var held = await services.GetRequiredService<ReadRetention>().OfAsync(its);
        var due = services.GetRequiredService<DuePeople>();
        return await ask(due, due.Of(its, held.Before(), held.Today), held.Today);
    });

    private Task<int> RunAsync() => desk.App.WithAsync<RunRetention, int>(async its =>
    {
        await its.RunAsync(Portion);
        return 0;
    });
}
