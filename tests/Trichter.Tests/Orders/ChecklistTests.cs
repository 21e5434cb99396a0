using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Deals.HandOvers;
using Trichter.Ledger;
using Trichter.Orders;
using Trichter.Orders.Checklists;
using Trichter.Orders.Checklists.Setup;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Billing;
using Trichter.Tests.Exchange.Api;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Orders;

/// <summary>A confirmed order is handed over from sales to the departments: points with owner, due day and proof; accepted, or returned with a reason.</summary>
public sealed class ChecklistTests : IAsyncLifetime
{
    private const string Olga = "olga@nordwerk.example";
    private Desk desk = null!;
    private Deal petry = null!;
    private Order order = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        await desk.App.InDbAsync(db => db.Deals.ExecuteUpdateAsync(set => set.SetProperty(deal => deal.OwnerId, db.Users.Where(user => user.Email == App.OwnerEmail).Select(user => (Guid?)user.Id).First())));
        await desk.HireAsync("Olga", Role.Seller, Visibility.Own);
        order = await desk.OrderAsync(petry, [("BAGGER-22", "", "1", "", "Normal")]);
        await DepartmentAsync("Production", await IdOfAsync(Olga), ("Book the machine", "0", false), ("Test run", "2", true));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Departments_and_their_points_are_kept_under_settings_and_what_is_wrong_stands_beside_its_field()
    {
        await desk.Browser.VisitAsync("/settings/departments/new");
        var row = desk.Browser.Page.QuerySelector("main tbody tr")!;
        row.QuerySelector("[name='point-text']")!.SetAttribute("value", "Book the lorry");
        row.QuerySelector("[name='point-days']")!.SetAttribute("value", "soon");
        await desk.Browser.SubmitAsync("form:has([name='point-text'])", ("name", "Logistics"));
        Assert.Contains("A whole number up to 365.", desk.Browser.Page.QuerySelector("main tbody tr .tr-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Book the lorry", desk.Browser.Page.QuerySelector("[name='point-text']")!.GetAttribute("value"));
        desk.Browser.Page.QuerySelector("[name='point-days']")!.SetAttribute("value", "3");
        await desk.Browser.SubmitAsync("form:has([name='point-text'])");
        Assert.Equal([("Book the lorry", 3, false)], (await desk.App.InDbAsync(db => db.Departments.SingleAsync(its => its.Name == "Logistics"))).Points.Select(point => (point.Text, point.Days, point.NeedsProof)));
    }

    [Fact]
    public async Task Confirmed_it_waits_for_the_department_whose_points_are_done_from_Today_with_their_proof()
    {
        await ConfirmAsync();
        Assert.Equal([("Book the machine", new DateOnly(2026, 3, 2)), ("Test run", new DateOnly(2026, 3, 4))], await desk.App.InDbAsync(async db => (await db.OrderPoints.OrderBy(its => its.Position).ToListAsync()).Select(its => (its.Text, its.DueOn))));
        Assert.Equal((false, false), (await IsMetAsync(), (await HandOverAsync()).BothRoles));

        var olga = await desk.SignInAsync("Olga");
        await olga.VisitAsync("/today");
        Assert.Contains("Book the machine", olga.Text, StringComparison.Ordinal);
        Assert.Contains($"the order {order.Number} waits for your acceptance", olga.Text, StringComparison.Ordinal);
        await olga.VisitAsync($"/orders/{order.Id}");
        Assert.Contains("Book the machine", olga.Page.QuerySelector("#hand-over")!.TextContent, StringComparison.Ordinal);

        await olga.VisitAsync("/today");
        await olga.SubmitAsync("form[action*='/points/'][action$='/done']");
        Assert.Equal("/today", olga.Address.AbsolutePath);
        await olga.SubmitAsync("form[action*='/hand-over/'][action$='/accept']");
        Assert.Equal("/today", olga.Address.AbsolutePath);
        Assert.Equal((true, false), (await IsMetAsync(), (await HandOverAsync()).BothRoles));

        var test = await desk.App.InDbAsync(db => db.OrderPoints.Where(its => its.DoneAt == null).Select(its => its.Id).SingleAsync());
        Assert.Equal("It needs a proof: choose a file, or write what shows that it is done.", (await desk.DoAsync<SettleChecklist, Told?>(verb => verb.DoAsync(order.Id, test, " ", null), Olga))!.Key);
        Assert.Equal("Choose a file.", (await desk.DoAsync<SettleChecklist, Told?>(verb => verb.DoAsync(order.Id, test, "", Guid.NewGuid()), Olga))!.Key);
        await olga.VisitAsync($"/orders/{order.Id}");
        await olga.SubmitAsync($"form[action='/orders/{order.Id}/points/{test}/done']", ("proof", "https://photos.example/7"));
        Assert.Equal("https://photos.example/7", olga.Page.QuerySelector("#hand-over a[rel]")!.GetAttribute("href"));
        var read = (await (await desk.CallAsync()).GetAsync($"orders/{order.Id}/checklist")).Expect(200).Json.GetProperty("hand_overs")[0];
        Assert.Equal(("Production", "accepted", "https://photos.example/7"), (read.GetProperty("department").GetString(), read.GetProperty("state").GetString(), read.GetProperty("points")[1].GetProperty("proof").GetString()));
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains($"accepted the order {order.Number} for Production", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains($"did for the order {order.Number} (Production): Test run", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returned_with_a_reason_it_is_open_for_the_sender_who_gives_it_again_and_may_hold_both_roles()
    {
        await ConfirmAsync();
        var id = (await HandOverAsync()).Id;
        Assert.NotNull(await desk.DoAsync<SettleChecklist, Told?>(verb => verb.ReturnAsync(order.Id, id, " "), Olga));
        Assert.Null(await desk.DoAsync<SettleChecklist, Told?>(verb => verb.ReturnAsync(order.Id, id, "No drawing"), Olga));
        await desk.Browser.VisitAsync("/today");
        Assert.Contains($"the order {order.Number} was returned: No drawing", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        Assert.Contains("Returned: No drawing", desk.Browser.Text, StringComparison.Ordinal);
        Assert.False(await IsMetAsync());

        await desk.Browser.SubmitAsync($"form[action='/orders/{order.Id}/hand-over/{id}/give']", ("receiver", await IdOfAsync(App.OwnerEmail)));
        await desk.Browser.SubmitAsync($"form[action='/orders/{order.Id}/hand-over/{id}/accept']");
        Assert.Contains("one person holds both roles", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal((HandOverState.Accepted, true), ((await HandOverAsync()).State, (await HandOverAsync()).BothRoles));
    }

    [Fact]
    public async Task A_change_that_is_confirmed_anew_hands_over_to_new_departments_only_and_undo_takes_a_confirmation_back_with_its_hand_over()
    {
        await ConfirmAsync();
        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(OrderHandOver)).Select(entry => entry.ChangeId).SingleAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true)));
        Assert.Equal((0, 0), await desk.App.InDbAsync(async db => (await db.OrderHandOvers.CountAsync(), await db.OrderPoints.CountAsync())));

        await ConfirmAsync();
        await DepartmentAsync("Accounting", null, ("Down payment invoice", "1", false));
        await desk.Browser.VisitAsync($"/orders/{order.Id}/change");
        await desk.Browser.SubmitAsync("form:has([name='line-quantity'])", ("reason", "Later"), ("agreed-by", "Frau Petry"), ("promised", "2026-05-04"));
        await ConfirmAsync();
        Assert.Equal(["Production", "Accounting"], await desk.App.InDbAsync(db => db.OrderHandOvers.OrderBy(its => its.Id).Select(its => its.Department).ToListAsync()));
    }

    [Fact]
    public async Task Strangers_neither_see_nor_settle_it_readers_change_nothing_and_only_administrators_keep_departments()
    {
        await ConfirmAsync();
        var (handOver, point) = ((await HandOverAsync()).Id, await desk.App.InDbAsync(db => db.OrderPoints.OrderBy(its => its.Position).Select(its => its.Id).FirstAsync()));
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        Assert.NotNull(await desk.DoAsync<SettleChecklist, Told?>(verb => verb.AcceptAsync(order.Id, handOver), "nina@nordwerk.example"));
        Assert.NotNull(await desk.DoAsync<SettleChecklist, Told?>(verb => verb.DoAsync(order.Id, point, "", null), "nina@nordwerk.example"));
        var nina = await desk.SignInAsync("Nina");
        Assert.Equal(HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/orders/{order.Id}", UriKind.Relative))).StatusCode);
        await desk.HireAsync("Sven", Role.Seller);
        Assert.Equal("This waits for somebody else", (await desk.DoAsync<SettleChecklist, Told?>(verb => verb.AcceptAsync(order.Id, handOver), "sven@nordwerk.example"))!.Key);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SaveDepartment, DepartmentResult>(verb => verb.RunAsync(null, new DepartmentForm("X", "", [], 0)), "sven@nordwerk.example"));
        await desk.HireAsync("Rita", Role.Reader);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SettleChecklist, Told?>(verb => verb.AcceptAsync(order.Id, handOver), "rita@nordwerk.example"));
    }

    private async Task ConfirmAsync() => Assert.Null(await desk.DoAsync<SettleOrder, Told?>(verb => verb.ConfirmAsync(order.Id)));

    private Task<Guid> IdOfAsync(string email) => desk.App.InDbAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());

    private Task<OrderHandOver> HandOverAsync() => desk.App.InDbAsync(db => db.OrderHandOvers.AsNoTracking().SingleAsync());

    private async Task DepartmentAsync(string name, Guid? owner, params (string Text, string Days, bool Proof)[] points) =>
        Assert.IsType<DepartmentResult.Saved>(await desk.DoAsync<SaveDepartment, DepartmentResult>(verb => verb.RunAsync(null, new DepartmentForm(name, owner?.ToString() ?? "", [.. points.Select(point => new PointTyped(point.Text, point.Days, point.Proof))], 0))));

    /// <summary>Whether "handed over and accepted by the receiver" is shown.</summary>
    private async Task<bool> IsMetAsync()
    {
        var evidence = new DealEvidence(petry, null!, desk.App.Clock.Now);
        evidence.Add(await desk.App.InDbAsync(async db => new OrderFacts(await db.Orders.ToListAsync(), [], await db.OrderHandOvers.ToListAsync())));
        return new OrderWasHandedOver().IsMet(null!, null!, evidence);
    }
}
