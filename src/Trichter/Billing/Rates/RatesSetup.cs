using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Billing.Rates;

internal static class RatesSetup
{
    public static void AddRates(this IServiceCollection services)
    {
        services.AddScoped<FindRate>();
        services.AddScoped<SaveRates>();
        services.AddSingleton(new SettingsEntry(22, "Exchange rates", "/settings/rates", Right.Bill));
    }

    public static void MapRates(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/settings/rates/{id:guid}/remove", async (Guid id, [FromForm] string? unused, SaveRates verb, Change its, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id)) return Results.NotFound();
            toast.Say(new Told("Removed"), its.Id);
            return Results.LocalRedirect("/settings/rates");
        }).RequireAuthorization(new AllowedByAttribute(Right.Bill));
}

internal static class RateWords
{
    /// <summary>"1 EUR = 4.2531 PLN".</summary>
    public static string Of(decimal units, string currency, decimal homeUnits, string home, Texts texts) =>
        $"{Micros.Write(units, texts.Culture)} {currency} = {Micros.Write(homeUnits, texts.Culture)} {home}";
}
