using System.CommandLine;
using Trichter.Platform.Operation.Backups;

namespace Trichter.Exchange.Commands;

/// <summary>Puts a backup in place of what is there, or only looks whether it could.</summary>
internal static class RestoreCommand
{
    public static Command Define(CommandContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The backup" };
        var replace = new Option<bool>("--replace") { Description = "Throw away the workspace that is there" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only look whether the backup is whole and what is in it" };
        var command = new Command("restore", "Bring a backup back, on either database. Stop the program first.") { file, replace, dryRun };
        command.SetAction((parsed, cancellation) => parsed.GetRequiredValue(file) is { Exists: false } missing
            ? context.WrongUsageAsync($"There is no file {missing.FullName}.")
            : context.RunAsync(
                parsed,
                (services, stop) => RunAsync(context, services, parsed.GetRequiredValue(file), parsed.GetValue(replace), parsed.GetValue(dryRun), stop),
                cancellation, needsWorkspace: false, upgrade: false));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, IServiceProvider services, FileInfo file, bool replace, bool dryRun, CancellationToken cancellation)
    {
        await using var backup = await BackupFile.OpenAsync(file.FullName, cancellation);
        await context.Out.WriteLineAsync(BackupCommand.Told(backup.Manifest));
        if (dryRun) return ExitCodes.Fine;

        var rows = await services.GetRequiredService<RestoreBackup>().RunAsync(services.GetRequiredService<Db>(), backup, replace, cancellation);
        await context.Out.WriteLineAsync($"Restored and compared: {rows} rows.");
        foreach (var step in services.GetServices<IAfterRestore>())
            if (await step.RunAsync(cancellation) is { } done) await context.Out.WriteLineAsync(done);
        return ExitCodes.Fine;
    }
}
