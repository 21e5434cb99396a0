using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Activities.Booking;
using Trichter.Campaigns.Intake;
using Trichter.Campaigns.Touches;
using Trichter.Deals;
using Trichter.Leads.FirstContact;
using Trichter.Leads.Routing;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Absences;
using Trichter.Tests.Support;
using Trichter.Timeline;

namespace Trichter.Tests.Leads;

/// <summary>New leads go to the right seller by rules, and everybody can read why.</summary>
public sealed class RoutingTests : IAsyncLifetime
{
    private Desk desk = null!;

    private DateTime Now => desk.App.Clock.Now;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        while (Now.DayOfWeek != DayOfWeek.Tuesday) desk.App.Clock.Now = Now.AddDays(1);
        desk.App.Clock.Now = Now.Date.AddHours(10);
        foreach (var seller in (string[])["Theo", "Tomasz", "Wanda"]) await desk.HireAsync(seller, Role.Seller);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [Trait("Database", "any")]
    [InlineData(RoutingField.Country, "de, at", true)]
    [InlineData(RoutingField.Country, "PL", false)]
    [InlineData(RoutingField.Postcode, "80, 81", true)]
    [InlineData(RoutingField.Postcode, "79-80", true)]
    [InlineData(RoutingField.Postcode, "81-89", false)]
    [InlineData(RoutingField.Postcode, "00-950", false)]
    [InlineData(RoutingField.Industry, "metall, maschinen", true)]
    [InlineData(RoutingField.Employees, "50-500", true)]
    [InlineData(RoutingField.Employees, "500-", false)]
    [InlineData(RoutingField.Language, "pl", true)]
    [InlineData(RoutingField.Product, "crane", false)]
    [InlineData(RoutingField.Source, "fair", true)]
    public void A_condition_holds_for_what_it_names(RoutingField field, string values, bool holds)
    {
        var munich = new LeadTraits("DE", "80331", "Maschinenbau", 120, "pl", "", "Fair Hannover");
        var condition = new RoutingCondition(field, values);
        Assert.Null(condition.Fault);
        Assert.Equal(holds, condition.HoldsFor(munich));
        Assert.False(condition.HoldsFor(new("", "", "", null, "", "", "")));
    }

    [Fact]
    public async Task The_first_rule_that_holds_decides_in_turn_and_the_timeline_says_which()
    {
        await RuleAsync("Fairs", new(RoutingField.Source, "fair"), RoutingTurn.RoundRobin, null, "Theo", "Wanda");
        await RuleAsync("Everything else", null, RoutingTurn.FewestWaiting, null, "Tomasz");

        Assert.Equal(["Theo", "Wanda", "Theo", "Tomasz"], [await LeadAsync("Fair 1", "fair"), await LeadAsync("Fair 2", "fair"), await LeadAsync("Fair 3", "Fair Hannover"), await LeadAsync("By phone", "phone")]);
        await desk.Browser.VisitAsync($"/deals/{(await DealAsync("Fair 2")).Id}");
        Assert.Contains("gave the lead to Wanda by the rule “Fairs”, who had 0 waiting", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_away_or_has_enough_waiting_is_passed_over_and_it_is_said()
    {
        await RuleAsync("Fairs", new(RoutingField.Source, "fair"), RoutingTurn.FewestWaiting, 1, "Theo", "Wanda");
        var today = DateOnly.FromDateTime(Now);
        Assert.Empty(await desk.DoAsync<KeepAbsences, IReadOnlyDictionary<string, Told>>(keep => keep.EnterAsync(MeOf("Theo"), today, today.AddDays(3)), "theo@nordwerk.example"));

        Assert.Equal("Wanda", await LeadAsync("Fair 1", "fair"));
        Assert.Equal("Tomasz", await LeadAsync("Fair 2", "fair"));
        await desk.Browser.VisitAsync($"/deals/{(await DealAsync("Fair 2")).Id}");
        Assert.Contains("passed over who is away: Theo; and who has enough waiting: Wanda", desk.Browser.Text, StringComparison.Ordinal);

        desk.App.Clock.Now = Now.AddDays(7);
        Assert.Equal("Theo", await LeadAsync("Fair 3", "fair"));
    }

    [Fact]
    public async Task A_lead_that_nobody_called_goes_to_another_of_its_rule()
    {
        await RuleAsync("Fairs", new(RoutingField.Source, "fair"), RoutingTurn.FewestWaiting, null, "Theo", "Wanda");
        await LeadAsync("Fair 1", "fair");
        desk.App.Clock.Now = Now.AddMinutes(61);
        await desk.App.WithAsync<WatchFirstContacts, object?>(async watch =>
        {
            await watch.RunAsync();
            return null;
        });
        Assert.Equal("Wanda", await OwnerAsync("Fair 1"));
    }

    [Fact]
    public async Task A_manager_writes_a_rule_tries_it_with_the_last_leads_and_takes_it_back()
    {
        await LeadAsync("Fair 1", "fair");
        await desk.Browser.VisitAsync("/settings/routing/new");
        await desk.Browser.SubmitAsync("form:has([name='Values-0'])", ("Name", "South"), ("Field-0", "Postcode"), ("Values-0", "eighty"), ("Values-3", "DE"), ("MostWaiting", "few"));
        Assert.Contains("Choose a field.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Postcodes by their first figures, or a range such as 80-85.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Choose who gets these leads", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("A whole number from 1 to 1000.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("eighty", desk.Browser.Page.QuerySelector("[name='Values-0']")!.GetAttribute("value"));

        await desk.Browser.SubmitAsync("form:has([name='Values-0'])", ("Field-0", "Source"), ("Values-0", "fair"), ("Values-3", ""), ("MostWaiting", ""), ("Seller", MeOf("Wanda").ToString()));
        Assert.Contains("Would get it", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Wanda", desk.Browser.Page.QuerySelector("section[aria-labelledby='tried'] tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Theo", await OwnerAsync("Fair 1"));

        await desk.Browser.SubmitAsync("form[action$='/remove']");
        Assert.Empty(await desk.App.InDbAsync(db => db.RoutingRules.Where(rule => rule.RetiredAt == null).ToListAsync()));
    }

    [Fact]
    public async Task Only_who_manages_the_team_enters_absences_of_others()
    {
        var today = DateOnly.FromDateTime(Now);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<KeepAbsences, IReadOnlyDictionary<string, Told>>(keep => keep.EnterAsync(MeOf("Wanda"), today, today), "theo@nordwerk.example"));
        Assert.Contains("To", (await desk.DoAsync<KeepAbsences, IReadOnlyDictionary<string, Told>>(keep => keep.EnterAsync(MeOf("Wanda"), today, today.AddDays(-1)))).Keys);
    }

    private Guid MeOf(string name) => desk.App.InDbAsync(db => db.Users.Where(user => user.Name == name).Select(user => user.Id).SingleAsync()).GetAwaiter().GetResult();

    private async Task RuleAsync(string name, RoutingCondition? condition, RoutingTurn turn, int? most, params string[] sellers)
    {
        var (saved, faults) = await desk.DoAsync<KeepRouting, (RoutingRule?, IReadOnlyDictionary<string, Told>)>(keep => keep.SaveAsync(null, new(name, [new(condition?.Field, condition?.Values ?? "")], [.. sellers.Select(MeOf)], turn, false, most)));
        Assert.Empty(faults);
        Assert.NotNull(saved);
    }

    /// <summary>Enters a lead that is nobody's.</summary>
    /// <returns>Who got it.</returns>
    private async Task<string> LeadAsync(string name, string source)
    {
        var process = await desk.App.InDbAsync(db => db.Processes.OrderBy(its => its.Position).Select(its => its.Id).FirstAsync());
        await desk.App.WithAsync<IServiceProvider, int>(async services =>
        {
            services.GetRequiredService<Me>().ActAsProgram();
            await services.GetRequiredService<EnterLead>().RunAsync(new LeadIntake(new Visitor($"Jan {name}", "", "Petry", []), "", "de", process, name, source, TouchKind.Form, Origin.Unknown));
            return await services.GetRequiredService<Db>().SaveChangesAsync();
        });
        await desk.App.WithAsync<TimelineDelivery, int>(async delivery =>
        {
            await delivery.DeliverPendingAsync();
            return 0;
        });
        return await OwnerAsync(name);
    }

    private Task<Deal> DealAsync(string name) => desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync(deal => deal.Name == name));

    private async Task<string> OwnerAsync(string name)
    {
        var owner = (await DealAsync(name)).OwnerId;
        return await desk.App.InDbAsync(db => db.Users.Where(user => user.Id == owner).Select(user => user.Name).SingleAsync());
    }
}
