using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Trichter.Tests.Support;

/// <summary>
/// The shared folder of real data and right answers: TRICHTER_SHARED_DATA, or shared/data beside the repository. Tests that
/// need it are skipped where it is absent.
/// </summary>
internal static class SharedData
{
    public static string? Root { get; } = Find();

    public static string Path(params string[] parts)
    {
        if (Root is null) Assert.Skip("The shared data is not on this machine; TRICHTER_SHARED_DATA can name its folder.");
        return System.IO.Path.Combine([Root, .. parts]);
    }

    public static JsonElement Json(params string[] parts)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path(parts)));
        return document.RootElement.Clone();
    }

    /// <summary>The rows of a plain file, by column; for files without quotes only.</summary>
    public static IEnumerable<Dictionary<string, string>> Table(params string[] parts)
    {
        var lines = File.ReadAllLines(Path(parts));
        var names = lines[0].Split(',');
        return lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second));
    }

    private static string? Find([CallerFilePath] string here = "")
    {
        var repository = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", "..");
        var folder = Environment.GetEnvironmentVariable("TRICHTER_SHARED_DATA")
            ?? System.IO.Path.GetFullPath(System.IO.Path.Combine(repository, "..", "shared", "data"));

        return Directory.Exists(folder) ? folder : null;
    }
}
