using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Deals.Plan;

public sealed record BuyingStepNoted(Guid DealId, string Text, DateOnly? Due) : Happening(DealId)
{
    public override Told Told => Due is { } day ? new("noted a step of the buying process for {1}: {0}", Text, day) : new("noted a step of the buying process: {0}", Text);

    public override string Icon => "calendar";
}

public sealed record BuyingStepDone(Guid DealId, string Text, bool Reopened) : Happening(DealId)
{
    public override Told Told => Reopened ? new("reopened a step of the buying process: {0}", Text) : new("noted as done by the customer: {0}", Text);

    public override string Icon => "checkbox";
}

public sealed record BuyingStepRemoved(Guid DealId, string Text) : Happening(DealId)
{
    public override Told Told => new("removed a step of the buying process: {0}", Text);

    public override string Icon => "trash";
}
