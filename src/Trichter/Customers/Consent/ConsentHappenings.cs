using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Customers.Consent;

/// <summary>Nothing in it names the address: the timeline outlives it.</summary>
public sealed record ConsentNoted(Guid PersonId, Purpose Purpose, ContactChannel Channel, ConsentAction Action) : Happening(PersonId)
{
    public override Told Told => new("consent {0}: {1}, {2}", Action, Purpose, Channel);

    public override string Icon => Action is ConsentAction.Confirmed ? "circle-check" : "circle-x";
}

public sealed record OptInAsked(Guid PersonId, IReadOnlyList<Purpose> Purposes) : Happening(PersonId)
{
    public override Told Told => new("sent the mail that asks to confirm the address");

    public override string Icon => "mail";
}

public sealed record OptInConfirmed(Guid PersonId, IReadOnlyList<Purpose> Purposes) : Happening(PersonId)
{
    public override Told Told => new("confirmed the address by its link");

    public override string Icon => "circle-check";

    public override bool IsImportant => true;
}

public sealed record WantsNoCalls(Guid PersonId) : Happening(PersonId)
{
    public override Told Told => new("noted that they want no more calls");

    public override string Icon => "circle-x";

    public override bool IsImportant => true;
}

public sealed record ObjectedToAll(Guid PersonId) : Happening(PersonId)
{
    public override Told Told => new("noted that they want no advertising at all");

    public override string Icon => "circle-x";

    public override bool IsImportant => true;
}

public sealed record PrivacyChanged(Guid PersonId, bool Restricted, bool Lifted) : Happening(PersonId)
{
    public override Told Told => Restricted ? new("restricted the data of this person") : Lifted ? new("lifted the restriction") : new("noted what applies to writing to this person");

    public override string Icon => "lock";
}

public sealed record InterestNoted(Guid PersonId, string Product, string Fact) : Happening(PersonId)
{
    public override Told Told => new("noted why a call about {0} is welcome", Product);

    public override string? Quote => Fact;

    public override string Icon => "phone";
}

public sealed record WordingSaved(Guid WordingId, string Name) : Happening(WordingId)
{
    public override Told Told => new("wrote the consent text {0}", Name);

    public override string Icon => "file-text";
}
