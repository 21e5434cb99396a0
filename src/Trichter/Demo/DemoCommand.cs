using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Trichter.Demo.FirstRun;
using Trichter.Exchange.Commands;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Demo;

/// <summary>Sets up a workspace with the world of Nordwerk, to look around in.</summary>
internal static class DemoCommand
{
    private const string Email = "jana@nordwerk.example";

    public static Command Define(CommandContext context)
    {
        var language = new Option<string>("--language") { Description = "de, pl or en", DefaultValueFactory = _ => "de" };
        language.AcceptOnlyFromAmong([.. Languages.All]);
        var template = new Option<string>("--template") { Description = "Key of the process template", DefaultValueFactory = _ => "sales-process-8" };
        template.AcceptOnlyFromAmong([.. Template.All.Select(one => one.Key)]);

        var command = new Command("demo", "Set up a workspace with sample data, and print how to sign in.") { language, template };
        command.SetAction((parsed, cancellation) => context.RunAsync(
            parsed, (services, stop) => RunAsync(context, services, parsed.GetValue(language)!, parsed.GetValue(template)!, stop), cancellation, needsWorkspace: false));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IServiceProvider services, string language, string template, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<Db>().Workspaces.AnyAsync(cancellation))
        {
            await context.Error.WriteLineAsync("This data directory holds a workspace already. Name another one with --data.");
            return ExitCodes.Failed;
        }

        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        await services.GetRequiredService<SetUpWorkspace>().RunAsync(
            new Setup("Nordwerk Baumaschinen", language, language == "pl" ? "Europe/Warsaw" : "Europe/Berlin", "EUR", "Jana Petersen", Email, password, template, WithSampleData: true),
            cancellation);
        var db = services.GetRequiredService<Db>();
        db.OurCompanies.Add(Nordwerk.OurCompany());
        await db.SaveChangesAsync(cancellation);
        await context.Out.WriteLineAsync($"Sign in as {Email} with the password {password}");
        return ExitCodes.Fine;
    }
}
