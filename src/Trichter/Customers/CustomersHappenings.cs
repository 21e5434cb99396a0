using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Customers;

public sealed record CompanyEntered(Guid CompanyId, string Name) : Happening(CompanyId)
{
    public override Told Told => new("entered the company");

    public override string Icon => "plus";
}

public sealed record CompanyChanged(Guid CompanyId) : Happening(CompanyId)
{
    public override Told Told => new("changed the company");

    public override string Icon => "pencil";
}

public sealed record CompanyDeleted(Guid CompanyId, string Name) : Happening(CompanyId)
{
    public override Told Told => new("deleted {0}", Name);

    public override string Icon => "trash";
}

public sealed record PersonEntered(Guid PersonId, string Name) : Happening(PersonId)
{
    public override Told Told => new("entered the person");

    public override string Icon => "plus";
}

public sealed record PersonChanged(Guid PersonId) : Happening(PersonId)
{
    public override Told Told => new("changed the person");

    public override string Icon => "pencil";
}

public sealed record EmploymentChanged(Guid PersonId, string Company, bool Ended) : Happening(PersonId)
{
    public override Told Told => Ended ? new("noted that they left {0}", Company) : new("noted that they work at {0}", Company);

    public override string Icon => "building";
}

public sealed record PersonDeleted(Guid PersonId, string Name) : Happening(PersonId)
{
    public override Told Told => new("deleted {0}", Name);

    public override string Icon => "trash";
}
