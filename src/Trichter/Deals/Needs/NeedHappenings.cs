using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Deals.Needs;

public sealed record NeedNoted(Guid DealId, string Text, NeedImportance Importance) : Happening(DealId)
{
    public override Told Told => new("noted a need ({0}): {1}", Importance, Text);

    public override string Icon => "target";
}

public sealed record NeedChanged(Guid DealId, string Text) : Happening(DealId)
{
    public override Told Told => new("changed the need: {0}", Text);

    public override string Icon => "pencil";
}

public sealed record NeedConfirmed(Guid DealId, string Text, string By, ConfirmedHow How) : Happening(DealId)
{
    public override Told Told => new("recorded that {0} confirmed {1}: {2}", By, How, Text);

    public override string Icon => "circle-check";

    public override bool IsImportant => true;
}

public sealed record NeedNoLongerConfirmed(Guid DealId, string Text, string Why) : Happening(DealId)
{
    public override Told Told => new("recorded that a need is no longer confirmed: {0}", Text);

    public override string Icon => "arrow-back-up";

    public override string? Quote => Why.Length == 0 ? null : Why;

    public override bool IsImportant => true;
}

public sealed record NeedRemoved(Guid DealId, string Text) : Happening(DealId)
{
    public override Told Told => new("removed the need: {0}", Text);

    public override string Icon => "trash";
}
