using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Trichter.BrowserTests.Support;

internal static class Screens
{
    public static ViewportSize Desk => new() { Width = 1440, Height = 900 };

    public static ViewportSize Phone => new() { Width = 390, Height = 844 };

    public static TheoryData<ColorScheme, string> All => new()
    {
        { ColorScheme.Light, "1440" },
        { ColorScheme.Dark, "1440" },
        { ColorScheme.Light, "390" },
        { ColorScheme.Dark, "390" },
    };

    public static BrowserNewContextOptions Showing(ColorScheme scheme, string width, string locale = "en-GB") =>
        new() { ColorScheme = scheme, ViewportSize = width == "390" ? Phone : Desk, Locale = locale, ReducedMotion = ReducedMotion.Reduce };

    public static Task<byte[]> KeepAsync(IPage page, string folder, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Repository(), folder, name + ".png") });

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
