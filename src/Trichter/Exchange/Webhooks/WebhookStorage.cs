using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Webhooks;

internal sealed class WebhookStorage : IEntityTypeConfiguration<Webhook>, IEntityTypeConfiguration<WebhookMessage>
{
    public void Configure(EntityTypeBuilder<Webhook> webhook)
    {
        webhook.ToTable("webhooks");
        webhook.Property(w => w.Kinds).StoredAsJson();
        webhook.Property(w => w.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<WebhookMessage> message)
    {
        message.ToTable("webhook_messages");
        message.Ignore(m => m.MessageId);
        message.HasOne<Webhook>().WithMany().HasForeignKey(m => m.WebhookId);
    }
}
