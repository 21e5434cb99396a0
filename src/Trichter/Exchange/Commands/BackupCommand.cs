using System.CommandLine;
using Trichter.Platform.Operation.Backups;

namespace Trichter.Exchange.Commands;

/// <summary>Writes a backup, also while the program is running.</summary>
internal static class BackupCommand
{
    public static Command Define(CommandContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The archive to write, for instance trichter.zip" };
        var command = new Command("backup", "Write everything into one file, from which \"restore\" brings it back; the program may be running.") { file };
        command.SetAction((parsed, cancellation) => context.RunAsync(
            parsed, (services, stop) => RunAsync(context, services, parsed.GetRequiredValue(file), stop), cancellation, upgrade: false));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IServiceProvider services, FileInfo file, CancellationToken cancellation)
    {
        var manifest = await services.GetRequiredService<WriteBackup>().RunAsync(services.GetRequiredService<Db>(), file.FullName, cancellation);
        await context.Out.WriteLineAsync(Told(manifest));
        await context.Out.WriteLineAsync(file.FullName);
        return ExitCodes.Fine;
    }

    public static string Told(BackupManifest manifest) =>
        $"{manifest.Tables.Count} tables with {manifest.Tables.Sum(table => table.Rows)} rows and {manifest.Files.Count} files, "
        + $"as of {manifest.MadeAt:yyyy-MM-dd HH:mm:ss} UTC, version {manifest.Program}, {manifest.Database}";
}
