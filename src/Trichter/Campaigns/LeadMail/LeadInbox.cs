using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Timeline;

namespace Trichter.Campaigns.LeadMail;

/// <summary>The address whose mails become leads. They come into the mailbox that is read already, by an alias or a forwarding. There is one row, or none.</summary>
public sealed class LeadInbox : IRecorded, IVersioned
{
    public const int LongestSource = 100;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Lower case.</summary>
    public required string Address { get; set; }

    /// <summary>Source of the leads.</summary>
    public required string Source { get; set; }

    /// <summary>The process whose first stage the leads enter.</summary>
    public required Guid ProcessId { get; set; }

    public int Version { get; private set; }
}

/// <summary>A mail that became a lead: each once, by its Message-ID. The mail itself is not kept.</summary>
public sealed class LeadMail : ITrace, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();

    /// <summary>SHA-256 of the Message-ID.</summary>
    [Secret] public required string MessageHash { get; init; }

    public Guid? PersonId { get; set; }
    public Guid? DealId { get; init; }
    public required DateTime At { get; init; }

    public Guid PartOf => PersonId ?? DealId ?? Id;
}

public sealed record LeadInboxSet(Guid InboxId, string Address) : Happening(InboxId)
{
    public override Told Told => Address.Length > 0 ? new("made {0} the address for leads", Address) : new("took the address for leads away");

    public override string Icon => "mail";
}

/// <param name="Words">The beginning of what they wrote.</param>
/// <param name="Left">Names of files that were not taken; empty when all were.</param>
public sealed record LeadWrote(Guid DealId, string Subject, string Words, string Left) : Happening(DealId)
{
    public override Told Told => Left.Length == 0 ? new("wrote to the address for leads: {0}", Subject) : new("wrote to the address for leads: {0} (not taken from the mailbox: {1})", Subject, Left);

    public override string? Quote => Words.Length == 0 ? null : Words;

    public override string Icon => "mail";

    public override bool IsImportant => true;
}

internal sealed class LeadMailStorage : IEntityTypeConfiguration<LeadInbox>, IEntityTypeConfiguration<LeadMail>
{
    public void Configure(EntityTypeBuilder<LeadInbox> inbox)
    {
        inbox.ToTable("lead_inboxes");
        inbox.Property(its => its.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<LeadMail> mail) => mail.ToTable("lead_mails");
}
