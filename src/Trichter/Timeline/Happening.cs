using Trichter.Platform.Language;

namespace Trichter.Timeline;

/// <summary>Something that has happened, named in the past tense. The timeline keeps it for good.</summary>
public abstract record Happening(Guid SubjectId)
{
    /// <summary>How a person would tell it, after the name of who did it: "moved from Qualified to Proposal".</summary>
    public abstract Told Told { get; }

    public virtual string Icon => "circle-dot";

    /// <summary>What was written or said, shown below the sentence.</summary>
    public virtual string? Quote => null;

    /// <summary>The milestones that "important only" keeps.</summary>
    public virtual bool IsImportant => false;
}

/// <summary>Sees every happening as it is recorded, and may add to the same save: what is told to other programs, for instance.</summary>
public interface IFollowTimeline
{
    void Recorded(TimelineEntry entry);
}

/// <summary>A module's answer to something that happened elsewhere. It may see the same happening twice.</summary>
public interface IReactTo<in T> where T : Happening
{
    Task ReactAsync(T happening, CancellationToken cancellation);
}
