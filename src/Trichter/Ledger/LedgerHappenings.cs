using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Ledger;

public sealed record ChangeUndone(Guid RecordId, Guid ChangeId) : Happening(RecordId)
{
    public override Told Told => new("took a change back");

    public override string Icon => "arrow-back-up";
}
