using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Numbers;

/// <summary>Says how the numbers of documents look from now on. Numbers already given stay.</summary>
public sealed class SaveNumberRanges(Db db, Me me, TimelineWriter timeline)
{
    /// <returns>What is wrong, by kind; empty when it was saved.</returns>
    public async Task<IReadOnlyDictionary<DocumentKind, Told>> RunAsync(IReadOnlyDictionary<DocumentKind, string> patterns, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var faults = patterns.Select(its => (its.Key, Fault: NumberRange.FaultOf(its.Value.Trim()))).Where(its => its.Fault is not null).ToDictionary(its => its.Key, its => its.Fault!);
        if (faults.Count > 0) return faults;

        var known = await db.NumberRanges.ToDictionaryAsync(range => range.Kind, cancellation);
        foreach (var (kind, pattern) in patterns.Where(its => its.Value.Trim() != (known.GetValueOrDefault(its.Key)?.Pattern ?? NumberRange.Usual(its.Key))))
        {
            if (!known.TryGetValue(kind, out var range)) db.NumberRanges.Add(range = new NumberRange { Kind = kind, Pattern = "" });
            range.Pattern = pattern.Trim();
            timeline.Record(new NumberRangeChanged(range.Id, kind, range.Pattern));
        }

        await db.SaveChangesAsync(cancellation);
        return faults;
    }
}

public sealed record NumberRangeChanged(Guid SubjectId, DocumentKind Kind, string Pattern) : Happening(SubjectId)
{
    public override Told Told => new("changed the numbers of {0} to {1}", Kind, Pattern);

    public override string Icon => "hash";
}
