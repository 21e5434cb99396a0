using System.Globalization;
using System.Security.Cryptography;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Quotes.Decide.Code;

/// <summary>Above which value a quote is accepted online only with a code that was sent to the customer's e-mail address (O47). There is one row, or none.</summary>
public sealed class AcceptanceRules : IRecorded, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();

    /// <summary>In the currency of the workspace; null where no code is asked for. In other currencies one always is.</summary>
    public long? CodeAboveMinor { get; set; }

    public int Version { get; private set; }
}

/// <summary>A code that was sent. Only its hash is kept, and it is good for a few minutes, a few tries and one acceptance.</summary>
public sealed class AcceptanceCode
{
    public const int Minutes = 15;
    public const int MostTries = 5;

    /// <summary>Of one link.</summary>
    public const int MostAnHour = 5;

    private const int Digits = 6;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid LinkId { get; init; }
    public required Guid VersionId { get; init; }
    public required Guid DealId { get; init; }
    public required string Email { get; init; }
    [Secret] public string Hash { get; private set; } = "";
    public required DateTime SentAt { get; init; }
    public required DateTime EndsAt { get; init; }
    public int Tries { get; set; }
    public DateTime? UsedAt { get; set; }

    /// <returns>The code itself, which is not kept.</returns>
    public string Draw()
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
        Hash = HashOf(code);
        return code;
    }

    public bool Is(string code) => CryptographicOperations.FixedTimeEquals(Convert.FromHexString(Hash), Convert.FromHexString(HashOf(code)));

    private string HashOf(string code) => LinkSecret.HashOf($"{Id}/{Email.ToLowerInvariant()}/{code}");
}
