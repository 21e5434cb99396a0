using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.History;
using Trichter.Deals.Move;
using Trichter.Process;
using Trichter.Process.Edit;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>Deals stay on their version of the process until somebody moves them over.</summary>
public sealed class MigrateDealsTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal first = null!, second = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        var stages = (await desk.VersionAsync()).Stages;
        first = await desk.EnterAsync("Stays where it was", stage: stages[0].Key);
        second = await desk.EnterAsync("Its stage has gone", stage: stages[1].Key);
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(3);
        await PublishWithoutSecondStageAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task The_board_shows_deals_of_earlier_versions_in_the_column_of_the_same_stage_and_counts_those_without_one()
    {
        await desk.Browser.VisitAsync("/deals/board/sales-cycle-7");
        Assert.Contains("Stays where it was", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("1 open deal stands on a stage that this version no longer has.", desk.Browser.Text, StringComparison.Ordinal);

        var column = (await CurrentAsync()).Stages[1];
        var moved = Assert.IsType<MoveResult.Moved>(await desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync(first.Id, column.Id, [], "Hurry")));
        Assert.Equal(column.Key, moved.To.Key);
    }

    [Fact]
    public async Task All_move_over_as_the_page_proposes_and_one_undo_puts_them_back()
    {
        await desk.Browser.VisitAsync("/deals/migrate/sales-cycle-7");
        await desk.Browser.SubmitAsync("main form[method=post]");

        var current = await CurrentAsync();
        Assert.Equal((current.Id, current.Stages[0].Id, first.StageEnteredAt), await WhereAsync(first));
        Assert.Equal((current.Id, current.Stages[0].Id, desk.App.Clock.Now), await WhereAsync(second));
        var row = await desk.App.InDbAsync(db => db.Transitions.SingleAsync(t => t.DealId == second.Id && t.Kind == TransitionKind.Migrated));
        Assert.Equal(((await desk.VersionAsync()).Stages[1].Key, 1, 2), (row.MappedFrom, row.Visit, row.Seq));

        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Equal(second.VersionId, (await desk.ReadAsync(second.Id)).VersionId);
        Assert.Equal(2, await desk.App.InDbAsync(db => db.Transitions.CountAsync()));
    }

    [Fact]
    public async Task A_seller_may_not_move_deals_over()
    {
        await desk.HireAsync("Theo", Trichter.Team.Role.Seller);
        var browser = await desk.SignInAsync("Theo");
        await browser.VisitAsync("/deals/migrate/sales-cycle-7");
        Assert.Equal("/not-allowed", browser.Address.AbsolutePath);
    }

    private async Task PublishWithoutSecondStageAsync()
    {
        var process = await desk.App.InDbAsync(db => db.Processes.AsNoTracking().SingleAsync());
        var gone = (await desk.VersionAsync()).Stages[1].Key;
        await desk.DoAsync<DraftProcess, ProcessVersion>(verb => verb.BeginAsync(process));
        await desk.DoAsync<EditDraft, bool>(verb => verb.RemoveAsync(process, gone));
        Assert.IsType<PublishResult.Published>(await desk.DoAsync<PublishProcess, PublishResult>(verb => verb.RunAsync(process)));
    }

    private Task<ProcessVersion> CurrentAsync() => desk.App.InDbAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(version => version.Number == 2));

    private async Task<(Guid, Guid, DateTime)> WhereAsync(Deal deal) => await desk.ReadAsync(deal.Id) is var its ? (its.VersionId, its.StageId, its.StageEnteredAt) : default;
}
