using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Market;

public sealed record ListTaken(Guid ListId, string Name) : Happening(ListId)
{
    public override Told Told => new("brought the list {0} into the universe", Name);

    public override string Icon => "world";
}

public sealed record ListDescribed(Guid ListId, string Name, string Supplier) : Happening(ListId)
{
    public override Told Told => new("wrote down that the list {0} comes from {1}", Name, Supplier);

    public override string Icon => "clipboard";
}

public sealed record ListRetired(Guid ListId, string Name) : Happening(ListId)
{
    public override Told Told => new("took the list {0} out of the universe", Name);

    public override string Icon => "x";

    public override bool IsImportant => true;
}

public sealed record GroupSaved(Guid GroupId, string Name) : Happening(GroupId)
{
    public override Told Told => new("described the target group {0}", Name);

    public override string Icon => "target";
}

public sealed record GroupRetired(Guid GroupId, string Name) : Happening(GroupId)
{
    public override Told Told => new("retired the target group {0}", Name);

    public override string Icon => "history";
}

public sealed record ProfileSaved(Guid ProfileId, string Name) : Happening(ProfileId)
{
    public override Told Told => new("described the ideal customer {0}", Name);

    public override string Icon => "target";
}

public sealed record ProfileRetired(Guid ProfileId, string Name) : Happening(ProfileId)
{
    public override Told Told => new("retired the ideal customer {0}", Name);

    public override string Icon => "history";
}

public sealed record SuspectTakenOver(Guid CompanyId, string List) : Happening(CompanyId)
{
    public override Told Told => new("took the company over from the universe (list {0})", List);

    public override string Icon => "building";

    public override bool IsImportant => true;
}

public sealed record IndustriesMoved(Guid By, int Moves) : Happening(By)
{
    public override Told Told => new("loaded the table of older industry codes with {0} lines", Moves);

    public override string Icon => "history";
}

public sealed record IndustryDecided(Guid DecisionId, string OldCode, string Code, int Many) : Happening(DecisionId)
{
    public override Told Told => new("put {2} companies of the older code {0} into the industry {1}", OldCode, Code, Many);

    public override string Icon => "check";
}
