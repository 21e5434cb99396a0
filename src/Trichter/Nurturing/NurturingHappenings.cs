using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Nurturing;

public sealed record ProgrammeSaved(Guid ProgrammeId, string Name) : Happening(ProgrammeId)
{
    public override Told Told => new("wrote the programme {0}", Name);

    public override string Icon => "route";
}

public sealed record ProgrammePublished(Guid ProgrammeId, string Name, int Number) : Happening(ProgrammeId)
{
    public override Told Told => new("published version {1} of the programme {0}", Name, Number);

    public override string Icon => "route";

    public override bool IsImportant => true;
}

public sealed record ProgrammeStopped(Guid ProgrammeId, string Name, bool GoesOn) : Happening(ProgrammeId)
{
    public override Told Told => GoesOn ? new("let the programme {0} go on", Name) : new("stopped the programme {0}", Name);

    public override string Icon => "hand-stop";
}

public sealed record ProgrammeBegun(Guid PersonId, Guid ProgrammeId, string Name) : Happening(PersonId)
{
    public override Told Told => new("began the programme {0}", Name);

    public override string Icon => "route";
}

public sealed record ProgrammeTagged(Guid PersonId, string Name, string Tag) : Happening(PersonId)
{
    public override Told Told => new("got the tag {1} from the programme {0}", Name, Tag);

    public override string Icon => "tag";
}

public sealed record ProgrammeFieldSet(Guid PersonId, string Name) : Happening(PersonId)
{
    public override Told Told => new("had a field set by the programme {0}", Name);

    public override string Icon => "route";
}

public sealed record ProgrammeTasked(Guid CompanyId, string Name, string Words) : Happening(CompanyId)
{
    public override Told Told => new("got a task from the programme {0}", Name);

    public override string? Quote => Words;

    public override string Icon => "checkbox";
}
