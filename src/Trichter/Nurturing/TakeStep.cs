using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Campaigns.Mailings;
using Trichter.Customers;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Team.CustomFields;
using Trichter.Timeline;

namespace Trichter.Nurturing;

/// <summary>Does what one step says for one person, and notes it. What it needs for many people is read beforehand.</summary>
public sealed class TakeStep(Db db, Change change, TimelineWriter timeline, OwnFields own, TakeDealStep deals)
{
    private Dictionary<Guid, Mailing> mailings = [];
    private HashSet<(Guid Mailing, Guid Person)> mailed = [];
    private HashSet<(Guid Mailing, string Address)> addressed = [];
    private Dictionary<Guid, Guid> companies = [];
    private IReadOnlyList<FieldOf<Person>> fields = [];

    public async Task LoadAsync(IReadOnlyCollection<Person> people, IReadOnlyCollection<ProgrammeStep> steps, CancellationToken cancellation)
    {
        var (persons, addresses) = (people.Select(person => person.Id).ToList(), people.Select(person => person.MainEmail).Where(address => address.Length > 0).ToList());
        var ids = steps.Select(step => step.MailingId).OfType<Guid>().Distinct().ToList();
        mailings = await db.Mailings.AsNoTracking().Where(its => ids.Contains(its.Id)).ToDictionaryAsync(its => its.Id, cancellation);
        mailed = [.. (await db.MailingRecipients.Where(its => ids.Contains(its.MailingId) && persons.Contains(its.PersonId)).Select(its => new { its.MailingId, its.PersonId }).ToListAsync(cancellation)).Select(its => (its.MailingId, its.PersonId))];
        addressed = [.. (await db.MailingRecipients.Where(its => ids.Contains(its.MailingId) && addresses.Contains(its.Address)).Select(its => new { its.MailingId, its.Address }).ToListAsync(cancellation)).Select(its => (its.MailingId, its.Address))];
        companies = (await db.Employments.Where(job => persons.Contains(job.PersonId)).OrderBy(job => job.Position).Select(job => new { job.PersonId, job.CompanyId }).ToListAsync(cancellation))
            .GroupBy(job => job.PersonId).ToDictionary(jobs => jobs.Key, jobs => jobs.First().CompanyId);
        fields = steps.Any(step => step.Kind == StepKind.Field) ? await FieldsAsync(own, cancellation) : [];
        await deals.LoadAsync(persons, steps, cancellation);
    }

    /// <summary>What a programme may set: what tells nobody apart and is not computed.</summary>
    internal static async Task<IReadOnlyList<FieldOf<Person>>> FieldsAsync(OwnFields own, CancellationToken cancellation = default) =>
        [.. (await own.AllAsync(PersonFields.All, cancellation: cancellation)).Where(field => field.Access == FieldAccess.Visible && (field.Called is not null || field.Key is "language" or "salutation" or "title"))];

    /// <summary>True for every step that is no branch.</summary>
    public bool Fits(ProgrammeStep step, Person person, Func<Guid, bool> isIn) => step.Kind switch
    {
        StepKind.Condition => isIn(step.SegmentId!.Value),
        StepKind.Score => deals.Reaches(person.Id, step.Points),
        _ => true,
    };

    public async Task RunAsync(Enrolment enrolment, Person person, ProgrammeStep step, Programme programme, bool fits, CancellationToken cancellation)
    {
        var number = enrolment.Step + 1;
        switch (step.Kind)
        {
            case StepKind.Wait:
                Note(enrolment, number, NoteKind.Waits, change.Now.AddDays(step.Days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case StepKind.Condition:
                Note(enrolment, number, fits ? NoteKind.Fits : NoteKind.DoesNotFit);
                break;
            case StepKind.Mail:
                Mail(enrolment, number, person, step.MailingId!.Value);
                break;
            case StepKind.Task:
                Plan(enrolment, number, person, step, programme);
                break;
            case StepKind.Score:
                Note(enrolment, number, fits ? NoteKind.ReachesScore : NoteKind.BelowScore);
                break;
            case StepKind.Field:
                Set(enrolment, number, person, step, programme);
                break;
            case StepKind.Stage or StepKind.Propose:
                Note(enrolment, number, await deals.RunAsync(person.Id, step, programme.Name, cancellation));
                break;
            case StepKind.Tag:
                Tag(person, step.Text, programme);
                Note(enrolment, number, NoteKind.Tagged, step.Text);
                break;
        }
    }

    public void Note(Enrolment enrolment, int step, NoteKind kind, string detail = "") => db.EnrolmentNotes.Add(new EnrolmentNote { EnrolmentId = enrolment.Id, At = change.Now, Step = step, Kind = kind, Detail = detail });

    /// <summary>Into the queue of the mailing, which asks "may we?" at the moment of sending.</summary>
    private void Mail(Enrolment enrolment, int number, Person person, Guid id)
    {
        if (mailings.GetValueOrDefault(id) is not { } mailing)
        {
            Note(enrolment, number, NoteKind.NoMailing);
            return;
        }

        if (person.MainEmail.Length == 0)
        {
            Note(enrolment, number, NoteKind.NoAddress, mailing.Name);
            return;
        }

        if (!mailed.Add((id, person.Id)))
        {
            Note(enrolment, number, NoteKind.MailedBefore, mailing.Name);
            return;
        }

        if (!addressed.Add((id, person.MainEmail)))
        {
            Note(enrolment, number, NoteKind.AddressMailed, mailing.Name);
            return;
        }

        db.MailingRecipients.Add(QueueMailing.RecipientOf(mailing, person.Id, person.MainEmail, person.Language, [.. mailing.Languages]));
        Note(enrolment, number, NoteKind.Mailed, mailing.Name);
    }

    private void Tag(Person person, string tag, Programme programme)
    {
        if (person.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)) return;
        person.Tags = [.. person.Tags, tag];
        timeline.Record(new ProgrammeTagged(person.Id, programme.Name, tag));
    }

    private void Set(Enrolment enrolment, int number, Person person, ProgrammeStep step, Programme programme)
    {
        if (fields.FirstOrDefault(its => its.Key == step.Field) is not { } field || field.Write(person, step.Text) is not null)
        {
            Note(enrolment, number, NoteKind.FieldRefused, step.Field);
            return;
        }

        if (db.Entry(person).State == EntityState.Modified) timeline.Record(new ProgrammeFieldSet(person.Id, programme.Name));
        Note(enrolment, number, NoteKind.FieldSet, step.Text);
    }

    private void Plan(Enrolment enrolment, int number, Person person, ProgrammeStep step, Programme programme)
    {
        if (!companies.TryGetValue(person.Id, out var company))
        {
            Note(enrolment, number, NoteKind.NoCompany, step.Text);
            return;
        }

        var task = new Activity { CompanyId = company, Type = ActivityType.Task, Text = $"{step.Text} ({person.Name})", OwnerId = person.OwnerId ?? programme.CreatedBy, DueAt = change.Now.AddDays(step.Days), CreatedAt = change.Now };
        db.Activities.Add(task);
        timeline.Record(new ProgrammeTasked(company, programme.Name, task.Text));
        Note(enrolment, number, NoteKind.Tasked, step.Text);
    }
}
