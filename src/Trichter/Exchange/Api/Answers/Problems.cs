using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Trichter.Deals.Evidence;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Exchange.Api.Answers;

/// <summary>What is wrong with a request, as RFC 9457 problem details in the language of the user.</summary>
internal sealed class Problems(Texts texts)
{
    public Answer Of(int status, Told? detail = null, string? code = null, params (string Name, JsonNode? Value)[] more)
    {
        var problem = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = TitleOf(status),
            ["status"] = status,
        };
        if ((detail ?? UsualDetail(status)) is { } why) problem["detail"] = texts[why];
        if (code is not null) problem["code"] = code;
        foreach (var (name, value) in more) problem[name] = value;
        return new Answer(status, Answer.TextOf(problem)) { ContentType = Answer.ProblemJson };
    }

    public Answer NotFound() => Of(StatusCodes.Status404NotFound);

    /// <summary>The record has changed since the caller read it.</summary>
    public Answer Stale() => Of(StatusCodes.Status412PreconditionFailed, code: "stale");

    /// <summary>Values that do not fit, each beside the name it was sent under.</summary>
    public Answer Faulty(IReadOnlyDictionary<string, Told> faults)
    {
        var errors = new JsonObject();
        foreach (var (field, why) in faults) errors[field] = texts[why];
        return Of(StatusCodes.Status422UnprocessableEntity, code: "faulty", more: ("errors", errors));
    }

    public Answer Faulty(string field, Told why) => Faulty(new Dictionary<string, Told> { [field] = why });

    /// <summary>A verb says one thing at a time, about the whole.</summary>
    public Answer Refused(Told why) => why.Key == "Nothing is here" ? NotFound() : Of(StatusCodes.Status422UnprocessableEntity, why, "faulty");

    public Answer Conflict(string code, Told why, params (string Name, JsonNode? Value)[] more) =>
        Of(StatusCodes.Status409Conflict, why, code, more);

    /// <summary>Records that may be the one to be entered; sending it again with even_if_similar=true goes through.</summary>
    public Answer Similar(IEnumerable<(Guid Id, string Name)> records) => Conflict(
        "similar", new Told("It may be there already. Send it again with even_if_similar=true to enter it all the same."),
        ("similar", new JsonArray([.. records.Select(record => new JsonObject { ["id"] = record.Id, ["name"] = record.Name })])));

    /// <summary>Criteria that hold a deal; where none of them blocks, a reason lets it pass.</summary>
    public Answer Unmet(IReadOnlyList<Judged> criteria)
    {
        var blocked = criteria.Any(judged => judged.Criterion.Severity == Severity.Block);
        var list = criteria.Select(judged => (JsonNode)new JsonObject
        {
            ["key"] = $"{judged.Stage.Key}/{judged.Criterion.Key}",
            ["label"] = texts[judged.Criterion.Label],
            ["kind"] = judged.Criterion.Kind,
            ["blocks"] = judged.Criterion.Severity == Severity.Block,
            ["can_be_confirmed"] = judged.IsConfirmation,
        });
        var why = blocked ? new Told("Criteria that block are not met.") : new Told("Criteria are not met. Send a reason to go on all the same.");
        return Conflict("unmet_criteria", why, ("blocked", blocked), ("unmet", new JsonArray([.. list])));
    }

    private string TitleOf(int status) => status switch
    {
        400 => texts["The request is not understood"],
        401 => texts["A valid token is needed"],
        403 => texts["Not allowed"],
        404 => texts["Not found"],
        405 => texts["This address does not answer to this method"],
        409 => texts["This does not fit what is there"],
        412 => texts["Changed meanwhile"],
        413 => texts["The request is too large"],
        415 => texts["The body has the wrong kind of content"],
        422 => texts["Some values do not fit"],
        429 => texts["Too many requests"],
        >= 500 => texts["Something went wrong"],
        _ => ReasonPhrases.GetReasonPhrase(status),
    };

    private static Told? UsualDetail(int status) => status switch
    {
        401 => new Told("Send a token that is neither expired nor revoked: Authorization: Bearer trichter_…"),
        403 => new Told("The scopes of the token, or the role of its user, do not include this."),
        404 => new Told("The record was deleted, or the address is wrong, or you may not see it."),
        412 => new Told("Somebody changed the record since you read it. Read it again."),
        >= 500 => new Told("Nothing was changed. The log holds the details under number {0}.", Activity.Current?.TraceId.ToString()[..8] ?? "–"),
        _ => null,
    };
}
