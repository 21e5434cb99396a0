using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Trichter.Platform.Operation.Backups;

namespace Trichter.Exchange.Commands;

/// <summary>Moves the workspace from SQLite to an empty PostgreSQL database. The old one stays as it is.</summary>
internal static class MoveCommand
{
    public static Command Define(CommandContext context)
    {
        var to = new Option<string>("--to") { Description = "Connection string of the PostgreSQL database; its password may stand in PGPASSWORD", HelpName = "CONNECTION", Required = true };
        var command = new Command("move", "Copy everything from SQLite into an empty PostgreSQL database. Stop the program first.") { to };
        command.SetAction((parsed, cancellation) => IsConnection(parsed.GetRequiredValue(to))
            ? context.RunAsync(parsed, (services, stop) => RunAsync(context, services, parsed.GetRequiredValue(to), stop), cancellation)
            : context.WrongUsageAsync("--to needs a connection string such as \"Host=127.0.0.1;Database=trichter;Username=trichter\"."));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IServiceProvider services, string to, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<Db>();
        if (!db.Database.IsSqlite())
            return await context.WrongUsageAsync("The workspace lies on PostgreSQL already. Write a backup and restore it elsewhere.");

        var rows = await MoveDatabase.RunAsync(db, to, cancellation);
        await context.Out.WriteLineAsync($"Copied and compared: {rows} rows. From now on start the program with this setting; uploaded files stay in the data directory:");
        await context.Out.WriteLineAsync($"ConnectionStrings__Postgres=\"{new NpgsqlConnectionStringBuilder(to) { Password = null }.ConnectionString}\"");
        return ExitCodes.Fine;
    }

    private static bool IsConnection(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Database is { Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
