using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Activities;

public sealed record ActivityDone(Guid SubjectId, ActivityType Type, string Text, string Outcome, CallResult? Result = null) : Happening(SubjectId)
{
    public override Told Told => Type switch
    {
        ActivityType.Note => new("wrote a note"),
        ActivityType.Call when Result is { } result => new("made a call: {0}", result),
        ActivityType.Call => new("made a call"),
        ActivityType.Meeting => new("held a meeting"),
        _ => new("finished a task"),
    };

    public override string Icon => ActivityIcons.Of(Type);

    public override string? Quote => Outcome.Length == 0 ? Text : $"{Text}\n{Outcome}";

    public override bool IsImportant => Type != ActivityType.Task;
}

public sealed record ActivityPlanned(Guid SubjectId, ActivityType Type, string Text, DateTime DueAt) : Happening(SubjectId)
{
    public override Told Told => new("planned for {0} ({1}): {2}", DueAt, Type, Text);

    public override string Icon => ActivityIcons.Of(Type);
}

public sealed record ActivityChanged(Guid SubjectId, ActivityType Type, string Text, DateTime DueAt) : Happening(SubjectId)
{
    public override Told Told => new("changed what is planned, now for {0} ({1}): {2}", DueAt, Type, Text);

    public override string Icon => ActivityIcons.Of(Type);
}

public sealed record MinutesWritten(Guid SubjectId, ActivityType Type, string Text, string Minutes) : Happening(SubjectId)
{
    public override Told Told => new("wrote the minutes ({0}): {1}", Type, Text);

    public override string Icon => "note";

    public override string? Quote => Minutes;
}

public sealed record ActivityPutOff(Guid SubjectId, ActivityType Type, string Text, DateTime DueAt) : Happening(SubjectId)
{
    public override Told Told => new("put off to {0} ({1}): {2}", DueAt, Type, Text);

    public override string Icon => "alarm";
}

public sealed record ActivityDropped(Guid SubjectId, ActivityType Type, string Text) : Happening(SubjectId)
{
    public override Told Told => new("dropped ({0}): {1}", Type, Text);

    public override string Icon => "x";
}

public sealed record FileAttached(Guid SubjectId, string Name) : Happening(SubjectId)
{
    public override Told Told => new("attached {0}", Name);

    public override string Icon => "paperclip";
}

public sealed record FileRemoved(Guid SubjectId, string Name) : Happening(SubjectId)
{
    public override Told Told => new("removed the file {0}", Name);

    public override string Icon => "trash";
}

internal static class ActivityIcons
{
    public static string Of(ActivityType type) => type switch
    {
        ActivityType.Note => "note",
        ActivityType.Call => "phone",
        ActivityType.Meeting => "calendar",
        _ => "checkbox",
    };
}
