using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Seller;

/// <summary>Says who we are on documents.</summary>
public sealed class SaveOurCompany(Db db, Me me, TimelineWriter timeline, Texts texts)
{
    /// <param name="original">The values the form was opened with, by key.</param>
    public async Task<MergeResult> RunAsync(IReadOnlyDictionary<string, string> original, IReadOnlyDictionary<string, string> typed, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var company = await db.OurCompanies.SingleOrDefaultAsync(cancellation);
        var ours = company ?? new OurCompany();
        var merged = FieldMerge.Apply(ours, OurCompanyFields.In(texts), original, typed);
        if (!merged.IsClean) return merged;

        if (company is null) db.OurCompanies.Add(ours);
        if (db.Entry(ours).State is not EntityState.Unchanged) timeline.Record(new OurCompanySaved(ours.Id));
        await db.SaveChangesAsync(cancellation);
        return merged;
    }
}

public sealed record OurCompanySaved(Guid SubjectId) : Happening(SubjectId)
{
    public override Told Told => new("changed what documents say of us");

    public override string Icon => "building";
}
