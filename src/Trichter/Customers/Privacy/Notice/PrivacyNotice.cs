using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Privacy.Notice;

/// <summary>What we tell people about their data (Art. 13 GDPR), as it was published. A version never changes: a form keeps the number of the one it showed (R66).</summary>
public sealed class PrivacyNotice : IRecorded
{
    public const int LongestText = 30_000;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required Localized Text { get; init; }
    public required DateTime PublishedAt { get; init; }
    public Guid? PublishedBy { get; init; }
}

internal sealed class NoticeStorage : IEntityTypeConfiguration<PrivacyNotice>
{
    public void Configure(EntityTypeBuilder<PrivacyNotice> notice)
    {
        notice.ToTable("privacy_notices");
        notice.Property(its => its.Text).StoredAsJson();
    }
}
