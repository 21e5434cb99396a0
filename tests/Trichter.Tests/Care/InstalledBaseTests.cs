using Microsoft.EntityFrameworkCore;
using Trichter.Care.Installed;
using Trichter.Deals;
using Trichter.Orders;
using Trichter.Orders.Deliver;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Billing;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;
using Trichter.Timeline;

namespace Trichter.Tests.Care;

/// <summary>We know what stands at a customer: what they accepted from us, and what they bought elsewhere.</summary>
public sealed class InstalledBaseTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        await desk.App.InDbAsync(db => db.Products.Where(product => product.Key == "BAGGER-22").ExecuteUpdateAsync(set => set.SetProperty(product => product.WarrantyMonths, 24)));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_the_customer_accepts_stands_with_them_each_serial_number_by_itself()
    {
        var order = await desk.OrderAsync(petry, [("BAGGER-22", "", "3", "", "Normal"), ("SERVICE", "", "10", "", "Normal")]);
        var lines = await desk.App.InDbAsync(db => db.OrderLines.OrderBy(line => line.Position).Select(line => line.Key).ToListAsync());
        Assert.Null(await desk.DoAsync<NoteDelivery, Told?>(verb => verb.RunAsync(order.Id, new DeliveryDraft(new DateOnly(2026, 3, 2), [new DeliveredItem(lines[0], 3, "RB-1, RB-2"), new DeliveredItem(lines[1], 10, "")], ""))));
        await DeliverTimelineAsync();
        Assert.Empty(await ItemsAsync());

        var delivery = await desk.App.InDbAsync(db => db.Deliveries.Select(its => its.Id).SingleAsync());
        Assert.Null(await desk.DoAsync<NoteDelivery, Told?>(verb => verb.AcceptAsync(order.Id, delivery, new AcceptanceDraft(AcceptanceResult.Accepted, "Klaus Wulf", new DateOnly(2026, 3, 2), "", null))));
        await DeliverTimelineAsync();
        var items = await ItemsAsync();
        Assert.Equal([("RB-1", 1m), ("RB-2", 1m), ("", 1m)], items.Select(item => (item.Serial, item.Quantity)));
        Assert.All(items, item => Assert.Equal(("Raupenbagger 22 t", new DateOnly(2028, 3, 1), 16_000_000L, "Hafen 3, 18055 Rostock"), (item.Name, item.WarrantyUntil, item.PriceMinor, item.Site)));

        await desk.Browser.VisitAsync($"/companies/{petry.CompanyId}");
        Assert.Contains("serial number RB-2 · warranty until 01/03/2028", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_refused_stands_nowhere()
    {
        var order = await desk.OrderAsync(petry, [("BAGGER-22", "", "1", "", "Normal")]);
        await desk.DeliverAsync(order.Id, 1);
        var delivery = await desk.App.InDbAsync(db => db.Deliveries.Select(its => its.Id).SingleAsync());
        Assert.Null(await desk.DoAsync<NoteDelivery, Told?>(verb => verb.AcceptAsync(order.Id, delivery, new AcceptanceDraft(AcceptanceResult.Refused, "Klaus Wulf", new DateOnly(2026, 3, 2), "Wrong machine", null))));
        await DeliverTimelineAsync();
        Assert.Empty(await ItemsAsync());
    }

    [Fact]
    public async Task A_machine_bought_elsewhere_is_entered_found_by_its_number_and_gone_again()
    {
        await desk.Browser.VisitAsync($"/installed/new?company={petry.CompanyId}");
        await desk.Browser.SubmitAsync("form:has([name='Form.Serial'])", ("Form.Name", "Baltbagger 18 t"), ("Form.Serial", "BB-77"), ("Form.SoldBy", "Baltmaschinen"), ("Form.Quantity", "0"));
        Assert.Contains("Say how much, as a number above 0.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form:has([name='Form.Serial'])", ("Form.Quantity", "1"), ("Form.WarrantyUntil", "2026-04-01"));
        Assert.Contains("bought from Baltmaschinen", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync("/installed?q=bb-77");
        Assert.Contains("Baltbagger 18 t", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/installed?show=ending");
        Assert.Contains("Baltbagger 18 t", desk.Browser.Text, StringComparison.Ordinal);

        var id = (await ItemsAsync()).Single().Id;
        await desk.Browser.VisitAsync($"/installed/{id}");
        await desk.Browser.SubmitAsync("form[action$='/gone']");
        await desk.Browser.VisitAsync("/installed");
        Assert.DoesNotContain("Baltbagger 18 t", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sees_only_their_own_customers_sees_only_what_stands_there()
    {
        await desk.DoAsync<SaveInstalled, InstalledResult>(verb => verb.RunAsync(null, new InstalledForm { CompanyId = petry.CompanyId!.Value, Name = "Secret crane", Quantity = "1" }));
        await desk.HireAsync("Theo", Role.Seller, Visibility.Own);
        var theo = await desk.SignInAsync("Theo");
        await theo.VisitAsync("/installed");
        Assert.DoesNotContain("Secret crane", theo.Text, StringComparison.Ordinal);
        var id = (await ItemsAsync()).Single().Id;
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await theo.Http.GetAsync($"/installed/{id}")).StatusCode);
        Assert.IsType<InstalledResult.NotFound>(await desk.DoAsync<SaveInstalled, InstalledResult>(verb => verb.RunAsync(id, new InstalledForm { Name = "Mine", Quantity = "1" }), "theo@nordwerk.example"));
    }

    private Task<List<InstalledItem>> ItemsAsync() => desk.App.InDbAsync(db => db.InstalledItems.AsNoTracking().OrderBy(item => item.Id).ToListAsync());

    private Task DeliverTimelineAsync() => desk.App.WithAsync<TimelineDelivery, bool>(async delivery =>
    {
        await delivery.DeliverPendingAsync();
        return true;
    });
}
