using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Campaigns.Segments;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Campaigns.Audiences;

/// <summary>One list of hashed addresses for an advertising platform: who made it of whom, and who was left out by which rule.</summary>
public sealed class AudienceExport
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid SegmentId { get; init; }
    public required AdPlatform Platform { get; init; }
    public required Guid MadeBy { get; init; }
    public required DateTime MadeAt { get; init; }
    public required int People { get; init; }
    public required List<AudienceGap> LeftOut { get; init; }
}

/// <summary>People who were left out for one reason.</summary>
/// <param name="Rule">As <c>docs/consent.md</c> numbers them; empty where there is no address.</param>
/// <param name="Why">An English sentence that is a key of a text.</param>
public sealed record AudienceGap(string Rule, string Why, int People);

/// <summary>Somebody in such a list. The hashes stay until they were taken out on the platform, as nothing else says whom to take out.</summary>
public sealed class AudienceMember
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ExportId { get; init; }
    public required Guid PersonId { get; init; }
    public string EmailHash { get; init; } = "";
    public string PhoneHash { get; init; } = "";
    public DateTime? RemovedAt { get; set; }
}

public enum AdPlatform
{
    [Says("Google Ads")] Google,
    [Says("Meta (Facebook, Instagram)")] Meta,
    [Says("LinkedIn")] LinkedIn,
}

/// <summary>Writes addresses the way each platform wants them before they are hashed.</summary>
public static class AudienceHash
{
    private static readonly string[] GoogleMail = ["gmail.com", "googlemail.com"];

    /// <summary>SHA-256 of the address without spaces, in small letters; for Google without the dots in a name at Gmail.</summary>
    public static string OfEmail(string address, AdPlatform platform)
    {
        var plain = address.Trim().ToLowerInvariant();
        if (platform == AdPlatform.Google && plain.Split('@') is [var name, var host] && GoogleMail.Contains(host)) plain = $"{name.Replace(".", "", StringComparison.Ordinal)}@{host}";
        return Hash(plain);
    }

    /// <summary>SHA-256 of the number with its country first: E.164 with "+" for Google, digits alone for Meta; LinkedIn takes none.</summary>
    /// <param name="digits">With the country first.</param>
    public static string OfPhone(string digits, AdPlatform platform) => platform switch
    {
        AdPlatform.Google => Hash("+" + digits),
        AdPlatform.Meta => Hash(digits),
        _ => "",
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

internal sealed class AudienceStorage : IEntityTypeConfiguration<AudienceExport>, IEntityTypeConfiguration<AudienceMember>
{
    public void Configure(EntityTypeBuilder<AudienceExport> export)
    {
        export.ToTable("audience_exports");
        export.HasOne<Segment>().WithMany().HasForeignKey(its => its.SegmentId);
        export.HasOne<User>().WithMany().HasForeignKey(its => its.MadeBy);
        export.Property(its => its.LeftOut).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<AudienceMember> member)
    {
        member.ToTable("audience_members");
        member.HasOne<AudienceExport>().WithMany().HasForeignKey(its => its.ExportId);
    }
}
