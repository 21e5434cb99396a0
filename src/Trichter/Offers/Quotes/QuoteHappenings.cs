using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes;

public sealed record QuoteStarted(Guid DealId, string Number) : Happening(DealId)
{
    public override Told Told => new("began the quote {0}", Number);

    public override string Icon => "file-text";
}

public sealed record QuoteChanged(Guid DealId, string Number, int Version, int Lines) : Happening(DealId)
{
    public override Told Told => new("wrote version {1} of the quote {0} ({2} lines)", Number, Version, Lines);

    public override string Icon => "file-text";
}

public sealed record QuoteVersionStarted(Guid DealId, string Number, int Version) : Happening(DealId)
{
    public override Told Told => new("began version {1} of the quote {0}", Number, Version);

    public override string Icon => "file-text";
}

public sealed record QuoteSent(Guid DealId, string Number, int Version, string To, DateOnly ValidUntil) : Happening(DealId)
{
    public override Told Told => To.Length == 0
        ? new("sent version {1} of the quote {0}, good until {2}", Number, Version, ValidUntil)
        : new("sent version {1} of the quote {0} to {3}, good until {2}", Number, Version, ValidUntil, To);

    public override string Icon => "send";

    public override bool IsImportant => true;
}

public sealed record QuoteViewed(Guid DealId, string Number, int Version) : Happening(DealId)
{
    public override Told Told => new("saw that the customer looked at version {1} of the quote {0}", Number, Version);

    public override string Icon => "eye";

    public override bool IsImportant => true;
}

public sealed record QuoteAccepted(Guid DealId, string Number, int Version, string By, bool Online) : Happening(DealId)
{
    public override Told Told => Online ? new("received the acceptance of the quote {0}, version {1}, by {2}", Number, Version, By) : new("noted that {2} accepted the quote {0}, version {1}", Number, Version, By);

    public override string Icon => "circle-check";

    public override bool IsImportant => true;
}

public sealed record QuoteRejected(Guid DealId, string Number, int Version, string By, string Reason) : Happening(DealId)
{
    public override Told Told => new("learnt that {2} rejected the quote {0}, version {1}", Number, Version, By);

    public override string Icon => "circle-x";

    public override string? Quote => Reason.Length == 0 ? null : Reason;

    public override bool IsImportant => true;
}

public sealed record QuoteWithdrawn(Guid DealId, string Number, int Version) : Happening(DealId)
{
    public override Told Told => new("withdrew version {1} of the quote {0}", Number, Version);

    public override string Icon => "arrow-back-up";

    public override bool IsImportant => true;
}

public sealed record QuoteCommented(Guid DealId, string Number, string By, string Text) : Happening(DealId)
{
    public override Told Told => new("received a comment on the quote {0} by {1}", Number, By);

    public override string Icon => "message";

    public override string? Quote => Text;

    public override bool IsImportant => true;
}

public sealed record QuoteAnswered(Guid DealId, string Number, string Text) : Happening(DealId)
{
    public override Told Told => new("answered a comment on the quote {0}", Number);

    public override string Icon => "message";

    public override string? Quote => Text;
}
