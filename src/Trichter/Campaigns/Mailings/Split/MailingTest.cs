using System.Buffers.Binary;
using System.Security.Cryptography;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Mailings.Split;

/// <summary>
/// A second version of a mailing, tried on a part of its people before the rest get one. How large the part is, what counts and when it ends is said
/// beforehand and looked at once, at the end: who looks earlier and stops when it pleases finds differences where there are none.
/// </summary>
public sealed class MailingTest : IRecorded, IVersioned, IPartOf
{
    public const int SmallestShare = 10;
    public const int LongestHours = 168;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid MailingId { get; init; }

    /// <summary>Of the second version, B; where a language is empty the first one's stands.</summary>
    public Localized Subject { get; set; } = Localized.Empty;

    public Localized Body { get; set; } = Localized.Empty;

    /// <summary>Per cent of the people who take part, half of them with each version; 10 to 100.</summary>
    public int Share { get; set; } = 20;

    /// <summary>After the last mail of the test; 1 to 168.</summary>
    public int Hours { get; set; } = 24;

    public TestMeasure Measure { get; set; }

    /// <summary>Null until the last mail of the test has gone.</summary>
    [NotRecorded] public DateTime? EndsAt { get; set; }

    /// <summary>What the rest get; none until the test has ended.</summary>
    public MailVariant Winner { get; private set; }

    public int HitsA { get; private set; }
    public int MailsA { get; private set; }
    public int HitsB { get; private set; }
    public int MailsB { get; private set; }
    public int Version { get; private set; }

    public Guid PartOf => MailingId;

    /// <summary>B less A with its 95 % interval; null where one has no mails.</summary>
    public RateDifference? Difference => RateDifference.Between(new Rate(HitsB, MailsB), new Rate(HitsA, MailsA));

    /// <summary>By lot, and the same whenever it is asked: a crash draws nobody anew.</summary>
    public MailVariant VariantFor(Guid person)
    {
        Span<byte> both = stackalloc byte[32], hash = stackalloc byte[32];
        Id.TryWriteBytes(both);
        person.TryWriteBytes(both[16..]);
        SHA256.HashData(both, hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) % 100 >= Share ? MailVariant.None : hash[4] % 2 == 0 ? MailVariant.A : MailVariant.B;
    }

    /// <summary>B wins only where its interval lies above 0; without a difference that can be shown the first version stays.</summary>
    public void Decide((int Hits, int Mails) a, (int Hits, int Mails) b)
    {
        (HitsA, MailsA, HitsB, MailsB) = (a.Hits, a.Mails, b.Hits, b.Mails);
        Winner = Difference is { Lower: > 0 } ? MailVariant.B : MailVariant.A;
    }
}

public enum MailVariant
{
    [Says("no test")] None,
    [Says("Version A")] A,
    [Says("Version B")] B,
}

public enum TestMeasure
{
    /// <summary>People who sent a form after their mail.</summary>
    [Says("Forms sent")] Forms,

    /// <summary>Clicks on links, counted without knowing whose; at most one for each mail.</summary>
    [Says("Clicks")] Clicks,
}
