namespace Trichter.Platform.Ui;

/// <summary>Addresses to return to after a form. Anything that leads elsewhere becomes the start page.</summary>
internal static class LocalAddress
{
    public static string Of(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)
        && !address.Any(char.IsControl) ? address : "/";
}
