using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Offers.Contracts;

public sealed record ContractStarted(Guid DealId, string Number) : Happening(DealId)
{
    public override Told Told => new("began the contract {0}", Number);

    public override string Icon => "file-text";
}

public sealed record ContractSaved(Guid DealId, string Number) : Happening(DealId)
{
    public override Told Told => new("changed the contract {0}", Number);

    public override string Icon => "pencil";
}

public sealed record ContractSent(Guid DealId, string Number, int Signers) : Happening(DealId)
{
    public override Told Told => new("sent the contract {0} to be signed by {1}", Number, Signers);

    public override string Icon => "send";

    public override bool IsImportant => true;
}

/// <param name="OnPaper">Noted by a colleague, who has it on paper.</param>
public sealed record ContractWasSigned(Guid DealId, string Number, string By, bool OnPaper) : Happening(DealId)
{
    public override Told Told => OnPaper ? new("noted that {1} signed the contract {0} on paper", Number, By) : new("{1} signed the contract {0}", Number, By);

    public override string Icon => "signature";

    public override bool IsImportant => true;
}

public sealed record ContractCompleted(Guid DealId, string Number) : Happening(DealId)
{
    public override Told Told => new("The contract {0} is signed by both sides", Number);

    public override string Icon => "circle-check";

    public override bool IsImportant => true;
}

public sealed record ContractGivenUp(Guid DealId, string Number, string Reason) : Happening(DealId)
{
    public override Told Told => new("gave the contract {0} up", Number);

    public override string Icon => "circle-x";

    public override string? Quote => Reason;

    public override bool IsImportant => true;
}
