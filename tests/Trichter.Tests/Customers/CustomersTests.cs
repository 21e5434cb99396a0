using Microsoft.EntityFrameworkCore;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers;

public sealed class CustomersTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_person_can_work_at_several_companies()
    {
        await EnterAsync("Straßenbau Petry AG");
        await EnterAsync("Kieswerk Lüders KG");
        await desk.Browser.VisitAsync("/people/new");
        await desk.Browser.SubmitAsync("main form", ("Typed[first_name]", "Klaus"), ("Typed[last_name]", "Wulf"), ("Typed[emails]", "wulf@petry.example"));

        foreach (var company in new[] { "Straßenbau Petry AG", "Kieswerk Lüders" })
            await desk.Browser.SubmitAsync("form:has([name=role])", ("company", company), ("role", "Buyer"));

        Assert.Equal(2, await desk.App.InDbAsync(db => db.Employments.CountAsync()));
        Assert.Contains("Kieswerk Lüders KG", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entering_a_company_that_is_here_already_warns_and_goes_through_when_meant()
    {
        await EnterAsync("Straßenbau Petry AG");
        await desk.Browser.VisitAsync("/companies/new");
        await desk.Browser.SubmitAsync("main form", ("Typed[name]", "STRASSENBAU PETRY"));
        Assert.Contains("may be here already", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.PressAsync("main form", "Anyway", "true");

        Assert.Equal(2, await desk.App.InDbAsync(db => db.Companies.CountAsync()));
    }

    [Fact]
    public async Task A_vat_number_with_a_wrong_check_digit_is_refused_beside_its_field_and_nothing_typed_is_lost()
    {
        await desk.Browser.VisitAsync("/companies/new");
        await desk.Browser.SubmitAsync("main form", ("Typed[name]", "Petry"), ("Typed[vat_number]", "DE136695978"), ("Typed[city]", "Rostock"));

        Assert.Contains("The check digit is wrong.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Rostock", desk.Browser.Page.QuerySelector("[name='Typed[city]']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_first_sale_makes_a_company_a_customer()
    {
        var deal = await desk.EnterAsync("Two excavators");
        await desk.App.InDbAsync(async db =>
        {
            db.Timeline.Add(Trichter.Timeline.TimelineEntry.Of(new Trichter.Deals.DealWon(deal.Id, deal.CompanyId, new DateOnly(2026, 3, 2), ""), desk.App.Clock.Now, null, Guid.NewGuid(), needsDelivery: true));
            return await db.SaveChangesAsync();
        });

        await desk.App.WithAsync<Trichter.Timeline.TimelineDelivery, bool>(async delivery => { await delivery.DeliverPendingAsync(); return true; });

        Assert.Equal(new DateOnly(2026, 3, 2), await desk.App.InDbAsync(db => db.Companies.Select(company => company.CustomerSince).SingleAsync()));
    }

    private async Task EnterAsync(string name)
    {
        await desk.Browser.VisitAsync("/companies/new");
        await desk.Browser.SubmitAsync("main form", ("Typed[name]", name));
    }
}
