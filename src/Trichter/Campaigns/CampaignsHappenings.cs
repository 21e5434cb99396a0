using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Campaigns;

public sealed record SegmentSaved(Guid SegmentId, string Name) : Happening(SegmentId)
{
    public override Told Told => new("described the segment {0}", Name);

    public override string Icon => "users";
}

public sealed record SegmentRetired(Guid SegmentId, string Name) : Happening(SegmentId)
{
    public override Told Told => new("retired the segment {0}", Name);

    public override string Icon => "history";
}

public sealed record MailingSaved(Guid MailingId, string Name) : Happening(MailingId)
{
    public override Told Told => new("wrote the mailing {0}", Name);

    public override string Icon => "mail";
}

public sealed record MailingStarted(Guid MailingId, string Name, DateTime SendAt) : Happening(MailingId)
{
    public override Told Told => new("started the mailing {0} for {1}", Name, SendAt);

    public override string Icon => "send";

    public override bool IsImportant => true;
}

public sealed record MailingStopped(Guid MailingId, string Name, bool GoesOn) : Happening(MailingId)
{
    public override Told Told => GoesOn ? new("let the mailing {0} go on", Name) : new("stopped the mailing {0}", Name);

    public override string Icon => "player-pause";
}

/// <summary>On the person's timeline, when the relay has the mail.</summary>
public sealed record MailingSent(Guid PersonId, Guid MailingId, string Name) : Happening(PersonId)
{
    public override Told Told => new("sent the mailing {0}", Name);

    public override string Icon => "mail";
}
