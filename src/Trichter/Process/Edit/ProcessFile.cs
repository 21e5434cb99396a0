using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Process.Edit;

/// <summary>A definition as a readable file: one fact a line, always in the same order, so that git shows what changed.</summary>
public sealed class ProcessFile(Db db, Me me, ProcessCatalogue catalogue, AddProcess add, DraftProcess drafts)
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int Largest = 2_000_000;

    private static readonly JsonSerializerOptions Readable = new(AsJson.Options) { WriteIndented = true, NewLine = "\n" };

    public static byte[] Write(SalesProcess process, ProcessVersion version) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new Template(process.Key, process.Name, process.Description, [.. version.Stages.Select(TemplateStage.Of)]), Readable) + "\n");

    /// <summary>A key that is known becomes the draft of that process; another one a new process.</summary>
    public async Task<ProcessRead> ReadAsync(byte[] content, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (Parse(content) is not { } file) return new ProcessRead.Unreadable(new Told("This is not the file of a process."));

        var stages = file.Stages.Select((stage, index) => stage.ToStage(index + 1)).ToList();
        if (stages.Select(stage => stage.Key).Distinct().Count() != stages.Count) return new ProcessRead.Unreadable(new Told("Two stages have the same key."));

        if (await catalogue.FindAsync(file.Key, cancellation) is { } known)
        {
            await drafts.BeginAsync(known, file.Stages, cancellation);
            return new ProcessRead.Drafted(known);
        }

        var findings = ProcessCheck.Of(stages);
        if (findings.FirstOrDefault(finding => finding.Blocks) is { } finding)
            return new ProcessRead.Unreadable(finding.Stage is null ? finding.What : new Told("{0}: {1}", finding.Stage.Name, finding.What));
        if (await db.Processes.AnyAsync(process => process.Key == file.Key, cancellation)) return new ProcessRead.Unreadable(new Told("A retired process has this key. Bring it back first."));

        var added = await add.RunAsync(file, cancellation);
        catalogue.Forget();
        return new ProcessRead.Added(added);
    }

    private static Template? Parse(byte[] content)
    {
        try
        {
            var file = JsonSerializer.Deserialize<Template>(content, AsJson.Options);
            return file is { Key.Length: > 0, Name: not null, Description: not null, Stages.Count: > 0 } && file.Stages.All(IsWhole) ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsWhole(TemplateStage stage) =>
        stage is { Key.Length: > 0, Name: not null, Goal: not null, Phases.Count: > 0, Entry: not null, Activities: not null, Criteria: not null }
        && stage.Phases.All(id => Phase.All.Any(phase => phase.Id == id))
        && stage.Criteria.All(criterion => criterion is { Key.Length: > 0, Kind.Length: > 0, Label: not null, Parameters: not null })
        && stage.Activities.All(activity => activity is { Key.Length: > 0, Type.Length: > 0, Name: not null })
        && stage.TalkTrack?.All(point => point is { Key.Length: > 0, Text: not null }) != false
        && stage.HandOver is null or { Items: not null }
        && stage.HandOver?.Items.All(item => item is { Key.Length: > 0, Label: not null }) != false;
}

public abstract record ProcessRead
{
    /// <summary>The file became the draft of a process that was there.</summary>
    public sealed record Drafted(SalesProcess Process) : ProcessRead;

    public sealed record Added(SalesProcess Process) : ProcessRead;

    public sealed record Unreadable(Told Why) : ProcessRead;
}
