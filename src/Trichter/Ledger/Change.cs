using Trichter.Platform.Storage;

namespace Trichter.Ledger;

/// <summary>
/// Who is changing things right now, and under which number. One per request, job or import:
/// all that is saved under it is one change, which can be undone as a whole.
/// </summary>
public sealed class Change(TimeProvider clock)
{
    public Guid Id { get; private set; } = Ids.New();

    /// <summary>The user, or null for the program itself.</summary>
    public Guid? By { get; private set; }

    public ChangeSource Via { get; private set; } = ChangeSource.Program;

    /// <summary>The change this one takes back.</summary>
    public Guid? Undoes { get; set; }

    /// <summary>True once something was written under this number.</summary>
    public bool IsRecorded { get; internal set; }

    public DateTime Now
    {
        get
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        }
    }

    public void MadeBy(Guid? user, ChangeSource via) => (By, Via) = (user, via);

    /// <summary>Goes on with a change that was begun elsewhere, for instance before a restart.</summary>
    public void Continue(Guid id, bool isRecorded) => (Id, IsRecorded) = (id, isRecorded);

    /// <summary>What comes next is a change of its own.</summary>
    public void StartAnew() => (Id, Undoes, IsRecorded) = (Ids.New(), null, false);
}

/// <summary>The way a change came in.</summary>
public enum ChangeSource
{
    [Platform.Language.Says("Page")] Page,
    [Platform.Language.Says("Import")] Import,
    [Platform.Language.Says("API")] Api,
    [Platform.Language.Says("Program")] Program,
}
