using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Finish;
using Trichter.Deals;
using Trichter.Deals.Needs;
using Trichter.Leads.Proposals;
using Trichter.Leads.Questionnaires;
using Trichter.Ledger;
using Trichter.Offers.Objections;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Offers.Calls;

/// <summary>
/// Keeps all that came out of a call at once: answers, a need, an objection, what became of the lead, the call itself and the next step. Each is
/// written by the verb that is there for it, in one transaction and as one change: where one does not fit, nothing is kept.
/// </summary>
public sealed class HoldCall(
    Db db, Me me, Change change, Texts texts, FindDeal find, ProcessCatalogue catalogue, AnswerQuestions questions, NoteNeed needs, NoteObjection objections,
    ProposeLead propose, AnswerProposal accept, NoteActivity note, FinishActivity finish)
{
    /// <summary>The field that stands for the whole.</summary>
    public const string Whole = "";

    private readonly Dictionary<string, Told> faults = [];

    /// <returns>Field → what is wrong: "answers/bant/need", "need", "objection", "lead", "call", "next", or <see cref="Whole"/>; empty when all was kept.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(Guid dealId, CallDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        faults.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Dictionary<string, Told> { [Whole] = new("Nothing is here") };

        var stage = (await catalogue.VersionAsync(deal.VersionId, cancellation)).StageWith(deal.StageId);
        await AnswerAsync(dealId, draft, cancellation);
        if (draft.Need is { } need) Note("need", await needs.RunAsync(dealId, need, cancellation));
        if (draft.Objection is { } objection) Note("objection", await objections.RunAsync(dealId, objection, cancellation));
        await SettleLeadAsync(dealId, draft.Lead, cancellation);
        await LogAsync(dealId, stage, draft, cancellation);
        if (draft.Next is { } next) Note("next", next.DueAt <= change.Now ? new Told("Name a time that lies ahead.") : await note.RunAsync(dealId, next.Type, next.Text, next.DueAt, cancellation: cancellation));

        if (faults.Count == 0)
        {
            await transaction.CommitAsync(cancellation);
            return faults;
        }

        await transaction.RollbackAsync(cancellation);
        db.ChangeTracker.Clear();
        change.StartAnew();
        return faults;
    }

    private async Task AnswerAsync(Guid dealId, CallDraft draft, CancellationToken cancellation)
    {
        foreach (var (questionnaire, answers) in draft.Answers)
        {
            var confirmed = draft.Confirmed.Where(one => one.StartsWith(questionnaire + "/", StringComparison.Ordinal)).Select(one => one[(questionnaire.Length + 1)..]).ToList();
            var answering = new Answering(answers, confirmed, AnswerSource.Call, draft.Confidence, "");
            if (await questions.RunAsync(dealId, questionnaire, answering, cancellation) is AnswerResult.Faulty wrong)
                foreach (var (question, fault) in wrong.Faults) faults[$"answers/{questionnaire}/{question}"] = fault;
        }
    }

    private async Task SettleLeadAsync(Guid dealId, LeadStep step, CancellationToken cancellation)
    {
        if (step == LeadStep.None) return;

        var latest = await db.LeadProposals.Where(its => its.DealId == dealId && its.State != ProposalState.Rejected).OrderByDescending(its => its.Id).FirstOrDefaultAsync(cancellation);
        if (latest is null) Note("lead", await propose.RunAsync(dealId, "", cancellation));
        if (step == LeadStep.Accept && latest is not { State: ProposalState.Accepted } && !faults.ContainsKey("lead") && await accept.AcceptAsync(dealId, cancellation) is not ProposalResult.Answered)
            Note("lead", new Told("Nothing waits here any more"));
    }

    /// <summary>The call with what was said, and which points of the talk track were covered. One that was planned is finished by it.</summary>
    private async Task LogAsync(Guid dealId, Stage stage, CallDraft draft, CancellationToken cancellation)
    {
        var covered = stage.TalkTrack.Where(point => draft.Covered.Contains(point.Key)).ToList();
        var lines = new List<string>();
        if (draft.Notes.Trim().Length > 0) lines.Add(draft.Notes.Trim());
        if (stage.TalkTrack.Count > 0) lines.Add(texts["Talk track “{0}”: {1} of {2} points covered", stage.Name, covered.Count, stage.TalkTrack.Count]);
        lines.AddRange(covered.Select(point => "✓ " + texts[point.Text]));
        if (lines.Count == 0) lines.Add(texts["Call"]);

        var said = string.Join('\n', lines);
        if (draft.ActivityId is not { } planned) Note("call", await note.RunAsync(dealId, ActivityType.Call, said, null, draft.Result, cancellation));
        else if (said.Length > NoteActivity.Longest) Note("call", new Told("At most {0} characters.", NoteActivity.Longest));
        else if (!await finish.RunAsync(dealId, planned, said, draft.Result, cancellation)) Note("call", new Told("This call has been finished already."));
    }

    private void Note(string field, Told? fault)
    {
        if (fault is not null) faults[field] = fault;
    }
}

/// <param name="Covered">Keys of points of the talk track.</param>
/// <param name="Answers">Questionnaire → question → what was typed.</param>
/// <param name="Confirmed">"bant/need": answers that were heard again.</param>
/// <param name="ActivityId">The planned call that this was; null for one that nobody planned.</param>
public sealed record CallDraft(
    IReadOnlyCollection<string> Covered, IReadOnlyDictionary<string, Dictionary<string, string>> Answers, IReadOnlyCollection<string> Confirmed, Confidence Confidence,
    NeedDraft? Need, ObjectionDraft? Objection, LeadStep Lead, string Notes, CallResult? Result, Guid? ActivityId, CallNext? Next);

/// <param name="DueAt">UTC.</param>
public sealed record CallNext(ActivityType Type, string Text, DateTime? DueAt);

/// <summary>What becomes of the lead with this call.</summary>
public enum LeadStep
{
    [Says("leave it as it is")] None,
    [Says("propose it to sales (MQL)")] Propose,
    [Says("accept it for sales (SQL)")] Accept,
}
