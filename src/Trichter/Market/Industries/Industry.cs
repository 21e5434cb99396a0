using Trichter.Platform.Language;

namespace Trichter.Market.Industries;

/// <summary>A branch of the economy in NACE Rev. 2.1 (Delegated Regulation (EU) 2023/137); four digits of WZ 2025 and PKD 2025 are the same.</summary>
/// <param name="Path">The letter of the section and the code: "C", "C10", "C10.1", "C10.11". What lies below begins with it.</param>
public sealed record Industry(string Path, Localized Name)
{
    /// <summary>As it is printed: "C", "10.11".</summary>
    public string Code => Path.Length == 1 ? Path : Path[1..];

    /// <summary>1 section, 2 division, 3 group, 4 class.</summary>
    public int Level => Path.Length switch { 1 => 1, 3 => 2, 5 => 3, _ => 4 };

    public string? Parent => Level switch { 1 => null, 2 => Path[..1], 3 => Path[..3], _ => Path[..5] };
}
