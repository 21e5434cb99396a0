using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Insight.ByMail;

internal static class ByMailForms
{
    public static void AddReportsByMail(this IServiceCollection services)
    {
        services.AddScoped<KeepReportMails>();
        services.AddScoped<MakeReportFile>();
        services.AddScoped<SendReportMails>();
    }

    public static void MapReportsByMail(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/insight/by-mail").RequireAuthorization(new AllowedByAttribute(Right.SeeInsight));
        forms.MapPost("", async (
            HttpContext http, [FromForm] string? report, [FromForm] string? board, [FromForm] string? process, [FromForm] string? rhythm, [FromForm] string? hour, [FromForm] string[]? to, [FromForm] string? back,
            KeepReportMails verb, Change change, Toast toast) =>
        {
            var people = (to ?? []).Select(FormValues.Id).OfType<Guid>().ToList();
            var fault = await verb.AddAsync(FormValues.Id(report), FormValues.Id(board), process ?? "", FormValues.One<ReportRhythm>(rhythm), int.TryParse(hour, out var at) ? at : null, people);
            if (fault is not null) return LookAgain.At(http, fault, LocalAddress.Of(back));

            toast.Say(new Told("It will be sent"), change.Id);
            return Results.LocalRedirect(LocalAddress.Of(back));
        });
        forms.MapPost("/{id:guid}/remove", async (Guid id, [FromForm] string? back, KeepReportMails verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id)) return Results.NotFound();
            toast.Say(new Told("It is not sent any more"), change.Id);
            return Results.LocalRedirect(LocalAddress.Of(back));
        });
    }
}
