using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Documents;
using Trichter.Team;
using Trichter.Team.Mail;

namespace Trichter.Campaigns.Codes;

/// <summary>QR codes of short addresses, landing pages and the form of a fair, to be printed.</summary>
internal static class CodeSetup
{
    public static void MapCodes(this IEndpointRouteBuilder routes)
    {
        var codes = routes.MapGroup("/campaigns").RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
        codes.MapGet("/links/{id:guid}/qr.{kind}", async (Guid id, string kind, HttpContext http, Db db, WriteMail mail) =>
            await CodeAsync(http, mail, kind, await db.TrackedLinks.Where(its => its.Id == id && its.RetiredAt == null).Select(its => its.Code).SingleOrDefaultAsync(), code => $"/go/{code}"));
        codes.MapGet("/pages/{id:guid}/qr.{kind}", async (Guid id, string kind, HttpContext http, Db db, WriteMail mail) =>
            await CodeAsync(http, mail, kind, await db.LandingPages.Where(its => its.Id == id && its.RetiredAt == null).Select(its => its.Path).SingleOrDefaultAsync(), path => $"/p/{path}?utm_medium=qr"));
        codes.MapGet("/fairs/{id:guid}/qr.{kind}", async (Guid id, string kind, HttpContext http, Db db, WriteMail mail) =>
            await CodeAsync(http, mail, kind, await db.Fairs.AnyAsync(its => its.Id == id && its.RetiredAt == null) ? "fair" : null, _ => $"/fair?fair={id}"));
    }

    /// <summary>Of the address under which the workspace is reached from outside; where nobody has said it, of the one it was asked at.</summary>
    private static async Task<IResult> CodeAsync(HttpContext http, WriteMail mail, string kind, string? name, Func<string, string> path)
    {
        if (name is null) return Results.NotFound();
        var host = (await mail.ServerAsync())?.Address is { Length: > 0 } address ? address : $"{http.Request.Scheme}://{http.Request.Host}";
        return QrCode.File(kind, host + path(name), name) ?? Results.NotFound();
    }
}
