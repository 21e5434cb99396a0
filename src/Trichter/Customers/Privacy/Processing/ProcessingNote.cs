using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Customers.Privacy.Processing;

/// <summary>What the record of processing has to say and nobody but us knows (Article 30). One for the workspace.</summary>
public sealed class ProcessingNote : IRecorded, IVersioned
{
    public const int Longest = 10_000;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Data protection officer, with how to reach them.</summary>
    public string Officer { get; set; } = "";

    /// <summary>Technical and organisational measures.</summary>
    public string Measures { get; set; } = "";

    /// <summary>Third countries data go to, with the safeguards.</summary>
    public string Countries { get; set; } = "";

    /// <summary>Who processes data for us, with the date of the contract.</summary>
    public string Processors { get; set; } = "";

    public int Version { get; private set; }
}

/// <summary>Writes what the record of processing has to say in words of ours.</summary>
public sealed class SaveProcessing(Db db, Me me, TimelineWriter timeline)
{
    public async Task<Fault?> RunAsync(ProcessingDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        foreach (var (field, text) in new[] { ("Officer", draft.Officer), ("Measures", draft.Measures), ("Countries", draft.Countries), ("Processors", draft.Processors) })
            if (text.Length > ProcessingNote.Longest) return new(field, new Told("At most {0} characters.", ProcessingNote.Longest));

        if (await db.ProcessingNotes.SingleOrDefaultAsync(cancellation) is not { } note) db.ProcessingNotes.Add(note = new ProcessingNote());
        (note.Officer, note.Measures, note.Countries, note.Processors) = (draft.Officer.Trim(), draft.Measures.Trim(), draft.Countries.Trim(), draft.Processors.Trim());
        timeline.Record(new ProcessingSaved(note.Id));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

public sealed record ProcessingSaved(Guid NoteId) : Happening(NoteId)
{
    public override Told Told => new("changed the record of processing");

    public override string Icon => "file-text";
}

public sealed record ProcessingDraft(string Officer, string Measures, string Countries, string Processors);
