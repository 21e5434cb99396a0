using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Move;
using Trichter.Leads.Proposals;
using Trichter.Leads.Scoring;

namespace Trichter.Nurturing;

/// <summary>What a programme does with the open deal of a person: of several, the one where something happened last.</summary>
public sealed class TakeDealStep(Db db, MoveDeal move, ProposeLead propose, ReadScores scores)
{
    private Dictionary<Guid, Deal> deals = [];
    private IReadOnlyDictionary<Guid, LeadScore> points = new Dictionary<Guid, LeadScore>();

    public async Task LoadAsync(IReadOnlyCollection<Guid> people, IReadOnlyCollection<ProgrammeStep> steps, CancellationToken cancellation)
    {
        (deals, points) = ([], new Dictionary<Guid, LeadScore>());
        if (!steps.Any(step => step.Kind is StepKind.Score or StepKind.Stage or StepKind.Propose)) return;

        deals = (await db.Deals.Where(deal => deal.ContactId != null && people.Contains(deal.ContactId.Value) && deal.Outcome == Outcome.Open).OrderByDescending(deal => deal.LastActivityAt).ThenBy(deal => deal.Id).ToListAsync(cancellation))
            .GroupBy(deal => deal.ContactId!.Value).ToDictionary(group => group.Key, group => group.First());
        if (steps.Any(step => step.Kind == StepKind.Score)) points = await scores.OfAsync(deals.Values, cancellation);
    }

    /// <summary>False for who has no open deal.</summary>
    public bool Reaches(Guid person, int asked) => deals.GetValueOrDefault(person) is { } deal && points[deal.Id].Total >= asked;

    /// <summary>A stage whose criteria are not met is not entered: a programme has no reason to give.</summary>
    public async Task<NoteKind> RunAsync(Guid person, ProgrammeStep step, string programme, CancellationToken cancellation)
    {
        if (deals.GetValueOrDefault(person) is not { } deal) return NoteKind.NoDeal;
        if (step.Kind == StepKind.Propose) return await propose.ByProgrammeAsync(deal, programme, cancellation) ? NoteKind.Proposed : NoteKind.ProposedBefore;

        return await move.RunAsync(deal.Id, step.StageId!.Value, [], "", cancellation) switch
        {
            MoveResult.Moved => NoteKind.Moved,
            MoveResult.Unmet => NoteKind.NotMoved,
            _ => NoteKind.NoDeal,
        };
    }
}
