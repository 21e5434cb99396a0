using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Exchange.Import;

public sealed record CompanyImported(Guid CompanyId) : Happening(CompanyId)
{
    public override Told Told => new("imported the company");

    public override string Icon => "database-import";
}

public sealed record PersonImported(Guid PersonId) : Happening(PersonId)
{
    public override Told Told => new("imported the person");

    public override string Icon => "database-import";
}
