using System.CommandLine;
using Trichter.Exchange.Export;

namespace Trichter.Exchange.Commands;

/// <summary>Writes everything into one archive of text tables.</summary>
internal static class ExportCommand
{
    public static Command Define(CommandContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The archive to write, for instance trichter.zip" };
        var command = new Command("export", "Export everything into a zip archive of CSV files.") { file };
        command.SetAction((parsed, cancellation) =>
            context.RunAsync(parsed, (services, stop) => RunAsync(context, services, parsed.GetRequiredValue(file), stop), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IServiceProvider services, FileInfo file, CancellationToken cancellation)
    {
        var unfinished = file.FullName + ".part";
        await using (var stream = File.Create(unfinished))
        {
            foreach (var (name, rows) in await services.GetRequiredService<ExportEverything>().RunAsync(stream, cancellation))
                await context.Out.WriteLineAsync($"{rows,10} {name}");
        }

        File.Move(unfinished, file.FullName, overwrite: true);
        await context.Out.WriteLineAsync(file.FullName);
        return ExitCodes.Fine;
    }
}
