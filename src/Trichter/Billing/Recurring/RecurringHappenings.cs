using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Billing.Recurring;

public sealed record RecurringAgreed(Guid DealId, string Order, string Line, DateOnly StartsOn) : Happening(DealId)
{
    public override Told Told => new("set when {1} of the order {0} is billed, from {2} on", Order, Line, StartsOn);

    public override string Icon => "calendar-repeat";
}

public sealed record RecurringEnded(Guid DealId, string Order, string Line, string By, DateOnly NoticedOn, DateOnly EndsOn) : Happening(DealId)
{
    public override Told Told => new("ended {1} of the order {0} on {2}: notice by {3} on {4}", Order, Line, EndsOn, By, NoticedOn);

    public override string Icon => "circle-x";

    public override bool IsImportant => true;
}

public sealed record RecurringGoesOn(Guid DealId, string Order, string Line) : Happening(DealId)
{
    public override Told Told => new("took the notice for {1} of the order {0} back", Order, Line);

    public override string Icon => "calendar-repeat";
}

public sealed record PeriodDrafted(Guid DealId, string Order, DateOnly From, DateOnly To) : Happening(DealId)
{
    public override Told Told => new("drafted an invoice of the order {0} for {1} to {2}", Order, From, To);

    public override string Icon => "receipt";
}

public sealed record RecurringRulesSaved(Guid SubjectId, RecurringMode Mode, int DaysAhead) : Happening(SubjectId)
{
    public override Told Told => new("changed how recurring billing runs: {0}", Mode);

    public override string Icon => "calendar-repeat";
}
