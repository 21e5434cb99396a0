using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Offers.Objections;

public sealed record ObjectionHeard(Guid DealId, Localized Kind, string Words) : Happening(DealId)
{
    public override Told Told => new("heard an objection, a sign of interest: {0}", Kind);

    public override string Icon => "message-exclamation";

    public override string? Quote => Words;

    public override bool IsImportant => true;
}

/// <param name="Proof">Empty where none was used.</param>
public sealed record ObjectionAnswered(Guid DealId, Localized Kind, ObjectionState Result, string Text, string Proof) : Happening(DealId)
{
    public override Told Told => Proof.Length > 0
        ? new("answered the objection “{0}” with the proof {2}: {1}", Kind, Result, Proof)
        : new("answered the objection “{0}”: {1}", Kind, Result);

    public override string Icon => Result == ObjectionState.Resolved ? "circle-check" : "message-2";

    public override string? Quote => Text;

    public override bool IsImportant => Result != ObjectionState.Open;
}

public sealed record ObjectionCameAgain(Guid DealId, string Words) : Happening(DealId)
{
    public override Told Told => new("heard the objection again: {0}", Words);

    public override string Icon => "message-exclamation";
}

public sealed record ObjectionKindSaved(Guid KindId, Localized Name) : Happening(KindId)
{
    public override Told Told => new("changed the objection in the catalogue: {0}", Name);

    public override string Icon => "pencil";
}

public sealed record ObjectionKindRetired(Guid KindId, Localized Name, bool BroughtBack) : Happening(KindId)
{
    public override Told Told => BroughtBack ? new("brought the objection {0} back", Name) : new("retired the objection {0}", Name);

    public override string Icon => "history";
}
