using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Timeline;

namespace Trichter.Nurturing;

/// <summary>Writes a programme, publishes its steps, stops it and lets it go on.</summary>
public sealed class SaveProgramme(Db db, Me me, Change change, TimelineWriter timeline, OwnFields own)
{
    public async Task<(Programme? Saved, Fault? Fault)> RunAsync(Guid? id, ProgrammeDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var programme = id is null ? null : await db.Programmes.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (id is not null && programme is null) return (null, Fault.NotThere);
        if (draft.Name.Trim().Length is 0 or > Programme.LongestName) return (null, new("Name", new Told("A name is needed.")));
        if (draft.Steps.Count > Programme.MostSteps) return (null, new("Steps", new Told("At most {0} steps.", Programme.MostSteps)));
        if (draft.Goal == ProgrammeGoal.Segment && draft.GoalSegmentId is null) return (null, new("GoalSegmentId", new Told("Choose a segment.")));

        var segments = draft.Steps.Select(step => step.SegmentId).Append(draft.SegmentId).Append(draft.GoalSegmentId).OfType<Guid>().Distinct().ToList();
        if (await db.Segments.CountAsync(its => segments.Contains(its.Id) && its.RetiredAt == null, cancellation) != segments.Count) return (null, new("SegmentId", new Told("Choose a segment.")));

        if (draft.PageId is { } page && !await db.LandingPages.AnyAsync(its => its.Id == page && its.RetiredAt == null, cancellation)) return (null, new("PageId", new Told("Choose one of the answers.")));

        if (programme is null) db.Programmes.Add(programme = new Programme { Name = "", CreatedBy = me.Id, CreatedAt = change.Now });
        (programme.Name, programme.SegmentId, programme.EndsWithSegment, programme.Goal, programme.GoalSegmentId, programme.Steps) =
            (draft.Name.Trim(), draft.SegmentId, draft.EndsWithSegment, draft.Goal, draft.Goal == ProgrammeGoal.Segment ? draft.GoalSegmentId : null, [.. draft.Steps]);
        programme.PageId = draft.PageId;
        timeline.Record(new ProgrammeSaved(programme.Id, programme.Name));
        await db.SaveChangesAsync(cancellation);
        return (programme, null);
    }

    /// <summary>Freezes the steps as the next version. Who is on the way keeps theirs.</summary>
    public async Task<Fault?> PublishAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Programmes.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } programme) return Fault.NotThere;
        if (programme.SegmentId is null && programme.PageId is null) return new("SegmentId", new Told("Choose who begins it."));
        if (programme.EndsWithSegment && programme.SegmentId is null) return new("SegmentId", new Told("Choose the segment whose leaving ends it."));
        if (programme.Steps.Count == 0) return new("Steps", new Told("A programme needs a step."));
        foreach (var (step, number) in programme.Steps.Select((step, index) => (step, index + 1)))
            if (step.FaultAt(number, programme.Steps.Count) is { } why) return new($"Step-{number - 1}", why);

        foreach (var (step, number) in programme.Steps.Select((step, index) => (step, index + 1)).Where(its => its.step.Kind == StepKind.Mail))
            if (await MailFaultAsync(step.MailingId!.Value, cancellation) is { } why) return new($"Step-{number - 1}", why);

        var fields = await TakeStep.FieldsAsync(own, cancellation);
        foreach (var (step, number) in programme.Steps.Select((step, index) => (step, index + 1)).Where(its => its.step.Kind == StepKind.Field))
            if (fields.FirstOrDefault(field => field.Key == step.Field) is not { } field || field.Write(new Person { LastName = "", CreatedAt = change.Now }, step.Text) is not null)
                return new($"Step-{number - 1}", new Told("The field does not take this value."));

        var version = programme.Publish();
        db.ProgrammeVersions.Add(new ProgrammeVersion { ProgrammeId = id, Number = version, Steps = programme.Steps, PublishedAt = change.Now, PublishedBy = me.Id });
        timeline.Record(new ProgrammePublished(id, programme.Name, version));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<bool> StopAsync(Guid id, bool goesOn, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Programmes.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } programme) return false;
        if (programme.State != (goesOn ? ProgrammeState.Stopped : ProgrammeState.Running)) return false;

        if (goesOn) programme.GoOn();
        else programme.Stop();
        timeline.Record(new ProgrammeStopped(id, programme.Name, goesOn));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>A mailing of a programme waits for one person after the other; from then on its text stays.</summary>
    private async Task<Told?> MailFaultAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Mailings.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } mailing) return new("Choose a mailing.");
        if (mailing.IsForProgramme) return null;
        if (!mailing.IsDraft) return new("This mailing was sent to a segment; write one for the programme.");
        if (await db.MailingTests.AnyAsync(its => its.MailingId == id, cancellation)) return new("Two versions are tried on a segment; for a programme the mailing needs one.");
        if (!mailing.Languages.Any()) return new("Write subject and text in at least one language.");
        if (mailing.Imprint.Length == 0) return new("Say who we are and where: every advertising mail has to.");
        mailing.WaitForProgramme(change.Now);
        return null;
    }
}

public sealed record ProgrammeDraft(string Name, Guid? SegmentId, bool EndsWithSegment, ProgrammeGoal Goal, Guid? GoalSegmentId, IReadOnlyList<ProgrammeStep> Steps)
{
    /// <summary>The landing page whose form begins it, too.</summary>
    public Guid? PageId { get; init; }
}
