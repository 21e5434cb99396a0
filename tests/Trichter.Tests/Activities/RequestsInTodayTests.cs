using Trichter.Customers.Consent;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Requests;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Activities;

public sealed class RequestsInTodayTests
{
    [Fact]
    [Trait("Database", "any")]
    public async Task R60_a_request_stands_in_today_of_who_may_answer_it_with_its_day_and_late_ones_come_first()
    {
        await using var desk = await Desk.OpenAsync("funnel-5");
        await desk.HireAsync("Selma", Role.Seller);
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        var fresh = await EnterAsync(desk, "Fresh", RequestKind.Access, today);
        var old = await EnterAsync(desk, "Old", RequestKind.Erasure, today.AddDays(-20));
        Assert.Null(await desk.DoAsync<KeepRequests, Fault?>(verb => verb.ExtendAsync(fresh.Id, "Eleven mailboxes have to be searched")));
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(15);

        var browser = await desk.App.SignInAsync();
        await browser.VisitAsync("/today");
        var lines = browser.Page.QuerySelectorAll("li.tr-item").Select(line => System.Text.RegularExpressions.Regex.Replace(line.TextContent, @"\s+", " ")).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains($"Old Request: Erasure", lines[0], StringComparison.Ordinal);
        Assert.Contains("Fresh Request: Access to their data", lines[1], StringComparison.Ordinal);
        Assert.Contains("extended", lines[1], StringComparison.Ordinal);
        await browser.VisitAsync($"/today?at=other-{old.Id}");
        Assert.NotNull(browser.Page.QuerySelector($"a[href='/settings/requests/{old.Id}']"));

        var selma = await desk.SignInAsync("Selma");
        await selma.VisitAsync("/today");
        Assert.Empty(selma.Page.QuerySelectorAll("li.tr-item"));
    }

    [Fact]
    [Trait("Database", "any")]
    public void What_is_held_of_people_has_a_name_in_words() =>
        Assert.DoesNotContain(PersonalData.Tables, table => PersonalData.Of(table).Values.Any(held => held.IsPersonal()) && !TableWords.Knows(table));

    private static async Task<PrivacyRequest> EnterAsync(Desk desk, string name, RequestKind kind, DateOnly received) => Assert.IsType<PrivacyRequest>((await desk.DoAsync<KeepRequests, (PrivacyRequest? Request, Fault? Fault)>(
        verb => verb.EnterAsync(new RequestDraft(kind, null, name, $"{name}@petry.example", "en", received, "Their own mailbox", null)))).Request);
}
