using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Magnets;

/// <summary>A file that strangers get who leave their address: a paper, a checklist, a price guide.</summary>
public sealed class Magnet : IRecorded, IVersioned, IRetirable
{
    /// <summary>Largest file, in bytes.</summary>
    public const int Largest = 20 * 1024 * 1024;

    /// <summary>Largest picture of a page, in bytes: visitors wait for it.</summary>
    public const int LargestPicture = 2 * 1024 * 1024;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; init; }
    public required string ContentType { get; init; }
    public required int Size { get; init; }

    /// <summary>Shown on landing pages to everybody, and offered for no form.</summary>
    public bool IsPicture { get; init; }

    public Guid? AddedBy { get; init; }
    public required DateTime AddedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public void Retire(DateTime at) => RetiredAt ??= at;

    /// <summary>The kind of file by its name, where its first bytes say the same; null for all that is not offered to strangers.</summary>
    public static string? TypeOf(string name, ReadOnlySpan<byte> content) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" when content.StartsWith("%PDF-"u8) => "application/pdf",
        ".docx" when content.StartsWith("PK\u0003\u0004"u8) => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx" when content.StartsWith("PK\u0003\u0004"u8) => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".pptx" when content.StartsWith("PK\u0003\u0004"u8) => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".zip" when content.StartsWith("PK\u0003\u0004"u8) => "application/zip",
        ".png" when content.Length > 4 && content[0] == 0x89 && content[1..].StartsWith("PNG"u8) => "image/png",
        ".jpg" or ".jpeg" when content.Length > 3 && content[0] == 0xFF && content[1] == 0xD8 => "image/jpeg",
        _ => null,
    };
}

/// <summary>The bytes of such a file, apart from it so that lists do not read them.</summary>
public sealed class MagnetContent
{
    public required Guid Id { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>Lets one person fetch one file, for some days and some times.</summary>
public sealed class MagnetLink : ITrace, IPartOf
{
    public const int GoodDays = 14;
    public const int MostDownloads = 5;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>SHA-256 of the secret, as hexadecimal digits.</summary>
    [Secret] public required string TokenHash { get; init; }

    public required Guid MagnetId { get; init; }
    public required Guid PageId { get; init; }
    public Guid? PersonId { get; set; }
    public Guid? DealId { get; init; }

    /// <summary>Where the visit came from in which they asked for it.</summary>
    public string Source { get; init; } = "";

    public string Medium { get; init; } = "";
    public string Campaign { get; init; } = "";
    public required DateTime CreatedAt { get; init; }
    public required DateTime GoodUntil { get; init; }
    [NotRecorded] public int Downloads { get; init; }

    public Guid PartOf => PersonId ?? DealId ?? Id;

    public bool IsGood(DateTime now) => GoodUntil > now && Downloads < MostDownloads;
}
