using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Magnets;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Campaigns.Blocks;

/// <summary>Pictures of landing pages: put up from the editor, shown to everybody from our own address.</summary>
internal static class PictureLinks
{
    public const string Path = "/p/picture/";
    private const string Forever = "public, max-age=31536000, immutable";

    public static void AddBlocks(this IServiceCollection services) => services.AddScoped<SaveBlocks>();

    public static void MapBlocks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/campaigns/pages/pictures", UploadAsync).RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns)).DisableAntiforgery();
        routes.MapGet(Path + "{id:guid}", ShowAsync).AllowAnonymous();
    }

    /// <summary>As the editor asks for it: several files, the answer with their addresses. The token comes in a header, for the form is the editor's.</summary>
    private static async Task<IResult> UploadAsync(HttpContext http, IAntiforgery antiforgery, KeepMagnets keep, Texts texts)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Results.BadRequest();

        var added = new List<object>();
        foreach (var file in (await http.Request.ReadFormAsync()).Files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            var (picture, fault) = await keep.AddPictureAsync(file.FileName, content.ToArray());
            if (picture is null) return Results.Json(new { fault = texts[fault!] }, statusCode: StatusCodes.Status422UnprocessableEntity);
            added.Add(new { src = Path + picture.Id, name = picture.Name, type = "image" });
        }

        return Results.Json(new { data = added });
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext http, Db db)
    {
        if (await db.Magnets.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id && its.IsPicture) is not { } picture) return Results.NotFound();
        if (await db.MagnetContents.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id) is not { } content) return Results.NotFound();
        http.Response.Headers.CacheControl = Forever;
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(content.Content, picture.ContentType);
    }
}
