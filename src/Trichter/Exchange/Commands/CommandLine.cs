using System.CommandLine;

namespace Trichter.Exchange.Commands;

/// <summary>The command line of the program. Without a command it serves.</summary>
public static class CommandLine
{
    public static Task<int> RunAsync(
        string[] args, Func<string[], WebApplication> build, params Func<CommandContext, Command>[] more) =>
        RunAsync(args, new CommandContext(build, Console.Out, Console.Error), more);

    public static async Task<int> RunAsync(string[] args, CommandContext context, params Func<CommandContext, Command>[] more)
    {
        var root = new RootCommand("Trichter, a CRM for the sales process from the first contact to the order.") { context.Data, context.Workspace };
        Func<CommandContext, Command>[] commands =
        [
            ServeCommand.Define, ImportCommand.Define, ReportCommand.Define, ExportCommand.Define, TokenCommand.Define,
            BackupCommand.Define, RestoreCommand.Define, MoveCommand.Define, CheckCommand.Define, TrainCommand.Define, .. more,
        ];
        foreach (var define in commands) root.Subcommands.Add(define(context));
        ServeCommand.MakeDefault(root, context, args);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors) await context.Error.WriteLineAsync(fault.Message);
            return await context.WrongUsageAsync("Try --help.");
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = context.Out, Error = context.Error, EnableDefaultExceptionHandler = false });
    }
}
