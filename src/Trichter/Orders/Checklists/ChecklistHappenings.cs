using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Orders.Checklists;

public sealed record OrderHandedOver(Guid DealId, string Number, string Department) : Happening(DealId)
{
    public override Told Told => new("handed the order {0} over to {1}", Number, Department);

    public override string Icon => "arrows-exchange";
}

public sealed record OrderHandOverAccepted(Guid DealId, string Number, string Department, bool BothRoles) : Happening(DealId)
{
    public override Told Told => BothRoles
        ? new("accepted the order {0} for {1}, as the one who had handed it over", Number, Department) : new("accepted the order {0} for {1}", Number, Department);

    public override string Icon => "circle-check";

    public override bool IsImportant => true;
}

public sealed record OrderHandOverReturned(Guid DealId, string Number, string Department, string Reason) : Happening(DealId)
{
    public override Told Told => new("returned the order {0} for {1}", Number, Department);

    public override string Icon => "arrow-back-up";

    public override string? Quote => Reason;

    public override bool IsImportant => true;
}

public sealed record OrderPointDone(Guid DealId, string Number, string Department, string Text, string Proof) : Happening(DealId)
{
    public override Told Told => new("did for the order {0} ({1}): {2}", Number, Department, Text);

    public override string Icon => "check";

    public override string? Quote => Proof.Length == 0 ? null : Proof;
}

public sealed record OrderPointReopened(Guid DealId, string Number, string Department, string Text) : Happening(DealId)
{
    public override Told Told => new("opened again for the order {0} ({1}): {2}", Number, Department, Text);

    public override string Icon => "arrow-back-up";
}

public sealed record OrderPointAssigned(Guid DealId, string Number, string Department, string Text, DateOnly DueOn) : Happening(DealId)
{
    public override Told Told => new("set who does it by {3} for the order {0} ({1}): {2}", Number, Department, Text, DueOn);

    public override string Icon => "checkbox";
}

public sealed record DepartmentSaved(Guid DepartmentId, string Name, int Points) : Happening(DepartmentId)
{
    public override Told Told => new("saved the department {0} with {1} points", Name, Points);

    public override string Icon => "checkbox";
}

public sealed record DepartmentRetired(Guid DepartmentId, string Name, bool BroughtBack) : Happening(DepartmentId)
{
    public override Told Told => BroughtBack ? new("brought the department {0} back", Name) : new("retired the department {0}", Name);

    public override string Icon => "history";
}
