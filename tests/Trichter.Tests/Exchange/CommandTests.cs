using System.Diagnostics;
using System.Text.Json;
using Trichter.Exchange.Api.Tokens;
using Trichter.Exchange.Commands;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

/// <summary>The program as it is called, in a process of its own, on SQLite.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("trichter-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Wrong_usage_is_told_from_failure_and_from_a_workspace_that_is_not_set_up()
    {
        var file = Path.Combine(folder, "a.csv");
        await File.WriteAllTextAsync(file, "id,name\n1,One\n");

        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("imprt")).Code);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("import")).Code);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("import", "nowhere.csv", "--as", "deals")).Code);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("report", "funnel", "--from", "yesterday")).Code);
        Assert.Equal(ExitCodes.NotSetUp, (await RunAsync("import", file, "--as", "deals", "--data", folder)).Code);
        Assert.Equal(ExitCodes.NotSetUp, (await RunAsync("export", Path.Combine(folder, "x.zip"), "--data", folder)).Code);
    }

    [Fact]
    public async Task Check_answers_as_json()
    {
        var (code, output) = await RunAsync("check", "--json", "--data", folder);
        Assert.Equal(ExitCodes.Fine, code);
        var health = JsonDocument.Parse(output).RootElement;
        Assert.True(health.GetProperty("well").GetBoolean());
        Assert.False(health.GetProperty("set_up").GetBoolean());
    }

    [Fact]
    public async Task The_first_list_comes_into_a_workspace_that_nobody_has_opened()
    {
        var file = Path.Combine(folder, "a.csv");
        await File.WriteAllTextAsync(file, "name,postal_code,country\nPetry Bau,18055,DE\n");
        Assert.Equal(ExitCodes.Fine, (await RunAsync("demo", "--template", "sales-cycle-7", "--language", "en", "--data", folder)).Code);
        Assert.Equal(ExitCodes.Fine, (await RunAsync("import", file, "--as", "suspects", "--data", folder)).Code);
    }

    [Fact]
    public async Task Files_come_in_and_everything_goes_out()
    {
        using (var app = new App())
        {
            if (TestDatabase.IsPostgres) return;
            await app.SetUpAsync();
            var file = Path.Combine(folder, "a.csv");
            await File.WriteAllTextAsync(file, "id,name,deal_stage\n1,One,Won\n2,Two,Nowhere\n");

            var (code, output) = await RunAsync("import", file, "--as", "deals", "--process", "pipeline-4", "--json", "--data", app.Folder);
            Assert.Equal(ExitCodes.Fine, code);
            var answer = JsonDocument.Parse(output).RootElement;
            Assert.Equal((1, 1, "done"), (answer.GetProperty("created").GetInt32(), answer.GetProperty("refused").GetInt32(), answer.GetProperty("state").GetString()));
            Assert.Contains("Nowhere", await File.ReadAllTextAsync(answer.GetProperty("refused_file").GetString()!), StringComparison.Ordinal);

            Assert.Equal(ExitCodes.Fine, (await RunAsync("export", Path.Combine(folder, "x.zip"), "--data", app.Folder)).Code);
            Assert.True(new FileInfo(Path.Combine(folder, "x.zip")).Length > 1000);

            var report = await RunAsync("report", "funnel", "--process", "pipeline-4", "--format", "json", "--data", app.Folder);
            Assert.Equal(ExitCodes.Fine, report.Code);
            var figures = JsonDocument.Parse(report.Output).RootElement;
            Assert.Equal("pipeline-4", figures.GetProperty("process").GetString());
            Assert.Equal(figures.GetProperty("population").GetInt32(), figures.GetProperty("used").GetInt32() + figures.GetProperty("excluded").EnumerateObject().Sum(its => its.Value.GetInt32()));
        }
    }

    [Fact]
    public async Task A_token_for_the_api_is_made_and_printed_once()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "The commands of this test are started on SQLite only.");
        using var app = new App();
        await app.SetUpAsync();
        string[] asked = ["token", "create", "--user", App.OwnerEmail, "--scope", "read", "import", "--days", "7", "--data", app.Folder];

        var (code, output) = await RunAsync([.. asked, "--name", "Shop"]);
        Assert.Equal(ExitCodes.Fine, code);
        var token = await app.InDbAsync(db => Task.FromResult(db.ApiTokens.Single()));
        Assert.Equal((ApiToken.HashOf(output.Trim()), "Shop", 2), (token.Hash, token.Name, token.Scopes.Count));

        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync(asked)).Code);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("token", "create", "--user", "nobody@example.org", "--scope", "read", "--name", "x", "--data", app.Folder)).Code);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("token", "create", "--user", App.OwnerEmail, "--scope", "all", "--name", "x", "--data", app.Folder)).Code);
    }

    [Fact]
    public async Task What_was_backed_up_at_the_terminal_comes_back_there()
    {
        using var terminal = new CommandRun();
        var file = Path.Combine(folder, "backup.zip");
        Assert.Equal(ExitCodes.NotSetUp, (await terminal.RunAsync("backup", file)).Code);
        Assert.Equal(ExitCodes.Fine, (await terminal.RunAsync("demo")).Code);
        Assert.Equal(ExitCodes.Fine, (await terminal.RunAsync("backup", file)).Code);

        var refused = await terminal.RunAsync("restore", file);
        Assert.Equal((ExitCodes.Failed, true), (refused.Code, refused.Error.Contains("workspace already", StringComparison.Ordinal)));
        Assert.Equal(ExitCodes.Fine, (await terminal.RunAsync("restore", file, "--replace")).Code);
        Assert.Equal(ExitCodes.Fine, (await terminal.RunAsync("check")).Code);

        await File.WriteAllTextAsync(file, "torn");
        Assert.Equal(ExitCodes.Failed, (await terminal.RunAsync("restore", file, "--dry-run")).Code);
        Assert.Equal(ExitCodes.WrongUsage, (await terminal.RunAsync("restore", Path.Combine(folder, "nowhere.zip"))).Code);
        Assert.Equal(ExitCodes.WrongUsage, (await terminal.RunAsync("move", "--to", "nowhere")).Code);
    }

    [Fact]
    public async Task Models_are_trained_at_the_terminal_as_often_as_somebody_asks()
    {
        using var terminal = new CommandRun();
        Assert.Equal(ExitCodes.NotSetUp, (await terminal.RunAsync("train")).Code);
        Assert.Equal(ExitCodes.Fine, (await terminal.RunAsync("demo")).Code);
        var first = await terminal.RunAsync("train");
        Assert.Equal((ExitCodes.Fine, true), (first.Code, first.Out.StartsWith("sales-process-8: ", StringComparison.Ordinal)));
        Assert.Equal(first.Out, (await terminal.RunAsync("train")).Out);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("TRICHTER_DATA");
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(await error);
        return (process.ExitCode, output);
    }
}
