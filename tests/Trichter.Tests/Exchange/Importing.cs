using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Import;
using Trichter.Ledger;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

/// <summary>Imports files in tests, the way the command line does.</summary>
internal static class Importing
{
    public static async Task<ImportRun> ImportAsync(this App app, string path, ImportKind kind, Mapping? mapping = null, bool dryRun = false, string? newProcess = null)
    {
        var run = await app.PrepareAsync(await File.ReadAllBytesAsync(path), kind, mapping, dryRun, newProcess);
        return await app.RunImportAsync(run.Id);
    }

    public static async Task<ImportRun> ImportTextAsync(this App app, string text, ImportKind kind, Mapping? mapping = null, bool dryRun = false, string? newProcess = null)
    {
        var run = await app.PrepareAsync(Encoding.UTF8.GetBytes(text), kind, mapping, dryRun, newProcess);
        return await app.RunImportAsync(run.Id);
    }

    /// <summary>An import that waits to be carried out.</summary>
    public static async Task<ImportRun> PrepareAsync(this App app, byte[] content, ImportKind kind, Mapping? mapping = null, bool dryRun = false, string? newProcess = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Me>().ActAsProgram();
        var verb = scope.ServiceProvider.GetRequiredService<StartImport>();
        using var stream = new MemoryStream(content);
        var run = Assert.IsType<StartResult.Started>(await verb.UploadAsync("file.csv", stream, kind, null, mapping, newProcess)).Run;
        Assert.True(MappingFile.Read(run.Mapping) is MappingResult.Readable, run.Mapping);
        var used = ((MappingResult.Readable)MappingFile.Read(run.Mapping)).Mapping;
        var result = await verb.GoAsync(run, used, dryRun);
        if (result is PlanResult.Faulty faulty) Assert.Fail(string.Join("\n", faulty.Faults.Select(fault => $"{fault.Key}: {fault.Value}")));
        return run;
    }

    public static async Task<ImportRun> RunImportAsync(this App app, Guid id)
    {
        var run = await app.WithAsync<RunImports, ImportRun>(runs => runs.RunNowAsync(id));
        Assert.True(run.State == ImportState.Done, $"{run.State} {run.Error}");
        return run;
    }

    public static Task<UndoResult> UndoAsync(this App app, ImportRun run) => app.WithAsync<UndoChange, UndoResult>(undo => undo.RunAsync(run.ChangeId, _ => true));

    public static Task<List<ImportRefusal>> RefusalsAsync(this App app, ImportRun run) =>
        app.InDbAsync(db => db.ImportRefusals.AsNoTracking().Where(refusal => refusal.ImportId == run.Id).OrderBy(refusal => refusal.Line).ToListAsync());

    public static List<Notice> NoticesOf(ImportRun run) => AsJson.Read<List<Notice>>(run.Notices);
}
