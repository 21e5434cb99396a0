using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team.Shell;

namespace Trichter.Team.Views;

internal static class ViewsSetup
{
    public static void MapViews(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/views", async (
            HttpContext http, [FromForm] string? page, [FromForm] string? query, [FromForm] string? name, [FromForm] ViewShare? share, KeepViews verb, Change change, Toast toast) =>
        {
            var list = LocalAddress.Of(page?.Split('?')[0]);
            var back = query is { Length: > 0 } ? $"{list}?{query.TrimStart('?')}" : list;
            if (await verb.SaveAsync(list, query, name, share ?? ViewShare.Private) is { } fault) return LookAgain.At(http, fault, LocalAddress.Of(back));

            toast.Say(new Told("View saved"), change.Id);
            return Results.LocalRedirect(LocalAddress.Of(back));
        });

        routes.MapPost("/views/{id:guid}/remove", async (Guid id, [FromForm] string? unused, KeepViews verb, Change change, Toast toast) =>
        {
            if (await verb.RemoveAsync(id) is not { } page) return Results.NotFound();
            toast.Say(new Told("View removed"), change.Id);
            return Results.LocalRedirect(LocalAddress.Of(page));
        });
    }
}

internal sealed class ViewsStorage : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("saved_views");
        view.Property(v => v.Version).IsConcurrencyToken();
        view.HasOne<User>().WithMany().HasForeignKey(v => v.OwnerId);
    }
}
