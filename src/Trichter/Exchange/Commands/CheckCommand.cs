using System.Collections;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Trichter.Platform.Operation.Health;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Commands;

/// <summary>Says whether all is well, for people and for monitoring.</summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Options = new(AsJson.Options) { WriteIndented = true };

    public static Command Define(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Answer as JSON" };
        var command = new Command("check", "Say whether all is well; exit code 1 when it is not.") { json };
        command.SetAction((parsed, cancellation) => context.RunAsync(
            parsed, (services, stop) => RunAsync(context, services, parsed.GetValue(json), stop), cancellation, needsWorkspace: false, upgrade: false));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IServiceProvider services, bool asJson, CancellationToken cancellation)
    {
        var findings = await services.GetRequiredService<CheckHealth>().RunAsync(cancellation);
        var unwell = findings.Where(finding => !finding.IsWell).Select(finding => finding.Name).ToList();

        if (asJson)
        {
            var answer = findings.ToDictionary(finding => finding.Name, finding => finding.Value);
            await context.Out.WriteLineAsync(JsonSerializer.Serialize(
                answer.Prepend(new("unwell", unwell)).Prepend(new("well", unwell.Count == 0)).ToDictionary(), Options));
        }
        else
        {
            foreach (var finding in findings)
                await context.Out.WriteLineAsync($"{(finding.IsWell ? "  " : "! ")}{finding.Name.Replace('_', ' '),-20} {Text(finding.Value)}");
            await context.Out.WriteLineAsync(unwell.Count == 0 ? "All is well." : "Something needs attention: see the lines with an exclamation mark.");
        }

        return unwell.Count == 0 ? ExitCodes.Fine : ExitCodes.Failed;
    }

    private static string Text(object value) => value switch
    {
        bool yes => yes ? "yes" : "no",
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object>()) is { Length: > 0 } joined ? joined : "none",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
