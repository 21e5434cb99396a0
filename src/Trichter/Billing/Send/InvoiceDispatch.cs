using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Billing.Invoices;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Send;

/// <summary>An invoice went to the customer: where, with which files (O78). How it arrived says its mail.</summary>
public sealed class InvoiceDispatch
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid InvoiceId { get; init; }
    public required Guid DealId { get; init; }
    public required Guid MailId { get; init; }
    public required string SentTo { get; init; }
    public required List<SentFile> Files { get; init; }
    public required DateTime SentAt { get; init; }
    public Guid? SentBy { get; init; }
}

/// <param name="Hash">SHA-256 over its bytes.</param>
public sealed record SentFile(string Name, string Hash)
{
    public static SentFile Of(MailFile file) => new(file.Name, HashOf(file.Content));

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

/// <summary>The readable file as it was first sent; whoever asks again gets the same bytes.</summary>
public sealed class InvoiceCopy
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid InvoiceId { get; init; }
    public required Guid DealId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }

    /// <summary>In base64.</summary>
    public required string Content { get; init; }

    public required string Hash { get; init; }
    public required DateTime MadeAt { get; init; }

    public byte[] Bytes() => Convert.FromBase64String(Content);
}

public sealed record InvoiceSent(Guid DealId, string Number, string To) : Happening(DealId)
{
    public override Told Told => new("sent the invoice {0} to {1}", Number, To);

    public override string Icon => "send";

    public override bool IsImportant => true;
}

internal sealed class SendStorage : IEntityTypeConfiguration<InvoiceDispatch>, IEntityTypeConfiguration<InvoiceCopy>
{
    public void Configure(EntityTypeBuilder<InvoiceDispatch> dispatch)
    {
        dispatch.ToTable("invoice_dispatches");
        dispatch.Property(d => d.Files).StoredAsJson();
        dispatch.HasOne<Invoice>().WithMany().HasForeignKey(d => d.InvoiceId);
        dispatch.HasOne<Deal>().WithMany().HasForeignKey(d => d.DealId);
        dispatch.HasOne<OutgoingMail>().WithMany().HasForeignKey(d => d.MailId);
        dispatch.HasOne<User>().WithMany().HasForeignKey(d => d.SentBy);
    }

    public void Configure(EntityTypeBuilder<InvoiceCopy> copy)
    {
        copy.ToTable("invoice_copies");
        copy.HasOne<Invoice>().WithMany().HasForeignKey(c => c.InvoiceId);
        copy.HasOne<Deal>().WithMany().HasForeignKey(c => c.DealId);
    }
}
