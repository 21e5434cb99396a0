using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Record;
using Trichter.Tests.Support;

namespace Trichter.Tests.Ledger;

/// <summary>What somebody changed since is shown, and decided field by field; every field has its history; deleted records wait in the bin.</summary>
public sealed class DecideUndoTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.EnterAsync("Two excavators");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData(false, "Referral", "")]
    [InlineData(true, "", "")]
    public async Task A_field_that_was_changed_since_goes_back_only_when_ticked(bool ticked, string source, string product)
    {
        await EditAsync(("source", "Fair"), ("product", "Crane"));
        var change = await LastChangeAsync();
        await EditAsync(("source", "Referral"));

        await desk.Browser.VisitAsync($"/undo/{change}/decide");
        Assert.Contains("Changed since", desk.Browser.Text, StringComparison.Ordinal);
        var box = desk.Browser.Page.QuerySelector("[name='Form.TakeBack']")!.GetAttribute("value")!;
        await desk.Browser.SubmitAsync("main form", ticked ? [("Form.TakeBack", box)] : []);

        var deal = await desk.ReadAsync(petry.Id);
        Assert.Equal((source, product), (deal.Source, deal.Product));
    }

    [Fact]
    public async Task A_record_that_others_worked_on_since_stays_unless_ticked()
    {
        var entered = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.RecordId == petry.Id).Select(entry => entry.ChangeId).FirstAsync());
        await EditAsync(("source", "Fair"));

        await desk.Browser.VisitAsync($"/undo/{entered}/decide");
        await desk.Browser.SubmitAsync("main form");
        Assert.Null((await desk.ReadAsync(petry.Id)).DeletedAt);
    }

    [Fact]
    public async Task Somebody_else_may_neither_see_nor_take_back_my_change()
    {
        await desk.HireAsync("Theo", Trichter.Team.Role.Seller);
        var theo = await desk.SignInAsync("Theo");
        var answer = await theo.Http.GetAsync(new Uri($"/undo/{await LastChangeAsync()}/decide", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_history_tells_every_field_from_what_to_what()
    {
        await EditAsync(("value", "500000.00"));
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/history");
        Assert.Contains("Value 412,600.00 500,000.00", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_deal_waits_in_the_recycle_bin()
    {
        await desk.DoAsync<ChangeDeal, bool>(verb => verb.DeleteAsync(petry.Id));
        await desk.Browser.VisitAsync("/settings/bin");
        await desk.Browser.SubmitAsync($"form[action$='{petry.Id}']");
        Assert.Null((await desk.ReadAsync(petry.Id)).DeletedAt);

        await desk.Browser.VisitAsync("/search?q=excavators");
        Assert.Contains("Two excavators", desk.Browser.Text, StringComparison.Ordinal);
    }

    private Task<SaveResult<Deal>> EditAsync(params (string Field, string Value)[] typed) => desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb =>
        verb.RunAsync(petry.Id, new Dictionary<string, string>(), typed.ToDictionary(one => one.Field, one => one.Value), null));

    private Task<Guid> LastChangeAsync() => desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
}
