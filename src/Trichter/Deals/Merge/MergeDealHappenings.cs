using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Deals.Merge;

public sealed record DealsMerged(Guid DealId, Guid OtherId, string Name) : Happening(DealId)
{
    public override Told Told => new("merged {0} into this deal", Name);

    public override string Icon => "git-merge";

    public override bool IsImportant => true;
}

public sealed record DealMergedAway(Guid DealId, Guid IntoId, string Name) : Happening(DealId)
{
    public override Told Told => new("merged this deal into {0}", Name);

    public override string Icon => "git-merge";
}
