using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Customers.Merge;

public sealed record CompaniesMerged(Guid CompanyId, Guid OtherId, string Name) : Happening(CompanyId)
{
    public override Told Told => new("merged {0} into this company", Name);

    public override string Icon => "git-merge";

    public override bool IsImportant => true;
}

public sealed record CompanyMergedAway(Guid CompanyId, Guid IntoId, string Name) : Happening(CompanyId)
{
    public override Told Told => new("merged this company into {0}", Name);

    public override string Icon => "git-merge";
}

public sealed record PeopleMerged(Guid PersonId, Guid OtherId, string Name) : Happening(PersonId)
{
    public override Told Told => new("merged {0} into this person", Name);

    public override string Icon => "git-merge";

    public override bool IsImportant => true;
}

public sealed record PersonMergedAway(Guid PersonId, Guid IntoId, string Name) : Happening(PersonId)
{
    public override Told Told => new("merged this person into {0}", Name);

    public override string Icon => "git-merge";
}
