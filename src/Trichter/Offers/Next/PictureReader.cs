using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Deals.Evidence;
using Trichter.Deals.Stakeholders;
using Trichter.Leads.Questionnaires;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Next;

/// <summary>Puts together what is known of a deal, in a fixed number of queries.</summary>
/// <param name="db">Of the part of a page that asks, since parts are read at the same time.</param>
public sealed class PictureReader(Db db, Me me, Texts texts, Judge judge)
{
    public async Task<DealPicture> OfAsync(DealEvidence evidence, DateTime now, CancellationToken cancellation = default)
    {
        var (deal, id) = (evidence.Deal, evidence.Deal.Id);
        var stage = evidence.Version.StageWith(deal.StageId);
        var stakeholders = await db.Stakeholders.AsNoTracking().Where(its => its.DealId == id).OrderBy(its => its.Id).ToListAsync(cancellation);
        var persons = stakeholders.Select(its => its.PersonId).ToList();
        var names = await db.People.AsNoTracking().VisibleTo(me, db).Where(person => persons.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        var judged = await new QuestionnaireReader(db).JudgeAsync(deal, now, cancellation);
        var open = await (from objection in db.Objections.AsNoTracking()
                          where objection.DealId == id && objection.State == Objections.ObjectionState.Open
                          join kind in db.ObjectionKinds.AsNoTracking() on objection.KindId equals kind.Id
                          select new { objection, kind.Name }).ToListAsync(cancellation);

        return new DealPicture(deal, stage, now, DateOnly.FromDateTime(texts.Local(now)), [.. judge.ExitsOf(stage, evidence).Where(its => !its.IsMet).Select(its => its.Criterion)])
        {
            Activities = evidence.Find<ActivityFacts>()?.All ?? [],
            Commitments = evidence.Commitments,
            Needs = await db.Needs.AsNoTracking().Where(need => need.DealId == id).ToListAsync(cancellation),
            Stakeholders = stakeholders,
            Gaps = StakeholderGaps.Of(stakeholders, its => its.PersonId is { } person ? names.GetValueOrDefault(person, "…") : its.Name),
            Questionnaires = judged.Any(its => its.IsBegun) ? [.. judged.Where(its => its.IsBegun)] : [.. judged.Take(1)],
            OpenObjections = [.. open.Select(one => (one.objection, one.Name))],
            Signals = await db.Signals.AsNoTracking().Where(signal => signal.DealId == id).OrderByDescending(signal => signal.At).Take(10).ToListAsync(cancellation),
            RunningTrials = await db.Trials.AsNoTracking().Where(trial => trial.DealId == id && trial.EndedAt == null).ToListAsync(cancellation),
        };
    }
}
