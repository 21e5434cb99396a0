using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Campaigns.Audiences;

internal static class AudienceSetup
{
    public static void MapAudiences(this IEndpointRouteBuilder routes)
    {
        var audiences = routes.MapGroup("/campaigns/audiences/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
        audiences.MapGet("/removed.csv", async (Guid id, Db db, Me me, MakeAudience verb) => !await MaySeeAsync(db, me, id) ? Results.NotFound() : await FileAsync(db, id, await verb.WithdrawnAsync(id)));
        audiences.MapPost("/removed", async (Guid id, [FromForm] string? unused, MakeAudience verb, Toast toast) =>
        {
            toast.Say(new Told("Noted: {0} taken out.", await verb.RemovedAsync(id)));
            return Results.LocalRedirect("/campaigns/audiences");
        });
        routes.MapGet("/campaigns/audiences/{id:guid}.csv", async (Guid id, Db db, Me me) => !await MaySeeAsync(db, me, id) ? Results.NotFound() : await FileAsync(db, id, await db.AudienceMembers.AsNoTracking().Where(its => its.ExportId == id && its.RemovedAt == null).OrderBy(its => its.PersonId).ToListAsync()))
            .RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
    }

    /// <summary>It was made with the eyes of one person: only they, and whoever sees everybody, get it.</summary>
    private static async Task<bool> MaySeeAsync(Db db, Me me, Guid id)
    {
        var (mine, seesAll) = (me.Id, me.Sees<Person>() == Visibility.All);
        return await db.AudienceExports.AnyAsync(its => its.Id == id && (seesAll || its.MadeBy == mine));
    }

    /// <summary>With the column names that the platform looks for.</summary>
    private static async Task<IResult> FileAsync(Db db, Guid id, IReadOnlyList<AudienceMember> members)
    {
        if (await db.AudienceExports.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id) is not { } export) return Results.NotFound();
        var writer = new StringWriter();
        var csv = new CsvTable(writer);
        await csv.WriteAsync(export.Platform switch { AdPlatform.Google => ["Email", "Phone"], AdPlatform.Meta => ["email", "phone"], _ => ["email"] });
        foreach (var its in members) await csv.WriteAsync(export.Platform == AdPlatform.LinkedIn ? [its.EmailHash] : [its.EmailHash, its.PhoneHash]);
        return Results.File(Encoding.UTF8.GetBytes(writer.ToString()), "text/csv; charset=utf-8", $"audience-{export.Platform}.csv".ToLowerInvariant());
    }
}
