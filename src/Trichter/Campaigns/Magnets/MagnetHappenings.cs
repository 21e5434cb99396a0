using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Campaigns.Magnets;

public sealed record MagnetAdded(Guid MagnetId, string Name) : Happening(MagnetId)
{
    public override Told Told => new("put up the file {0} for landing pages", Name);

    public override string Icon => "upload";
}

public sealed record MagnetRetired(Guid MagnetId, string Name) : Happening(MagnetId)
{
    public override Told Told => new("retired the file {0}", Name);

    public override string Icon => "history";
}

public sealed record MagnetFetched(Guid DealId, string Name) : Happening(DealId)
{
    public override Told Told => new("downloaded {0}", Name);

    public override string Icon => "download";
}
