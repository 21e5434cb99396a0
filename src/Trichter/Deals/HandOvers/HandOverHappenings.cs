using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Deals.HandOvers;

/// <param name="Receiver">Null when anybody of the role may accept it.</param>
/// <param name="Open">Items of the checklist that were not ticked.</param>
public sealed record HandOverGiven(Guid DealId, Role Role, string? Receiver, IReadOnlyList<Localized> Open, string Reason, string Note) : Happening(DealId)
{
    public override Told Told => (Receiver, Open.Count) switch
    {
        (null, 0) => new("handed the deal over to {0}", Role),
        (null, _) => new("handed the deal over to {0}; open items: {1}", Role, Open.Count),
        (_, 0) => new("handed the deal over to {0} ({1})", Receiver, Role),
        _ => new("handed the deal over to {0} ({1}); open items: {2}", Receiver, Role, Open.Count),
    };

    public override string Icon => "arrows-exchange";

    public override string? Quote => string.Join(" / ", new[] { Reason, Note }.Where(text => text.Length > 0)) is { Length: > 0 } quote ? quote : null;

    public override bool IsImportant => true;
}

public sealed record HandOverAccepted(Guid DealId, double Days) : Happening(DealId)
{
    public override Told Told => new("accepted the hand-over");

    public override string Icon => "circle-check";

    public override bool IsImportant => true;
}

public sealed record HandOverReturned(Guid DealId, double Days, string Reason) : Happening(DealId)
{
    public override Told Told => new("returned the hand-over");

    public override string Icon => "arrow-back-up";

    public override string? Quote => Reason;

    public override bool IsImportant => true;
}

public sealed record HandOverWithdrawn(Guid DealId) : Happening(DealId)
{
    public override Told Told => new("withdrew the hand-over");

    public override string Icon => "arrow-back-up";
}
