using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Campaigns.Landing;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Campaigns.Magnets;

internal static class MagnetSetup
{
    public static void AddMagnets(this IServiceCollection services)
    {
        services.AddScoped<KeepMagnets>();
        services.AddScoped<GiveMagnet>();
    }

    public static void MapMagnets(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/campaigns/files/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
        files.MapPost("/retire", async (Guid id, [FromForm] string? unused, KeepMagnets verb, Change change, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("Retired"), change.Id);
            return Results.LocalRedirect("/campaigns/files");
        });
        files.MapGet("/preview", async (Guid id, Db db) =>
            await db.Magnets.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id) is { } magnet && await db.MagnetContents.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id) is { } content ? Download(magnet, content.Content) : Results.NotFound());
        routes.MapPost("/file/{secret}/fetch", async (string secret, [FromForm] string? unused, GiveMagnet verb) =>
            await verb.FetchAsync(secret) is var (magnet, content) ? Download(magnet, content) : Results.LocalRedirect($"/file/{Uri.EscapeDataString(secret)}")).AllowAnonymous();
    }

    /// <summary>Always as a download: no file is shown as a page of ours.</summary>
    private static IResult Download(Magnet magnet, byte[] content) => Results.File(content, "application/octet-stream", magnet.Name);
}

internal sealed class MagnetStorage : IEntityTypeConfiguration<Magnet>, IEntityTypeConfiguration<MagnetContent>, IEntityTypeConfiguration<MagnetLink>
{
    public void Configure(EntityTypeBuilder<Magnet> magnet)
    {
        magnet.ToTable("magnets");
        magnet.Property(its => its.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MagnetContent> content)
    {
        content.ToTable("magnet_contents");
        content.HasOne<Magnet>().WithOne().HasForeignKey<MagnetContent>(its => its.Id);
    }

    public void Configure(EntityTypeBuilder<MagnetLink> link)
    {
        link.ToTable("magnet_links");
        link.HasOne<Magnet>().WithMany().HasForeignKey(its => its.MagnetId);
        link.HasOne<LandingPage>().WithMany().HasForeignKey(its => its.PageId);
    }
}
