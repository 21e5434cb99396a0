using System.Security.Cryptography;
using System.Text;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Consent;

/// <summary>The text to which somebody consents, for which purposes and on which channels. Frozen with its hash at its first use; another text is another wording.</summary>
public sealed class ConsentWording : IRecorded, IVersioned, IRetirable
{
    public const int LongestText = 2000;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public Localized Text { get; set; } = Localized.Empty;
    public List<Purpose> Purposes { get; set; } = [];
    public List<ContactChannel> Channels { get; set; } = [];

    /// <summary>Who is responsible, as it is told to the person.</summary>
    public string Controller { get; set; } = "";

    /// <summary>Partners who are named in it; empty for none.</summary>
    public string Partners { get; set; } = "";

    public DateOnly ValidFrom { get; set; }
    public DateTime? FrozenAt { get; private set; }
    public string Hash { get; private set; } = "";
    public DateTime? RetiredAt { get; set; }
    public int Version { get; private set; }

    public bool IsOffered(DateOnly day) => RetiredAt is null && ValidFrom <= day;

    public bool Is(Purpose purpose, ContactChannel channel) => Purposes.Contains(purpose) && Channels.Contains(channel);

    public void Freeze(DateTime now)
    {
        if (FrozenAt is not null) return;
        FrozenAt = now;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Text.De, Text.Pl, Text.En, string.Join(',', Purposes), string.Join(',', Channels), Controller, Partners))));
    }

    public void Retire(DateTime at) => RetiredAt ??= at;
}
