using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Offers.Negotiation;

public sealed record RoundNoted(Guid DealId, int Number, RoundChannel Channel, DateOnly HeldOn, string Note) : Happening(DealId)
{
    public override Told Told => new("negotiated, round {0} ({1}) on {2}", Number, Channel, HeldOn);

    public override string Icon => "arrows-exchange";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => true;
}

public sealed record AskNoted(Guid DealId, CommitmentSide Side, string Subject, AskState State) : Happening(DealId)
{
    public override Told Told => (Side, State) switch
    {
        (CommitmentSide.Customer, AskState.Open) => new("noted what the customer asks for: {0}", Subject),
        (_, AskState.Open) => new("noted what we ask for: {0}", Subject),
        (CommitmentSide.Customer, _) => new("settled what the customer asked for, {1}: {0}", Subject, State),
        _ => new("settled what we asked for, {1}: {0}", Subject, State),
    };

    public override string Icon => State switch { AskState.Met or AskState.Partly => "circle-check", AskState.Refused or AskState.Dropped => "circle-x", _ => "message-2" };
}

public sealed record ConcessionMade(Guid DealId, Localized Kind, decimal Amount, ConcessionState State, string Note) : Happening(DealId)
{
    public override Told Told => State switch
    {
        ConcessionState.Offered => new("offered the concession {0} ({1})", Kind, Amount),
        ConcessionState.Agreed => new("agreed the concession {0} ({1})", Kind, Amount),
        _ => new("took the concession {0} ({1}) back", Kind, Amount),
    };

    public override string Icon => State == ConcessionState.TakenBack ? "arrow-back-up" : "heart-handshake";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => State == ConcessionState.Agreed;
}

public sealed record NegotiationPlanned(Guid DealId, NegotiationStrategy Strategy) : Happening(DealId)
{
    public override Told Told => new("laid down how to negotiate: {0}", Strategy);

    public override string Icon => "target";
}

public sealed record AskedToClose(Guid DealId, ClosingAnswer Answer, string Words) : Happening(DealId)
{
    public override Told Told => new("asked for the decision; the answer was: {0}", Answer);

    public override string Icon => Answer is ClosingAnswer.Yes or ClosingAnswer.YesIf ? "circle-check" : "message-2";

    public override string? Quote => Words.Length == 0 ? null : Words;

    public override bool IsImportant => true;
}

public sealed record CommitmentPutInWriting(Guid DealId, string Text) : Happening(DealId)
{
    public override Told Told => new("has in writing what was said: {0}", Text);

    public override string Icon => "file-check";
}

public sealed record ConcessionKindSaved(Guid KindId, Localized Name) : Happening(KindId)
{
    public override Told Told => new("changed the concession in the catalogue: {0}", Name);

    public override string Icon => "pencil";
}

public sealed record ConcessionKindRetired(Guid KindId, Localized Name, bool BroughtBack) : Happening(KindId)
{
    public override Told Told => BroughtBack ? new("brought the concession {0} back", Name) : new("retired the concession {0}", Name);

    public override string Icon => "history";
}
