using System.CommandLine;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Import;
using Trichter.Process;

namespace Trichter.Exchange.Commands;

/// <summary>Imports a file with a mapping, as the page does.</summary>
internal static class ImportCommand
{
    public static Command Define(CommandContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The text table to import" };
        var kind = new Option<ImportKind?>("--as") { Description = "companies, people, deals, events (stage history), suspects, products, prices or orders; else the mapping says it", HelpName = "KIND" };
        var mapping = new Option<FileInfo?>("--mapping") { Description = "How columns become fields (docs/import.md)", HelpName = "FILE" };
        var process = new Option<string?>("--process") { Description = "Key or name of the process for deals and events; a template that ships is added if need be, for events also a process made of the stages in the file", HelpName = "NAME" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything, then take it back; only count" };
        var json = new Option<bool>("--json") { Description = "Answer as JSON" };

        var command = new Command("import", "Import companies, people, deals, events of deals, suspects, products, prices or orders from a text table.") { file, kind, mapping, process, dryRun, json };
        command.SetAction((parsed, cancellation) =>
        {
            var asked = new ImportRequest(
                parsed.GetRequiredValue(file), parsed.GetValue(kind), parsed.GetValue(mapping), parsed.GetValue(process),
                parsed.GetValue(dryRun), parsed.GetValue(json));
            return RunAsync(context, parsed, asked, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, ParseResult parsed, ImportRequest asked, CancellationToken cancellation)
    {
        if (!asked.File.Exists) return await context.WrongUsageAsync($"There is no file {asked.File.FullName}.");

        Mapping? mapping = null;
        if (asked.MappingFile is { } path)
        {
            if (!path.Exists) return await context.WrongUsageAsync($"There is no file {path.FullName}.");
            var read = Columns.MappingFile.Read(await File.ReadAllTextAsync(path.FullName, cancellation));
            if (read is MappingResult.Faulty faulty) return await context.WrongUsageAsync(CommandContext.Say(faulty.Why));
            mapping = ((MappingResult.Readable)read).Mapping;
        }

        if ((asked.Kind ?? mapping?.As) is not { } kind) return await context.WrongUsageAsync("Say what the rows are: --as companies, people, deals, events, suspects, products, prices or orders.");
        if (mapping is not null) mapping = mapping with { As = kind };

        return await context.RunAsync(
            parsed, (services, stop) => ImportAsync(context, services, asked, kind, mapping, stop), cancellation);
    }

    private static async Task<int> ImportAsync(
        CommandContext context, IServiceProvider services, ImportRequest asked, ImportKind kind, Mapping? mapping, CancellationToken cancellation)
    {
        SalesProcess? process = null;
        var name = asked.Process ?? mapping?.Process;
        if (kind.GoesIntoProcess() && name is { Length: > 0 })
        {
            process = await services.GetRequiredService<ProcessCatalogue>().FindAsync(name, cancellation) ?? await AddAsync(services, name, cancellation);
            if (process is null && kind != ImportKind.Events) return await context.WrongUsageAsync($"There is no process {name}.");
        }

        var verb = services.GetRequiredService<StartImport>();
        await using var content = asked.File.OpenRead();
        var started = await verb.UploadAsync(asked.File.Name, content, kind, process?.Id, mapping, process is null ? name : null, cancellation);
        if (started is StartResult.Faulty faulty)
        {
            await context.Error.WriteLineAsync(CommandContext.Say(faulty.Why));
            return ExitCodes.Failed;
        }

        var run = ((StartResult.Started)started).Run;
        var used = ((MappingResult.Readable)Columns.MappingFile.Read(run.Mapping)).Mapping;
        if (await verb.GoAsync(run, used, asked.DryRun, cancellation) is PlanResult.Faulty wrong)
        {
            foreach (var (where, why) in wrong.Faults) await context.Error.WriteLineAsync($"{where}: {CommandContext.Say(why)}");
            return ExitCodes.Failed;
        }

        var done = await services.GetRequiredService<RunImports>().RunNowAsync(run.Id, cancellation);
        await services.GetRequiredService<ImportAnswer>().WriteAsync(context, done, asked.Json, cancellation);
        return done.State == ImportState.Done ? ExitCodes.Fine : ExitCodes.Failed;
    }

    /// <summary>A template that ships and is not in use yet is added by its key.</summary>
    private static async Task<SalesProcess?> AddAsync(IServiceProvider services, string key, CancellationToken cancellation) =>
        Template.All.FirstOrDefault(template => template.Key.Equals(key.Trim(), StringComparison.OrdinalIgnoreCase)) is { } template
            ? await AddNewAsync(services, template, cancellation)
            : null;

    private static async Task<SalesProcess> AddNewAsync(IServiceProvider services, Template template, CancellationToken cancellation)
    {
        var process = await services.GetRequiredService<AddProcess>().RunAsync(template, cancellation);
        services.GetRequiredService<ProcessCatalogue>().Forget();
        services.GetRequiredService<Ledger.Change>().StartAnew();
        return process;
    }

    private sealed record ImportRequest(FileInfo File, ImportKind? Kind, FileInfo? MappingFile, string? Process, bool DryRun, bool Json);
}
