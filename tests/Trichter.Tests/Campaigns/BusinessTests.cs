using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Market.Groups;
using Trichter.Market.Universe;
using Trichter.Process;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>Who sells and rents out has target groups and mailings of each (S282).</summary>
public sealed class BusinessTests
{
    [Fact]
    public async Task Target_groups_and_mailings_of_one_business_are_told_from_those_of_another()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.Browser.VisitAsync("/campaigns/mailings/new");
        Assert.Null(desk.Browser.Page.QuerySelector("select[name=Business]"));

        var rental = (await desk.DoAsync<AddProcess, SalesProcess>(verb => verb.RunAsync(Template.With("rental")))).Id;
        Assert.NotNull((await desk.DoAsync<SaveGroup, (TargetGroup? Group, Fault? Fault)>(verb => verb.RunAsync("Builders who rent", "", new SuspectFilter { Name = "bau" }, rental))).Group);
        Assert.NotNull((await desk.DoAsync<SaveGroup, (TargetGroup? Group, Fault? Fault)>(verb => verb.RunAsync("Builders", "", new SuspectFilter { Name = "bau" }))).Group);
        Assert.Equal("Business", (await desk.DoAsync<SaveGroup, (TargetGroup? Group, Fault? Fault)>(verb => verb.RunAsync("Nobody's", "", new SuspectFilter(), Guid.NewGuid()))).Fault?.Field);
        await desk.Browser.VisitAsync("/campaigns/mailings/new");
        await desk.Browser.SubmitAsync("form:has([name=Name])", ("Name", "Machines for the season"), ("Business", rental));
        Assert.Equal(rental, await desk.App.InDbAsync(db => db.Mailings.Select(mailing => mailing.ProcessId).SingleAsync()));

        var other = await desk.App.InDbAsync(db => db.Processes.Where(process => process.Id != rental).Select(process => process.Id).FirstAsync());
        foreach (var (page, word) in new[] { ("/market/coverage", "Builders who rent"), ("/campaigns", "Machines for the season") })
        {
            await desk.Browser.VisitAsync($"{page}?business={rental}");
            Assert.Contains(word, desk.Browser.Text, StringComparison.Ordinal);
            await desk.Browser.VisitAsync($"{page}?business={other}");
            Assert.DoesNotContain(word, desk.Browser.Text, StringComparison.Ordinal);
            await desk.Browser.VisitAsync(page);
            Assert.Contains(word, desk.Browser.Text, StringComparison.Ordinal);
        }
    }
}
