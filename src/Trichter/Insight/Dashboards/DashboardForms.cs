using Microsoft.AspNetCore.Mvc;
using Trichter.Insight.Targets;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;
using Trichter.Team.Views;

namespace Trichter.Insight.Dashboards;

internal static class DashboardForms
{
    public static void MapDashboards(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/insight/dashboards").RequireAuthorization(new AllowedByAttribute(Right.SeeInsight));
        forms.MapPost("/save", async (HttpContext http, [FromForm] Guid? board, [FromForm] string? name, [FromForm] ViewShare? share, [FromForm] string? query, KeepDashboards verb, Change change, Toast toast) =>
        {
            var (fault, id) = await verb.SaveAsync(board, name, share ?? ViewShare.Private);
            return fault is not null ? LookAgain.At(http, fault, Back(board, query)) : Said(toast, change, id, query);
        });
        forms.MapPost("/add", async (HttpContext http, [FromForm] Guid? board, [FromForm] string? metric, [FromForm] string? instead, [FromForm] string? query, KeepDashboards verb, Change change, Toast toast) =>
        {
            var (done, id) = await verb.AddAsync(board, metric, instead);
            return done ? Said(toast, change, id, query) : Results.LocalRedirect(Back(board, query, $"add={Uri.EscapeDataString(metric ?? "")}"));
        });
        forms.MapPost("/move", async ([FromForm] Guid? board, [FromForm] string metric, [FromForm] int by, [FromForm] string? query, KeepDashboards verb, Change change, Toast toast) =>
            Said(toast, change, await verb.ChangeAsync(board, its => its.Move(metric, by)), query));
        forms.MapPost("/order", async ([FromForm] Guid? board, [FromForm] string? order, [FromForm] string? query, KeepDashboards verb, Change change, Toast toast) =>
            Said(toast, change, await verb.ChangeAsync(board, its => its.Order((order ?? "").Split(','))), query));
        forms.MapPost("/take-off", async ([FromForm] Guid? board, [FromForm] string metric, [FromForm] string? query, KeepDashboards verb, Change change, Toast toast) =>
            Said(toast, change, await verb.ChangeAsync(board, its => its.Remove(metric)), query));
        forms.MapPost("/{id:guid}/remove", async (Guid id, [FromForm] string? unused, KeepDashboards verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id)) return Results.NotFound();
            toast.Say(new Told("Dashboard removed"), change.Id);
            return Results.LocalRedirect("/insight");
        });
        routes.MapPost("/insight/targets/{id:guid}/remove", async (Guid id, [FromForm] string? unused, SetTarget verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id)) return Results.NotFound();
            toast.Say(new Told("Target removed"), change.Id);
            return Results.LocalRedirect("/insight/targets");
        }).RequireAuthorization(new AllowedByAttribute(Right.ManageTeam));
    }

    private static IResult Said(Toast toast, Change change, Guid? board, string? query)
    {
        toast.Say(new Told("Dashboard saved"), change.Id);
        return Results.LocalRedirect(Back(board, query));
    }

    /// <summary>The filters stay as they were.</summary>
    private static string Back(Guid? board, string? query, string? more = null) => LocalAddress.Of("/insight?" + string.Join('&', new[]
    {
        board is null ? null : $"board={board}", more, query is { Length: > 0 } ? query.TrimStart('?') : null,
    }.OfType<string>()));
}
