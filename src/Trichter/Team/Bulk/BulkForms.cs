using Microsoft.AspNetCore.Mvc;
using Trichter.Platform.Ui;
using Trichter.Team.Shell;

namespace Trichter.Team.Bulk;

/// <summary>The form that changes many records: few at once, many by the job.</summary>
internal static class BulkForms
{
    /// <summary>What stands in a form before the key of a field: its choice and its value.</summary>
    public const string FieldPrefix = "field.", ValuePrefix = "value.";

    /// <param name="address">Of the page with the form, where the part of the records may be "{within}".</param>
    public static void MapBulk(this IEndpointRouteBuilder routes, string address, string record, Right right) =>
        routes.MapPost($"{address}/start", (HttpContext http, string? within, [FromForm] string? what, [FromForm] string? query, [FromForm] string? chosen, IEnumerable<IBulkSubject> subjects, StartBulk verb, RunBulk runner) =>
            StartAsync(http, subjects.Single(its => its.Record == record), within ?? "", what, query, chosen, verb, runner)).RequireAuthorization(new AllowedByAttribute(right));

    private static async Task<IResult> StartAsync(
        HttpContext http, IBulkSubject subject, string within, string? what, string? query, string? chosen, StartBulk verb, RunBulk runner)
    {
        if (await subject.PlaceAsync(within, http.RequestAborted) is not { } place) return Results.NotFound();

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var meant = chosen?.Split(',').Select(FormValues.Id).OfType<Guid>().ToList() ?? [];
        var field = what?.StartsWith(FieldPrefix, StringComparison.Ordinal) == true ? what[FieldPrefix.Length..] : "";
        var kind = field.Length > 0 ? BulkKind.Field : Enum.TryParse<BulkKind>(what, out var known) ? known : BulkKind.Owner;
        var value = field.Length > 0 ? form[ValuePrefix + field].ToString() : form[kind.ToString()].ToString();

        switch (await verb.RunAsync(subject, new BulkWish(within, query ?? "", meant, kind, field, value, form["reason"].ToString()), http.RequestAborted))
        {
            case BulkStart.Refused refused:
                return LookAgain.At(http, refused.Why, LocalAddress.Of(place.Address + query));
            case BulkStart.Started { Run: var run }:
                if (run.Total <= BulkRun.AtOnce) await runner.RunAsync(run.Id, http.RequestAborted);
                return Results.LocalRedirect($"/bulk/{run.Id}");
            default:
                return Results.NotFound();
        }
    }
}
