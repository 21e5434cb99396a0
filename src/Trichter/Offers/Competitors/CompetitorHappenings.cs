using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Offers.Competitors;

public sealed record CompetitorSaved(Guid CompetitorId, string Name) : Happening(CompetitorId)
{
    public override Told Told => new("described the competitor {0}", Name);

    public override string Icon => "eye";
}

public sealed record CompetitorRetired(Guid CompetitorId, string Name, bool BroughtBack) : Happening(CompetitorId)
{
    public override Told Told => BroughtBack ? new("brought the competitor {0} back", Name) : new("retired the competitor {0}", Name);

    public override string Icon => "history";
}

/// <param name="Price">With its currency, in canonical form; empty where none was seen.</param>
public sealed record CompetitorMet(Guid DealId, string Competitor, string Price) : Happening(DealId)
{
    public override Told Told => Price.Length > 0 ? new("met the competitor {0} at {1}", Competitor, Price) : new("met the competitor {0}", Competitor);

    public override string Icon => "eye";

    public override bool IsImportant => true;
}

public sealed record CompetitorOfferRemoved(Guid DealId, string Competitor) : Happening(DealId)
{
    public override Told Told => new("removed what was noted of the competitor {0}", Competitor);

    public override string Icon => "trash";
}
