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

    public override string Icon => "hand-stop";
}

/// <summary>On the person's timeline, when the relay has the mail.</summary>
public sealed record MailingSent(Guid PersonId, Guid MailingId, string Name) : Happening(PersonId)
{
    public override Told Told => new("sent the mailing {0}", Name);

    public override string Icon => "mail";
}

public sealed record LandingSaved(Guid PageId, string Title) : Happening(PageId)
{
    public override Told Told => new("wrote the landing page {0}", Title);

    public override string Icon => "world";
}

public sealed record LandingPublished(Guid PageId, string Title, int Number) : Happening(PageId)
{
    public override Told Told => new("published version {1} of the landing page {0}", Title, Number);

    public override string Icon => "world";

    public override bool IsImportant => true;
}

public sealed record LandingTakenDown(Guid PageId, string Title) : Happening(PageId)
{
    public override Told Told => new("took the landing page {0} down", Title);

    public override string Icon => "x";
}

/// <param name="Words">What was typed, line by line.</param>
public sealed record FormSent(Guid DealId, string Page, string Words) : Happening(DealId)
{
    public override Told Told => new("received the form of {0}", Page);

    public override string? Quote => Words;

    public override string Icon => "clipboard";

    public override bool IsImportant => true;
}

public sealed record LinkMade(Guid LinkId, string Code) : Happening(LinkId)
{
    public override Told Told => new("made the short address {0}", Code);

    public override string Icon => "link";
}

public sealed record LinkRetired(Guid LinkId, string Code) : Happening(LinkId)
{
    public override Told Told => new("retired the short address {0}", Code);

    public override string Icon => "link";
}
