using Microsoft.AspNetCore.Http.HttpResults;
using Trichter.Platform.Language;

namespace Trichter.Team.Shell;

/// <summary>The answer to a small form that could not be saved: the same form, with what was typed and what is wrong.</summary>
internal static class LookAgain
{
    public static IResult At(HttpContext http, Told why, string back) => new RazorComponentResult<FixForm>(new Dictionary<string, object?>
    {
        [nameof(FixForm.Why)] = why,
        [nameof(FixForm.Action)] = http.Request.Path.Value,
        [nameof(FixForm.Back)] = back,
        [nameof(FixForm.Typed)] = http.Request.Form
            .Where(field => field.Key != "__RequestVerificationToken")
            .Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())).ToList(),
    })
    {
        StatusCode = StatusCodes.Status422UnprocessableEntity,
    };
}
