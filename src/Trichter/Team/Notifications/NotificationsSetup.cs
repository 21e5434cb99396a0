using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;

namespace Trichter.Team.Notifications;

internal static class NotificationsSetup
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<Notify>();
        services.AddScoped<MailNotifications>();
        services.AddScoped<SetNotificationRule>();
        services.AddSingleton(new SettingsEntry(11, new Told("How I am told").Key, "/settings/notifications", null));
    }

    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/notifications/{id:guid}/open", async (Guid id, [FromForm] string? unused, Db db, Me me, Change change) =>
        {
            var (mine, now) = (me.User.Id, change.Now);
            if (await db.Notifications.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id && its.UserId == mine) is not { } found) return Results.NotFound();
            await db.Notifications.Where(its => its.Id == id && its.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(its => its.ReadAt, now));
            return Results.LocalRedirect(LocalAddress.Of(found.Address));
        });

        routes.MapPost("/notifications/read", async ([FromForm] string? unused, Db db, Me me, Change change) =>
        {
            var (mine, now) = (me.User.Id, change.Now);
            await db.Notifications.Where(its => its.UserId == mine && its.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(its => its.ReadAt, now));
            return Results.LocalRedirect("/notifications");
        });
    }
}

internal sealed class NotificationsStorage : IEntityTypeConfiguration<Notification>, IEntityTypeConfiguration<NotificationRule>
{
    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        notification.ToTable("notifications");
        notification.Property(n => n.Data).StoredAsJson();
        notification.Ignore(n => n.Told);
    }

    public void Configure(EntityTypeBuilder<NotificationRule> rule)
    {
        rule.ToTable("notification_rules");
        rule.Property(r => r.Ways).StoredAsJson();
    }
}
