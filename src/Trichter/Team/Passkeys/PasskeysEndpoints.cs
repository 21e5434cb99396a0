using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Team.Passkeys;

internal static class PasskeysEndpoints
{
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddScoped<ChangePasskeys>();
        services.AddScoped<PasskeyCeremony>();
        services.AddScoped<IPasskeyHandler<User>>(its => new PasskeyHandler<User>(
            new UserManager<User>(new PasskeyStore(its.GetRequiredService<Db>()), null!, null!, [], [], null!, null!, null!, its.GetRequiredService<ILogger<UserManager<User>>>()),
            its.GetRequiredService<IOptions<IdentityPasskeyOptions>>()));
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
    }

    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/passkey", async ([FromForm] string? unused, PasskeyCeremony ceremony) =>
            Results.Text(await ceremony.BeginSignInAsync(), "application/json")).AllowAnonymous();

        routes.MapPost("/settings/passkeys/options", async ([FromForm] string? unused, Me me, PasskeyCeremony ceremony) =>
            Results.Text(await ceremony.BeginAddingAsync(me.User), "application/json"));

        routes.MapPost("/settings/passkeys/{id:guid}/name", async (Guid id, [FromForm] string? name, ChangePasskeys verb, Toast toast) =>
        {
            if (!await verb.RenameAsync(id, name)) return Results.NotFound();
            toast.Say(new Told("Saved"));
            return Results.LocalRedirect("/settings/passkeys");
        });

        routes.MapPost("/settings/passkeys/{id:guid}/remove", async (Guid id, [FromForm] string? unused, ChangePasskeys verb, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id)) return Results.NotFound();
            toast.Say(new Told("Passkey removed"));
            return Results.LocalRedirect("/settings/passkeys");
        });
    }
}
