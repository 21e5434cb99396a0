using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Touches;
using Trichter.Customers;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Nurturing;

/// <summary>Lets people begin programmes and takes everybody who is due one stretch further: up to the next wait. Each portion is one save.</summary>
public sealed class RunProgrammes(Db db, Me me, Change change, TimelineWriter timeline, TakeStep takeStep)
{
    private const int Portion = 200;

    /// <summary>Whose data are restricted waits where they are (R64).</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromDays(1);

    /// <returns>How many people went a stretch further.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        me.ActAsProgram();
        var running = await db.Programmes.AsNoTracking().Where(its => its.State == ProgrammeState.Running && its.RetiredAt == null).OrderBy(its => its.Id).ToListAsync(cancellation);
        var moved = 0;
        foreach (var programme in running)
        {
            await BeginAsync(programme, cancellation);
            while (await AdvanceAsync(programme, cancellation) is var many and > 0) moved += many;
        }

        return moved;
    }

    /// <summary>Whoever is in the segment or sent the form, and never began.</summary>
    private async Task BeginAsync(Programme programme, CancellationToken cancellation)
    {
        while (true)
        {
            var people = await ComingTo(programme).Where(person => !db.PersonPrivacy.Any(known => known.PersonId == person && known.RestrictedAt != null) && !db.Enrolments.Any(known => known.ProgrammeId == programme.Id && known.PersonId == person))
                .OrderBy(person => person).Take(Portion).ToListAsync(cancellation);
            if (people.Count == 0) return;

            foreach (var person in people)
            {
                var enrolment = new Enrolment { ProgrammeId = programme.Id, PersonId = person, Version = programme.Published!.Value, DueAt = change.Now, EnteredAt = change.Now };
                db.Enrolments.Add(enrolment);
                takeStep.Note(enrolment, 0, NoteKind.Began);
                timeline.Record(new ProgrammeBegun(person, programme.Id, programme.Name));
            }

            await SaveAsync(cancellation);
        }
    }

    /// <summary>A page that was added later begins nothing for forms of before: those people were answered by other means.</summary>
    private IQueryable<Guid> ComingTo(Programme programme)
    {
        var inSegment = db.SegmentMembers.Where(its => its.SegmentId == programme.SegmentId).Select(its => its.PersonId);
        var since = db.ProgrammeVersions.Where(its => its.ProgrammeId == programme.Id).Min(its => its.PublishedAt);
        return programme.PageId is not { } page ? inSegment
            : inSegment.Union(db.Touches.Where(touch => touch.PageId == page && touch.Kind == TouchKind.Form && touch.PersonId != null && touch.At >= since).Select(touch => touch.PersonId!.Value));
    }

    private async Task<int> AdvanceAsync(Programme programme, CancellationToken cancellation)
    {
        var now = change.Now;
        var due = await db.Enrolments.Where(its => its.ProgrammeId == programme.Id && its.State == EnrolmentState.Running && its.DueAt <= now).OrderBy(its => its.DueAt).ThenBy(its => its.Id).Take(Portion).ToListAsync(cancellation);
        if (due.Count == 0) return 0;

        var ids = due.Select(its => its.PersonId).ToList();
        var versions = await db.ProgrammeVersions.AsNoTracking().Where(its => its.ProgrammeId == programme.Id).ToDictionaryAsync(its => its.Number, its => its.Steps, cancellation);
        var people = await db.People.Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancellation);
        var memberships = (await db.SegmentMembers.Where(its => ids.Contains(its.PersonId)).Select(its => new { its.PersonId, its.SegmentId }).ToListAsync(cancellation)).Select(its => (its.PersonId, its.SegmentId)).ToHashSet();
        var arrived = await ArrivedAsync(programme, due, memberships, cancellation);
        var restricted = (await db.PersonPrivacy.Where(its => ids.Contains(its.PersonId) && its.RestrictedAt != null).Select(its => its.PersonId).ToListAsync(cancellation)).ToHashSet();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await takeStep.LoadAsync(people.Values, [.. versions.Values.SelectMany(steps => steps)], cancellation);
        foreach (var enrolment in due)
        {
            if (restricted.Contains(enrolment.PersonId)) enrolment.DueAt = now + AskAgain;
            else if (people.GetValueOrDefault(enrolment.PersonId) is not { } person) End(enrolment, EnrolmentState.Gone, now);
            else if (arrived.Contains(person.Id)) End(enrolment, EnrolmentState.Goal, now);
            else if (programme.EndsWithSegment && !memberships.Contains((person.Id, programme.SegmentId!.Value))) End(enrolment, EnrolmentState.Left, now);
            else await GoAsync(enrolment, person, versions[enrolment.Version], programme, segment => memberships.Contains((person.Id, segment)), now, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        StartAnew();
        return due.Count;
    }

    private async Task GoAsync(Enrolment enrolment, Person person, List<ProgrammeStep> steps, Programme programme, Func<Guid, bool> isIn, DateTime now, CancellationToken cancellation)
    {
        while (enrolment.Step < steps.Count)
        {
            var step = steps[enrolment.Step];
            if (step.Kind == StepKind.End) break;
            var fits = takeStep.Fits(step, person, isIn);
            await takeStep.RunAsync(enrolment, person, step, programme, fits, cancellation);
            enrolment.Step = fits ? enrolment.Step + 1 : step.Otherwise - 1;
            if (step.Kind != StepKind.Wait) continue;
            enrolment.DueAt = now.AddDays(step.Days);
            return;
        }

        End(enrolment, EnrolmentState.Done, now);
    }

    private async Task<HashSet<Guid>> ArrivedAsync(Programme programme, List<Enrolment> due, HashSet<(Guid PersonId, Guid SegmentId)> memberships, CancellationToken cancellation)
    {
        var ids = due.Select(its => its.PersonId).ToList();
        switch (programme.Goal)
        {
            case ProgrammeGoal.Segment:
                return [.. ids.Where(person => memberships.Contains((person, programme.GoalSegmentId!.Value)))];
            case ProgrammeGoal.Form:
                var first = due.Min(its => its.EnteredAt);
                var sent = (await db.Touches.Where(touch => touch.Kind == TouchKind.Form && touch.PersonId != null && ids.Contains(touch.PersonId.Value) && touch.At >= first).Select(touch => new { Person = touch.PersonId!.Value, touch.At }).ToListAsync(cancellation)).ToLookup(touch => touch.Person, touch => touch.At);
                return [.. due.Where(its => sent[its.PersonId].Any(at => at >= its.EnteredAt)).Select(its => its.PersonId)];
            case ProgrammeGoal.Deal:
                return [.. await db.Deals.Where(deal => deal.ContactId != null && ids.Contains(deal.ContactId.Value) && (deal.Outcome == Deals.Outcome.Open || deal.Outcome == Deals.Outcome.Won)).Select(deal => deal.ContactId!.Value).Distinct().ToListAsync(cancellation)];
            default:
                return [];
        }
    }

    private void End(Enrolment enrolment, EnrolmentState how, DateTime now)
    {
        enrolment.End(how, now);
        takeStep.Note(enrolment, 0, NoteKind.Ended);
    }

    private async Task SaveAsync(CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        StartAnew();
    }

    private void StartAnew()
    {
        db.ChangeTracker.Clear();
        change.StartAnew();
    }
}
