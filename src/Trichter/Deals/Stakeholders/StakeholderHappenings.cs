using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Deals.Stakeholders;

/// <summary>Told by role and not by name: the person may be one whom not everybody sees.</summary>
public sealed record StakeholderNoted(Guid DealId, StakeholderRole Role, Influence Influence, Stance Stance) : Happening(DealId)
{
    public override Told Told => new("noted somebody who {0} ({1}, {2})", Role, Influence, Stance);

    public override string Icon => "users";
}

public sealed record StakeholderChanged(Guid DealId, StakeholderRole Role, Influence Influence, Stance Stance) : Happening(DealId)
{
    public override Told Told => new("changed what is known of somebody who {0} ({1}, {2})", Role, Influence, Stance);

    public override string Icon => "users";
}

public sealed record StakeholderRemoved(Guid DealId, StakeholderRole Role) : Happening(DealId)
{
    public override Told Told => new("removed somebody who {0} from the stakeholders", Role);

    public override string Icon => "trash";
}
