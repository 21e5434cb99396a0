using Microsoft.AspNetCore.Authorization;
using Trichter.Exchange.Api.Answers;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Document;

/// <summary>What the description of the API says about one operation, beside what its route says already.</summary>
/// <param name="Summary">What it does; the document has it in English, the page in the reader's language.</param>
/// <param name="Answer">Name of the schema of the answer; null for none.</param>
/// <param name="Filters">Parameters of the address.</param>
internal sealed record Operation(Told Summary, string? Answer, IReadOnlyList<string> Filters);

/// <summary>What an operation takes.</summary>
/// <param name="Schema">Name of the schema of the JSON body.</param>
/// <param name="Example">JSON.</param>
internal sealed record OperationBody(string Schema, string Example, IReadOnlyList<string> Options);

/// <param name="Fields">As curl writes them: name=value, name=@file.</param>
internal sealed record OperationForm(IReadOnlyList<string> Fields);

/// <summary>An operation that is carried out once for each Idempotency-Key.</summary>
internal sealed record OnceOnly;

/// <summary>The words in which endpoints of the API say who may use them and what they do.</summary>
internal static class Described
{
    public static RouteHandlerBuilder Allows(this RouteHandlerBuilder route, Right right) => route.RequireAuthorization(new AllowedByAttribute(right));

    public static RouteHandlerBuilder Is(this RouteHandlerBuilder route, Told summary, string? answer = null, params string[] filters) =>
        route.WithMetadata(new Operation(summary, answer, filters));

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, string schema, string example, params string[] options) =>
        route.WithMetadata(new OperationBody(schema, example, options));

    public static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder route, params string[] fields) => route.WithMetadata(new OperationForm(fields));

    public static RouteHandlerBuilder AtMostOnce(this RouteHandlerBuilder route) => route.WithMetadata(new OnceOnly())
        .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<Once>().RunAsync(context, next));

    public static Right? RightOf(IEnumerable<object> metadata) =>
        metadata.OfType<IAuthorizeData>().Select(data => Enum.TryParse<Right>(data.Policy, out var right) ? right : (Right?)null).FirstOrDefault(right => right is not null);
}
