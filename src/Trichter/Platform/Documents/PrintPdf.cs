using System.Diagnostics;
using System.Runtime.InteropServices;
using Trichter.Platform.Language;

namespace Trichter.Platform.Documents;

/// <summary>
/// Prints HTML to PDF with a browser that is installed: Chromium, Chrome or Edge (setting Documents:Browser, else looked for on the path).
/// The page is a file of its own; nothing is fetched from anywhere.
/// </summary>
public sealed partial class PrintPdf(IConfiguration configuration, ILogger<PrintPdf> logger) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly string[] Known = OperatingSystem.IsWindows()
        ? ["chrome.exe", "msedge.exe", "chromium.exe"]
        : ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable"];

    private readonly SemaphoreSlim atOnce = new(2);
    private readonly Lazy<string?> browser = new(() => Find(configuration["Documents:Browser"]));

    /// <summary>False when there is no browser to print with; the print view is still there.</summary>
    public bool IsPossible => browser.Value is not null;

    /// <param name="html">A whole document with its styles inside.</param>
    public async Task<PdfResult> RunAsync(string html, CancellationToken cancellation = default)
    {
        if (browser.Value is not { } program) return new PdfResult.Not(new Told("No browser was found to make a PDF with. Install Chromium, or use the print view of your own browser."));

        var folder = Directory.CreateTempSubdirectory("trichter-pdf-");
        await atOnce.WaitAsync(cancellation);
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, cancellation);
            return await PrintAsync(program, folder.FullName, page, pdf, cancellation) ? new PdfResult.Printed(await File.ReadAllBytesAsync(pdf, cancellation))
                : new PdfResult.Not(new Told("The PDF could not be made; the log says why. The print view is still there."));
        }
        finally
        {
            atOnce.Release();
            Remove(folder);
        }
    }

    public void Dispose() => atOnce.Dispose();

    private async Task<bool> PrintAsync(string program, string folder, string page, string pdf, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        using var process = new System.Diagnostics.Process { StartInfo = Command(program, folder, page, pdf) };
        process.Start();
        var said = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (cancellation.IsCancellationRequested) throw;
            TookTooLong(logger, Longest.TotalSeconds);
            return false;
        }

        if (process.ExitCode == 0 && File.Exists(pdf)) return true;
        Failed(logger, process.ExitCode, await said);
        return false;
    }

    private static ProcessStartInfo Command(string program, string folder, string page, string pdf)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        string[] always =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-background-networking", "--disable-component-update", "--disable-extensions",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-javascript", "--no-pdf-header-footer", $"--user-data-dir={Path.Combine(folder, "profile")}", $"--print-to-pdf={pdf}",
        ];
        foreach (var argument in always) start.ArgumentList.Add(argument);
        if (!OperatingSystem.IsWindows() && Environment.UserName == "root") start.ArgumentList.Add("--no-sandbox");
        start.ArgumentList.Add(new Uri(page).AbsoluteUri);
        return start;
    }

    private static string? Find(string? setting)
    {
        if (!string.IsNullOrWhiteSpace(setting)) return File.Exists(setting) ? setting : null;

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX)) folders.Add("/Applications/Google Chrome.app/Contents/MacOS");
        return Known.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <summary>The browser may still hold a file for a moment; what stays behind lies in the folder for temporary files.</summary>
    private void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException still)
        {
            NotRemoved(logger, still);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Printing a PDF took longer than {Seconds} s and was stopped")]
    private static partial void TookTooLong(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Printing a PDF ended with {Code}: {Said}")]
    private static partial void Failed(ILogger logger, int code, string said);

    [LoggerMessage(Level = LogLevel.Information, Message = "A temporary folder of a PDF could not be removed")]
    private static partial void NotRemoved(ILogger logger, Exception why);
}

public abstract record PdfResult
{
    public sealed record Printed(byte[] Content) : PdfResult;

    public sealed record Not(Told Why) : PdfResult;
}
