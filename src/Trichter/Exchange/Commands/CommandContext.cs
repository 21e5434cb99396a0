using System.CommandLine;
using Trichter.Platform.Language;
using Trichter.Platform.Operation;
using Trichter.Platform.Operation.Backups;
using Trichter.Platform.Operation.Tables;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Team;

namespace Trichter.Exchange.Commands;

/// <summary>What a command needs: where to write, and the application to work with.</summary>
public sealed class CommandContext(Func<string[], WebApplication> build, TextWriter output, TextWriter error)
{
    /// <summary>The program itself must not talk into the answers of a command: what it has to say goes to the error stream.</summary>
    private static readonly string[] QuietLogging =
    [
        "--Logging:Console:LogToStandardErrorThreshold=Trace", "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:Microsoft=Error", "--Logging:LogLevel:Microsoft.AspNetCore=Error",
    ];

    public TextWriter Out => output;
    public TextWriter Error => error;

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The folder of the database and the files; else TRICHTER_DATA, else ./data",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string?> Workspace { get; } = new("--workspace")
    {
        Description = "Key of the workspace, where the settings name several",
        HelpName = "KEY",
        Recursive = true,
    };

    public WebApplication Build(string[] args) => build(args);

    /// <summary>Runs work with the services of the application, which is not started; acts as the program.</summary>
    /// <param name="needsWorkspace">False for a command that can begin with nothing, such as the demo.</param>
    /// <param name="upgrade">False for a command that takes the database as it is, such as the check.</param>
    public async Task<int> RunAsync(
        ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellation,
        bool needsWorkspace = true, bool upgrade = true)
    {
        try
        {
            await using var app = build([.. DataArgument(parsed), .. QuietLogging]);
            await using var scope = app.Services.CreateAsyncScope();
            var services = scope.ServiceProvider;
            if (PlaceOf(parsed, services.GetRequiredService<Places>()) is not { } place)
                return await WrongUsageAsync($"Say which workspace, by --workspace: {string.Join(", ", services.GetRequiredService<Places>().All.Select(one => one.Key))}.");

            services.GetRequiredService<Here>().Be(place);
            if (upgrade) await services.UpgradeWorkspaceAsync<Db>(place);
            services.GetRequiredService<Me>().ActAsProgram();

            if (needsWorkspace && !await services.GetRequiredService<Db>().HoldsWorkspaceAsync(cancellation))
            {
                await error.WriteLineAsync("The workspace has not been set up yet. Start the program and answer its questions, or run the command \"demo\" first.");
                return ExitCodes.NotSetUp;
            }

            return await work(services, cancellation);
        }
        catch (Exception failure) when (failure is UpgradeException or OperationException or System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(failure.Message);
            return ExitCodes.Failed;
        }
    }

    public async Task<int> WrongUsageAsync(string message)
    {
        await error.WriteLineAsync(message);
        return ExitCodes.WrongUsage;
    }

    /// <summary>In the language in which commands speak.</summary>
    public static string Say(Told told) => new Texts()[told];

    private Place? PlaceOf(ParseResult parsed, Places places) =>
        parsed.GetValue(Workspace) is { Length: > 0 } key ? places.Named(key) : places.Only;

    private string[] DataArgument(ParseResult parsed) => parsed.GetValue(Data) is { Length: > 0 } folder ? ["--data", folder] : [];
}

/// <summary>How commands end.</summary>
public static class ExitCodes
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int NotSetUp = 4;
}
