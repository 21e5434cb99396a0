using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Requests;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Exchange.Api.Resources;

/// <summary>A deal as JSON. Process and stages are named by their keys; what they need is read once for all deals of an answer.</summary>
internal sealed class DealJson(Db db, Me me, ProcessCatalogue catalogue)
{
    private Dictionary<Guid, string>? processes;

    public async ValueTask<JsonObject> OfAsync(Deal deal)
    {
        processes ??= await db.Processes.ToDictionaryAsync(process => process.Id, process => process.Key);
        var version = await catalogue.VersionAsync(deal.VersionId);
        var proven = version.Stages.FirstOrDefault(stage => stage.Position == deal.EvidencedPosition);

        var json = new JsonObject { ["id"] = deal.Id };
        FieldJson.Write(json, deal, me.Fields(DealFields.All));
        json["process"] = processes[deal.ProcessId];
        json["stage"] = version.StageWith(deal.StageId).Key;
        json["proven_stage"] = proven?.Key;
        json["stage_entered_at"] = deal.StageEnteredAt;
        json["outcome"] = Words.Of(deal.Outcome);
        json["outcome_at"] = deal.OutcomeAt;
        json["reason_id"] = deal.CloseReasonId;
        json["note"] = deal.CloseNote;
        json["until"] = FieldJson.Of(deal.ParkedUntil);
        json["company_id"] = deal.CompanyId;
        json["company"] = deal.CompanyName;
        json["contact_id"] = deal.ContactId;
        json["owner_id"] = deal.OwnerId;
        json["transferred_from_id"] = deal.TransferredFromId;
        json["existing_customer"] = deal.ExistingCustomer;
        json["open_obstacles"] = deal.OpenObstacles;
        json["next_step"] = deal.NextStep;
        json["next_step_at"] = deal.NextStepAt;
        json["last_activity_at"] = deal.LastActivityAt;
        json["custom"] = JsonSerializer.SerializeToNode(deal.Custom);
        json["created_at"] = deal.CreatedAt;
        return json;
    }

    public async Task<Answer> AnswerAsync(Deal deal) => Answer.Of(await OfAsync(deal), RecordTag.Of(deal.Version));
}
