using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Campaigns.Fairs;

public sealed record FairSaved(Guid FairId, string Name) : Happening(FairId)
{
    public override Told Told => new("described the fair {0}", Name);

    public override string Icon => "building";
}

public sealed record FairRetired(Guid FairId, string Name) : Happening(FairId)
{
    public override Told Told => new("retired the fair {0}", Name);

    public override string Icon => "history";
}

/// <param name="At">By the clock of the phone.</param>
/// <param name="Words">What was entered, line by line.</param>
public sealed record FairEntered(Guid DealId, string Fair, FairHeat Heat, DateTime At, string Words) : Happening(DealId)
{
    public override Told Told => new("met them at {0} on {1}: {2}", Fair, At, Heat);

    public override string? Quote => Words;

    public override string Icon => "clipboard";

    public override bool IsImportant => true;
}
