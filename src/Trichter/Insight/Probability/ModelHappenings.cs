using Trichter.Insight.Learning;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Insight.Probability;

public sealed record ModelSpeaks(Guid ProcessId, Localized Process) : Happening(ProcessId)
{
    public override Told Told => new("found the win probability of {0} good enough to be shown", Process);

    public override string Icon => "chart-dots";

    public override bool IsImportant => true;
}

public sealed record ModelFellSilent(Guid ProcessId, Localized Process, Silence Because) : Happening(ProcessId)
{
    public override Told Told => new("shows base rates for {0} instead of a win probability: {1}", Process, Because);

    public override string Icon => "chart-dots";

    public override bool IsImportant => true;
}
