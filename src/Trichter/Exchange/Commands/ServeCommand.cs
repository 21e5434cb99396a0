using System.CommandLine;
using Trichter.Platform.Operation;
using Trichter.Platform.Operation.Backups;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Commands;

/// <summary>Serves the application until it is stopped.</summary>
internal static class ServeCommand
{
    private const string Name = "serve";

    public static Command Define(CommandContext context)
    {
        var command = new Command(Name, "Serve the application until it is stopped (the default). Settings such as --urls http://*:8080 are passed on.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((parsed, cancellation) => RunAsync(context, [.. DataOf(parsed, context), .. parsed.UnmatchedTokens], cancellation));
        return command;
    }

    /// <summary>Without a command. Settings are passed on to the host, but a word that is no setting is a mistyped command.</summary>
    public static void MakeDefault(RootCommand root, CommandContext context, string[] args)
    {
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancellation) => args is [var first, ..] && !first.StartsWith('-')
            ? context.WrongUsageAsync($"There is no command {first}. Try --help.")
            : RunAsync(context, args, cancellation));
    }

    private static async Task<int> RunAsync(CommandContext context, string[] args, CancellationToken cancellation)
    {
        WebApplication app;
        try
        {
            app = context.Build(args);
            await app.Services.UpgradeDatabaseAsync<Db>();
        }
        catch (Exception unfit) when (unfit is UpgradeException or OperationException or System.Data.Common.DbException)
        {
            await context.Error.WriteLineAsync(unfit.Message);
            return ExitCodes.Failed;
        }

        app.Lifetime.ApplicationStarted.Register(() => TellAddress(app, context));
        await app.RunAsync(cancellation);
        return ExitCodes.Fine;
    }

    private static void TellAddress(WebApplication app, CommandContext context)
    {
        foreach (var address in app.Urls)
            context.Out.WriteLine($"Trichter is ready: {address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)}");
    }

    private static string[] DataOf(ParseResult parsed, CommandContext context) =>
        parsed.GetValue(context.Data) is { Length: > 0 } folder ? ["--data", folder] : [];
}
