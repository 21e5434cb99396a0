using System.Diagnostics;

namespace Trichter.Tests.Support;

/// <summary>The program in a process of its own, on the data of a test, with the real clock; it can be killed as a power cut would.</summary>
internal sealed class RunningProgram(App app) : IDisposable
{
    private System.Diagnostics.Process? process;

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(Program).Assembly.Location, "serve", "--data", app.Folder }) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        if (app.Postgres is { } postgres) start.Environment["ConnectionStrings__Postgres"] = postgres;
        process = System.Diagnostics.Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public void Kill()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    public void Dispose() => Kill();
}
