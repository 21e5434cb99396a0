using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Process.Edit;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Leads.Questionnaires.Edit;

/// <summary>Adds, words and publishes questionnaires. What is published stays as it is; changes go into a draft.</summary>
public sealed class EditQuestionnaire(Db db, Me me, Change change, TimelineWriter timeline)
{
    private const int LongestName = 200;

    private static readonly QuestionnaireTemplate Empty = new("", Localized.Empty, 70, []);

    /// <summary>From one that ships, published at once; or an empty one, as a draft.</summary>
    /// <returns>Null when there is neither a template nor a name.</returns>
    public async Task<Questionnaire?> AddAsync(string? template, string? name, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        var its = QuestionnaireTemplate.With(template ?? "");
        if (its is null && string.IsNullOrWhiteSpace(name)) return null;

        var known = await db.Questionnaires.Select(other => other.Key).ToListAsync(cancellation);
        var (key, position) = (StageKey.For(its?.Key ?? name!, known), known.Count + 1);
        var (questionnaire, version) = (its ?? Empty).Publish(key, position, change.Now);
        if (!string.IsNullOrWhiteSpace(name)) questionnaire.Name = Localized.Same(name.Trim()[..Math.Min(name.Trim().Length, LongestName)]);
        if (its is null) (version.PublishedAt, questionnaire.CurrentVersionId) = (null, null);

        db.Questionnaires.Add(questionnaire);
        db.QuestionnaireVersions.Add(version);
        timeline.Record(new QuestionnaireAdded(questionnaire.Id, questionnaire.Name));
        await db.SaveChangesAsync(cancellation);
        return questionnaire;
    }

    /// <param name="publish">Makes it the version that is asked from now on.</param>
    public async Task<QuestionnaireSaved> SaveAsync(string key, QuestionnaireForm form, bool publish, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (await FindAsync(key, cancellation) is not { } questionnaire) return new QuestionnaireSaved.NotFound();
        if (form.Faults() is { Count: > 0 } faults) return new QuestionnaireSaved.Faulty(faults);

        var draft = await DraftAsync(questionnaire, cancellation);
        if ((draft?.Version ?? -1) != form.Seen) return new QuestionnaireSaved.ChangedMeanwhile(draft?.Version ?? -1);

        if (draft is null)
        {
            var last = await db.QuestionnaireVersions.Where(version => version.QuestionnaireId == questionnaire.Id).MaxAsync(version => version.Number, cancellation);
            db.QuestionnaireVersions.Add(draft = new QuestionnaireVersion { QuestionnaireId = questionnaire.Id, Number = last + 1 });
        }

        questionnaire.Name = form.Name.ToLocalized();
        form.WriteTo(draft);
        if (publish)
        {
            draft.PublishedAt = change.Now;
            questionnaire.CurrentVersionId = draft.Id;
            timeline.Record(new QuestionnairePublished(questionnaire.Id, questionnaire.Name, draft.Number));
        }

        await db.SaveChangesAsync(cancellation);
        return new QuestionnaireSaved.Saved(draft);
    }

    public async Task<bool> DiscardAsync(string key, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (await FindAsync(key, cancellation) is not { CurrentVersionId: not null } questionnaire || await DraftAsync(questionnaire, cancellation) is not { } draft) return false;

        db.QuestionnaireVersions.Remove(draft);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Puts it out of use, or back into use. Answers stay.</summary>
    public async Task<bool> RetireAsync(string key, bool back, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (await FindAsync(key, cancellation) is not { } questionnaire || back == (questionnaire.RetiredAt is null)) return false;

        questionnaire.RetiredAt = back ? null : change.Now;
        timeline.Record(new QuestionnaireRetired(questionnaire.Id, questionnaire.Name, back));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private Task<Questionnaire?> FindAsync(string key, CancellationToken cancellation) => db.Questionnaires.SingleOrDefaultAsync(its => its.Key == key, cancellation);

    private Task<QuestionnaireVersion?> DraftAsync(Questionnaire questionnaire, CancellationToken cancellation) =>
        db.QuestionnaireVersions.SingleOrDefaultAsync(version => version.QuestionnaireId == questionnaire.Id && version.PublishedAt == null, cancellation);
}

public abstract record QuestionnaireSaved
{
    public sealed record Saved(QuestionnaireVersion Version) : QuestionnaireSaved;

    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : QuestionnaireSaved;

    /// <param name="Now">The version of the draft that is there now.</param>
    public sealed record ChangedMeanwhile(int Now) : QuestionnaireSaved;

    public sealed record NotFound : QuestionnaireSaved;
}
