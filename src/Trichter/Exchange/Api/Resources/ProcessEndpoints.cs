using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Processes with stages and criteria, and the reasons for closing. They are short and come whole, in the user's language.</summary>
internal static class ProcessEndpoints
{
    public static void MapProcesses(this IEndpointRouteBuilder api)
    {
        api.MapGet("/processes", ListAsync).Allows(Right.SeeProcesses).Is(new Told("List processes"), "ProcessList");
        api.MapGet("/processes/{key}", ReadAsync).Allows(Right.SeeProcesses).Is(new Told("Read a process with its stages and criteria"), "Process");
        api.MapGet("/close-reasons", ReasonsAsync).Allows(Right.SeeDeals).Is(new Told("List the reasons for closing a deal"), "ReasonList");
    }

    private static async Task<Answer> ListAsync(ProcessCatalogue catalogue, Texts texts, CancellationToken cancellation) =>
        Answer.Of(ListOf((await catalogue.AllAsync(cancellation)).Select(process => HeadOf(process, texts))));

    private static async Task<Answer> ReadAsync(string key, ProcessCatalogue catalogue, Texts texts, Problems problems, CancellationToken cancellation)
    {
        if (await catalogue.FindAsync(key, cancellation) is not { } process) return problems.NotFound();

        var version = await catalogue.CurrentAsync(process, cancellation);
        var json = HeadOf(process, texts);
        json["version"] = version.Number;
        json["stages"] = new JsonArray([.. version.Stages.Select(stage => StageOf(stage, texts))]);
        return Answer.Of(json);
    }

    private static async Task<Answer> ReasonsAsync(Db db, Texts texts, CancellationToken cancellation)
    {
        var reasons = await db.CloseReasons.AsNoTracking().OrderBy(reason => reason.Position).ToListAsync(cancellation);
        return Answer.Of(ListOf(reasons.Select(reason => new JsonObject
        {
            ["id"] = reason.Id,
            ["outcome"] = Words.Of(reason.Outcome),
            ["name"] = texts[reason.Name],
        })));
    }

    private static JsonObject HeadOf(SalesProcess process, Texts texts) => new()
    {
        ["key"] = process.Key,
        ["name"] = texts[process.Name],
        ["description"] = texts[process.Description],
    };

    private static JsonObject StageOf(Stage stage, Texts texts) => new()
    {
        ["key"] = stage.Key,
        ["position"] = stage.Position,
        ["name"] = texts[stage.Name],
        ["goal"] = texts[stage.Goal],
        ["phases"] = new JsonArray([.. stage.Phases.Select(phase => (JsonNode)phase)]),
        ["target_days"] = stage.TargetDays,
        ["probability"] = stage.Probability,
        ["optional"] = stage.Optional,
        ["after_sale"] = stage.IsAfterSale,
        ["criteria"] = new JsonArray([.. stage.Criteria.Select(criterion => new JsonObject
        {
            ["key"] = $"{stage.Key}/{criterion.Key}",
            ["at"] = Words.Of(criterion.At),
            ["kind"] = criterion.Kind,
            ["blocks"] = criterion.Severity == Severity.Block,
            ["label"] = texts[criterion.Label],
        })]),
        ["talk_track"] = new JsonArray([.. stage.TalkTrack.Select(point => new JsonObject { ["key"] = point.Key, ["kind"] = Words.Of(point.Kind), ["text"] = texts[point.Text], ["question"] = point.Asks.Length > 0 ? point.Asks : null })]),
        ["hand_over"] = stage.HandOver is not { } point ? null : new JsonObject
        {
            ["to"] = Words.Of(point.To),
            ["checklist"] = new JsonArray([.. point.Items.Select(item => new JsonObject { ["key"] = item.Key, ["label"] = texts[item.Label] })]),
        },
    };

    private static JsonObject ListOf(IEnumerable<JsonObject> items) => new() { ["items"] = new JsonArray([.. items]), ["next"] = null };
}
