using Trichter.Ledger.Live;
using Trichter.Team;

namespace Trichter.Deals;

/// <summary>What open pages of deals listen to: one deal, or all that a board and a list are made of.</summary>
internal static class LiveDeals
{
    private static readonly string[] Shown = [nameof(Deal), nameof(Obstacle), nameof(Commitment), nameof(Confirmation), nameof(HandOvers.HandOver), nameof(Needs.Need), nameof(Stakeholders.Stakeholder), "Activity", "Answer"];

    public static void MapLiveDeals(this IEndpointRouteBuilder routes)
    {
        var live = routes.MapGroup("/deals").RequireAuthorization(new AllowedByAttribute(Right.SeeDeals));
        live.MapGet("/live", (LiveAnswer answer, CancellationToken gone) => answer.Of(touched => touched.MayConcern(Shown), gone));
        live.MapGet("/{id:guid}/live", async (Guid id, FindDeal find, LiveAnswer answer, CancellationToken gone) =>
            await find.VisibleAsync(id, gone) is null ? Results.NotFound() : answer.Of(touched => touched.MayConcern(id), gone));
    }
}
