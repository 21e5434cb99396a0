using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Customers;
using Trichter.Customers.Merge;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Orders;
using Trichter.Orders.Incoming;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Orders;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>Two companies that had ordered and been billed become one: orders, files and drafts follow, what was issued stays as it is, and one undo parts them.</summary>
public sealed class MergedCustomersTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!, twin = null!;
    private Order first = null!, second = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        Assert.IsType<SaveResult<Company>.Saved>(await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(new Dictionary<string, string>
        {
            ["name"] = "Petry Tiefbau GmbH",
            ["street"] = "Hafen 5",
            ["postal_code"] = "18055",
            ["city"] = "Rostock",
            ["country"] = "DE",
            ["vat_number"] = "DE811569869",
        }, true)));
        twin = await desk.EnterAsync("A crane", "Petry Tiefbau GmbH");
        first = await desk.OrderAsync(petry, [("BAGGER-22", "", "1", "", "Normal")], ("language", "de"));
        second = await desk.OrderAsync(twin, [("BAGGER-22", "", "2", "", "Normal")], ("language", "de"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Orders_files_and_drafts_follow_what_was_issued_stays_and_one_undo_parts_them()
    {
        await desk.DeliverAsync(first.Id, 1);
        await desk.DeliverAsync(second.Id, 1);
        await desk.BillAsync(first.Id, BillWhat.Delivered);
        var issued = await desk.BillAsync(second.Id, BillWhat.Delivered);
        var draft = await desk.DraftAsync(second.Id, BillWhat.Everything);
        var hash = (await desk.KeptAsync(issued.Id)).Hash;
        var file = new OrderFile { Vat = "DE811569869", Name = "Petry Tiefbau GmbH", Currency = "PLN", Lines = [("BAGGER-22", "", "1", "H87", "165000", "")] };
        var waits = Assert.IsType<IncomingResult.Waits>(await desk.DoAsync<TakeIncomingOrder, IncomingResult>(verb => verb.RunAsync("po.xml", file.Bytes))).Incoming;

        Assert.True(await MergeAsync());
        Assert.Equal((petry.CompanyId, petry.CompanyId, petry.CompanyId, twin.CompanyId), await PlacesAsync());
        Assert.Equal(petry.CompanyId, (await desk.ReadAsync(twin.Id)).CompanyId);
        Assert.Equal(("Petry Tiefbau GmbH", hash), (await desk.App.InDbAsync(db => db.Invoices.Where(its => its.Id == issued.Id).Select(its => its.BuyerName).SingleAsync()), (await desk.KeptAsync(issued.Id)).Hash));
        await desk.Browser.VisitAsync($"/orders/incoming/{waits.Id}");
        Assert.Contains("Straßenbau Petry AG", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{twin.Id}");
        Assert.Contains(issued.Number, desk.Browser.Text, StringComparison.Ordinal);

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.RecordId == second.Id).OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true)));
        Assert.Equal((twin.CompanyId, twin.CompanyId, twin.CompanyId, twin.CompanyId), await PlacesAsync());
        Assert.Equal(petry.CompanyId, await desk.App.InDbAsync(db => db.Orders.Where(its => its.Id == first.Id).Select(its => its.CompanyId).SingleAsync()));
        Assert.Equal(twin.CompanyId, (await desk.ReadAsync(twin.Id)).CompanyId);

        async Task<(Guid?, Guid?, Guid?, Guid?)> PlacesAsync() => await desk.App.InDbAsync(async db => (
            (await db.Orders.SingleAsync(its => its.Id == second.Id)).CompanyId, (await db.IncomingOrders.SingleAsync(its => its.Id == waits.Id)).CompanyId,
            (await db.Invoices.SingleAsync(its => its.Id == draft.Id)).CompanyId, (await db.Invoices.SingleAsync(its => its.Id == issued.Id)).CompanyId));
    }

    [Fact]
    public async Task The_same_order_number_in_both_stays_two_orders_and_is_told()
    {
        await desk.App.InDbAsync(db => db.Orders.ExecuteUpdateAsync(set => set.SetProperty(order => order.CustomerNumber, "B-1")));
        Assert.True(await MergeAsync());
        Assert.Equal([petry.CompanyId, twin.CompanyId], await desk.App.InDbAsync(db => db.Orders.OrderBy(order => order.Id).Select(order => order.CompanyId).ToListAsync()));
        await desk.Browser.VisitAsync($"/companies/{petry.CompanyId}");
        Assert.Contains($"the order {second.Number} is found only by its deal", desk.Browser.Text, StringComparison.Ordinal);
    }

    private Task<bool> MergeAsync() => desk.DoAsync<MergeCompanies, bool>(verb => verb.RunAsync(petry.CompanyId!.Value, twin.CompanyId!.Value, new Dictionary<string, Keep>()));
}
