using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Campaigns.Fairs;

internal static class FairSetup
{
    public static void AddFairs(this IServiceCollection services)
    {
        services.AddScoped<SaveFair>();
        services.AddScoped<TakeFairEntry>();
        services.AddScoped<ReadFair>();
        services.AddSingleton(new NewEntry(40, "Fair contact", "speakerphone", "/fair", Right.ChangeDeals));
    }

    public static void MapFairs(this IEndpointRouteBuilder routes)
    {
        var phone = routes.MapGroup("/fair").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));
        phone.MapGet("/token", Token);
        phone.MapPost("/entries", async ([FromForm] IFormCollection form, TakeFairEntry verb, Texts texts) => Answer(await verb.RunAsync(FairTyped.Of(form)), texts));
        routes.MapPost("/campaigns/fairs/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveFair verb, Change change, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("Retired"), change.Id);
            return Results.LocalRedirect("/campaigns/fairs");
        }).RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
    }

    /// <summary>A fresh token for a page that was kept since its own grew old, and for whom.</summary>
    private static IResult Token(HttpContext http, IAntiforgery antiforgery, Me me) => Results.Json(new FairToken(me.Id!.Value, antiforgery.GetAndStoreTokens(http).RequestToken!));

    private static FairReply Answer(FairAnswer answer, Texts texts) => answer switch
    {
        FairAnswer.Taken taken => new("taken", taken.But is { } but ? new() { [""] = texts[but] } : []),
        FairAnswer.Refused refused => new("refused", refused.Faults.ToDictionary(fault => fault.Key, fault => texts[fault.Value])),
        _ => new("later", []),
    };
}

internal sealed record FairToken(Guid User, string Token);

/// <param name="State">taken, refused or later.</param>
/// <param name="Words">By field; an empty key for the whole.</param>
internal sealed record FairReply(string State, Dictionary<string, string> Words);

internal sealed class FairStorage : IEntityTypeConfiguration<Fair>, IEntityTypeConfiguration<FairEntry>
{
    public void Configure(EntityTypeBuilder<Fair> fair)
    {
        fair.ToTable("fairs");
        fair.Property(its => its.Interests).StoredAsJson();
        fair.Ignore(its => its.Title);
        fair.Property(its => its.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<FairEntry> entry)
    {
        entry.ToTable("fair_entries");
        entry.Property(its => its.Interests).StoredAsJson();
        entry.HasOne<Fair>().WithMany().HasForeignKey(its => its.FairId);
    }
}
