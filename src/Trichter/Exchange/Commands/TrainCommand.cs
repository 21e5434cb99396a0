using System.CommandLine;
using Trichter.Insight.Probability;

namespace Trichter.Exchange.Commands;

/// <summary>Trains the models at once, for instance after history was imported.</summary>
internal static class TrainCommand
{
    public static Command Define(CommandContext context)
    {
        var command = new Command("train", "Train the models of win probability now; the program does so once a day by itself.");
        command.SetAction((parsed, cancellation) => context.RunAsync(parsed, (services, stop) => RunAsync(context, services, stop), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IServiceProvider services, CancellationToken cancellation)
    {
        foreach (var (process, model) in await services.GetRequiredService<TrainModels>().AllAsync(cancellation))
            await context.Out.WriteLineAsync($"{process}: {model.Rows} decided rows of {model.Deals} deals, {(model.Silent is { } because ? $"may not speak: {because}" : "may speak")}");
        return ExitCodes.Fine;
    }
}
