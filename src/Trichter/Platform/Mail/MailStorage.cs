using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Mail;

internal sealed class MailStorage : IEntityTypeConfiguration<MailServer>, IEntityTypeConfiguration<OutgoingMail>, IEntityTypeConfiguration<MailAttachment>
{
    public void Configure(EntityTypeBuilder<MailServer> server)
    {
        server.ToTable("mail_servers");
        server.Property(s => s.Version).IsConcurrencyToken();
        server.Ignore(s => s.Domain);
        server.Ignore(s => s.IsDomainChecked);
        server.Property(s => s.DomainFindings).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.ToTable("outgoing_mails");
        mail.Property(m => m.State).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MailAttachment> attachment)
    {
        attachment.ToTable("mail_attachments");
        attachment.HasOne<OutgoingMail>().WithMany().HasForeignKey(a => a.MailId);
    }
}

/// <summary>Keeps the password of the relay readable for this workspace alone.</summary>
public sealed class MailSecret(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("mail");

    public string Hide(string password) => password.Length == 0 ? "" : protector.Protect(password);

    /// <summary>Empty where the keys no longer open it; the relay then says that the password is wrong.</summary>
    public string Show(string kept)
    {
        try
        {
            return kept.Length == 0 ? "" : protector.Unprotect(kept);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return "";
        }
    }
}
