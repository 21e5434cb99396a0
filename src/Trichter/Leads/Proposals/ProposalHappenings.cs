using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Leads.Proposals;

/// <param name="Because">The questionnaire whose answers proposed it; null when somebody did.</param>
public sealed record LeadProposed(Guid DealId, Localized? Because, string Note) : Happening(DealId)
{
    public override Told Told => Because is null ? new("proposed the deal to sales (MQL)") : new("proposed the deal to sales (MQL), since {0} says that it fits", Because);

    public override string Icon => "send";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => true;
}

public sealed record LeadAccepted(Guid DealId, double Hours) : Happening(DealId)
{
    public override Told Told => new("accepted the lead for sales (SQL)");

    public override string Icon => "circle-check";

    public override bool IsImportant => true;
}

public sealed record LeadRejected(Guid DealId, RejectReason Reason, string Answer, double Hours) : Happening(DealId)
{
    public override Told Told => new("rejected the lead, back to marketing: {0}", Reason);

    public override string Icon => "arrow-back-up";

    public override string? Quote => Answer.Length == 0 ? null : Answer;

    public override bool IsImportant => true;
}
