using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Tokens;

namespace Trichter.Exchange.Commands;

/// <summary>Makes tokens for the API from the command line.</summary>
internal static class TokenCommand
{
    public static Command Define(CommandContext context)
    {
        var user = new Option<string>("--user") { Description = "E-mail address of the user that the token acts for", HelpName = "EMAIL", Required = true };
        var name = new Option<string>("--name") { Description = "What the token is for", HelpName = "NAME", Required = true };
        var days = new Option<int>("--days") { Description = "Days until it expires", DefaultValueFactory = _ => 90 };
        var scope = new Option<string[]>("--scope") { Description = "read, write, import, admin; several are allowed", AllowMultipleArgumentsPerToken = true, Required = true };
        scope.AcceptOnlyFromAmong([.. Enum.GetValues<ApiScope>().Select(ApiScopes.NameOf)]);

        var create = new Command("create", "Make a token and print it, once.") { user, scope, days, name };
        create.SetAction((parsed, cancellation) => context.RunAsync(
            parsed,
            (services, stop) => CreateAsync(
                context, services, parsed.GetRequiredValue(user), parsed.GetRequiredValue(name), parsed.GetRequiredValue(scope), parsed.GetValue(days), stop),
            cancellation));
        return new Command("token", "Tokens for the API.") { create };
    }

    private static async Task<int> CreateAsync(
        CommandContext context, IServiceProvider services, string email, string name, string[] scopes, int days, CancellationToken cancellation)
    {
        var address = email.Trim().ToLowerInvariant();
        var user = await services.GetRequiredService<Db>().Users.SingleOrDefaultAsync(its => its.Email == address && address != "", cancellation);
        if (user is null) return await context.WrongUsageAsync($"There is no user {email}.");

        var chosen = Enum.GetValues<ApiScope>().Where(scope => scopes.Contains(ApiScopes.NameOf(scope))).ToList();
        switch (await services.GetRequiredService<MakeToken>().RunAsync(user, name, chosen, days, cancellation))
        {
            case TokenResult.Made made:
                await context.Out.WriteLineAsync(made.Secret);
                return ExitCodes.Fine;
            case TokenResult.Faulty faulty:
                return await context.WrongUsageAsync(CommandContext.Say(faulty.Why));
            default:
                return ExitCodes.Failed;
        }
    }
}
