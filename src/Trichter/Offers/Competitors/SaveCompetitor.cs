using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Competitors;

/// <summary>Describes a competitor, or puts one out of use.</summary>
public sealed class SaveCompetitor(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<CompetitorResult> RunAsync(Guid? id, CompetitorDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        var known = id is null ? null : await db.Competitors.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (id is not null && known is null) return new CompetitorResult.NotFound();
        if (await FaultsOfAsync(id, draft, cancellation) is { Count: > 0 } faults) return new CompetitorResult.Faulty(faults);
        if (known is not null && known.Version != draft.Seen) return new CompetitorResult.ChangedMeanwhile(known.Version);

        if (known is null) db.Competitors.Add(known = new Competitor { Name = "" });
        (known.Name, known.Strengths, known.Weaknesses, known.Reply) = (draft.Name.Trim(), draft.Strengths.Trim(), draft.Weaknesses.Trim(), draft.Reply.Trim());
        timeline.Record(new CompetitorSaved(known.Id, known.Name));
        await db.SaveChangesAsync(cancellation);
        return new CompetitorResult.Saved(known);
    }

    /// <summary>Puts it out of use, or back into use. What was noted of it on deals stays.</summary>
    public async Task<bool> RetireAsync(Guid id, bool back, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (await db.Competitors.SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } competitor || back == (competitor.RetiredAt is null)) return false;

        competitor.RetiredAt = back ? null : change.Now;
        timeline.Record(new CompetitorRetired(competitor.Id, competitor.Name, back));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task<Dictionary<string, Told>> FaultsOfAsync(Guid? id, CompetitorDraft draft, CancellationToken cancellation)
    {
        var faults = new Dictionary<string, Told>();
        var name = draft.Name.Trim();
        if (name.Length is 0 or > Competitor.LongestName) faults["name"] = new Told("A name of up to {0} characters is needed.", Competitor.LongestName);
        else if (await db.Competitors.AnyAsync(its => its.Name == name && (id == null || its.Id != id), cancellation)) faults["name"] = new Told("This competitor is in the list already.");

        foreach (var (field, text) in new[] { ("strengths", draft.Strengths), ("weaknesses", draft.Weaknesses), ("reply", draft.Reply) })
            if (text.Length > Competitor.Longest) faults[field] = new Told("At most {0} characters.", Competitor.Longest);
        return faults;
    }
}

/// <param name="Seen">The version that was shown; 0 for a new one.</param>
public sealed record CompetitorDraft(string Name, string Strengths, string Weaknesses, string Reply, int Seen);

public abstract record CompetitorResult
{
    public sealed record Saved(Competitor Competitor) : CompetitorResult;

    /// <param name="Faults">Field ("name", "strengths", "weaknesses", "reply") → what is wrong.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : CompetitorResult;

    /// <param name="Now">The present version.</param>
    public sealed record ChangedMeanwhile(int Now) : CompetitorResult;

    public sealed record NotFound : CompetitorResult;
}
