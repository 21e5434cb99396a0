namespace Trichter.Platform.Ui;

/// <summary>Where settings and web files lie: the current folder when it holds them, else the folder of the program.</summary>
internal static class ContentRoot
{
    public static string? Find(string[] args) =>
        args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))
        || Directory.Exists(Path.Combine(Directory.GetCurrentDirectory(), "wwwroot")) ? null : AppContext.BaseDirectory;
}
