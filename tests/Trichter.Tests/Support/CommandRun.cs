using System.Diagnostics;
using System.Text.Json;

namespace Trichter.Tests.Support;

/// <summary>Runs the program as a person at a terminal would, on a data directory and database of its own.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("trichter-cli-").FullName;

    public async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(typeof(Program).Assembly.Location).Append("--data").Append(folder)) start.ArgumentList.Add(argument);
        if (database.Postgres is { } postgres) start.Environment["ConnectionStrings__Postgres"] = postgres;

        using var process = System.Diagnostics.Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public async Task<JsonElement> ReportAsync(string name, params string[] options)
    {
        var (code, json, error) = await RunAsync(["report", name, "--format", "json", .. options]);
        Assert.True(code == 0, error + json);
        return JsonDocument.Parse(json).RootElement;
    }

    public string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
