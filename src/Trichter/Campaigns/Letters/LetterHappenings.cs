using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Campaigns.Letters;

public sealed record LetterSaved(Guid LetterId, string Name) : Happening(LetterId)
{
    public override Told Told => new("wrote the letter {0}", Name);

    public override string Icon => "mail";
}

public sealed record LettersAsked(Guid LetterId, string Name) : Happening(LetterId)
{
    public override Told Told => new("asked for the letters {0} to be made", Name);

    public override string Icon => "mail";
}

public sealed record LettersMade(Guid LetterId, string Name, int Many) : Happening(LetterId)
{
    public override Told Told => new("made {1} letters of {0}", Name, Many);

    public override string Icon => "mail";

    public override bool IsImportant => true;
}

public sealed record LetterFileDeleted(Guid LetterId, string Name) : Happening(LetterId)
{
    public override Told Told => new("deleted the file of the letters {0}", Name);

    public override string Icon => "x";
}

/// <summary>On the person's timeline, when their letter is in the file.</summary>
public sealed record LetterWritten(Guid PersonId, Guid LetterId, string Name) : Happening(PersonId)
{
    public override Told Told => new("made a letter to them: {0}", Name);

    public override string Icon => "mail";
}
