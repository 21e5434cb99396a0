using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Activities.Booking;

public sealed record MeetingBooked(Guid SubjectId, string Name, DateTime At) : Happening(SubjectId)
{
    public override Told Told => new("took a booking of {0} for {1}", Name, At);

    public override string Icon => "calendar";

    public override bool IsImportant => true;
}

public sealed record BookingMoved(Guid SubjectId, string Name, DateTime At) : Happening(SubjectId)
{
    public override Told Told => new("moved the booking of {0} to {1}, as they wished", Name, At);

    public override string Icon => "calendar";
}

public sealed record BookingCancelled(Guid SubjectId, string Name, DateTime At) : Happening(SubjectId)
{
    public override Told Told => new("cancelled the booking of {0} for {1}, as they wished", Name, At);

    public override string Icon => "x";

    public override bool IsImportant => true;
}
