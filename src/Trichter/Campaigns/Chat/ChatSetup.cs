using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Campaigns.Chat;

internal static class ChatSetup
{
    public static void AddChat(this IServiceCollection services)
    {
        services.AddScoped<SaveChat>();
        services.AddScoped<HoldChat>();
        services.AddScoped<AnswerChat>();
        services.AddScoped<ChatSeal>();
        services.AddSingleton(new MenuEntry(36, "Chats", "message", "/chats", Right.ChangeDeals));
    }

    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/campaigns/chats/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveChat verb, Change change, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("Retired"), change.Id);
            return Results.LocalRedirect("/campaigns/chats");
        }).RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
        routes.MapPost("/chats/{id:guid}/end", async (Guid id, [FromForm] string? unused, AnswerChat verb, Toast toast) =>
        {
            if (!await verb.EndAsync(id)) return Results.NotFound();
            toast.Say(new Told("This talk has ended."));
            return Results.LocalRedirect("/chats");
        }).RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));
    }
}

internal sealed class ChatStorage : IEntityTypeConfiguration<ChatScript>, IEntityTypeConfiguration<ChatTalk>, IEntityTypeConfiguration<ChatLine>
{
    public void Configure(EntityTypeBuilder<ChatScript> script)
    {
        script.ToTable("chat_scripts");
        script.Property(its => its.Steps).StoredAsJson();
        script.Property(its => its.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ChatTalk> talk)
    {
        talk.ToTable("chat_talks");
        talk.HasOne<ChatScript>().WithMany().HasForeignKey(its => its.ScriptId);
    }

    public void Configure(EntityTypeBuilder<ChatLine> line)
    {
        line.ToTable("chat_lines");
        line.HasOne<ChatTalk>().WithMany().HasForeignKey(its => its.TalkId);
    }
}
