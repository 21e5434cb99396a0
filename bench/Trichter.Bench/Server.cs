using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Trichter.Bench;

/// <summary>The program in a process of its own, on a data directory or database of its own.</summary>
internal sealed class Server : IDisposable
{
    private readonly string? postgres;
    private readonly string database;
    private readonly bool isTwin;
    private System.Diagnostics.Process? process;

    public Server(string? postgres)
        : this(postgres, $"trichter_bench_{Guid.NewGuid():n}", Directory.CreateTempSubdirectory("trichter-bench-").FullName, isTwin: false)
    {
    }

    private Server(string? postgres, string database, string folder, bool isTwin) =>
        (this.postgres, this.database, Folder, this.isTwin) = (postgres, database, folder, isTwin);

    public string Folder { get; }
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    public long MemoryInMegabytes
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64 / 1024 / 1024;
        }
    }

    private string? Connection => postgres is null ? null : $"{postgres};Database={database}";

    /// <summary>A second program on the same data, with an address of its own.</summary>
    public Server Twin() => new(postgres, database, Folder, isTwin: true);

    /// <summary>An empty database; on SQLite there is nothing to do.</summary>
    public async Task MakeDatabaseAsync()
    {
        if (postgres is null) return;

        await using var source = NpgsqlDataSource.Create($"{postgres};Database=postgres");
        await using var create = source.CreateCommand($"create database {database}");
        await create.ExecuteNonQueryAsync();
    }

    /// <returns>The password of the demo's owner.</returns>
    public async Task<string> SetUpAsync()
    {
        await MakeDatabaseAsync();
        return (await CommandAsync("demo", "--template", "sales-cycle-7", "--language", "en")).Trim().Split(' ')[^1];
    }

    public DbConnection OpenDatabase()
    {
        DbConnection connection = Connection is null ? new SqliteConnection($"Data Source={Path.Combine(Folder, "trichter.db")}") : new NpgsqlConnection(Connection);
        connection.Open();
        return connection;
    }

    public async Task<string> CommandAsync(params string[] arguments)
    {
        using var command = Start(arguments, captured: true);
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    public async Task<int> ExitCodeAsync(params string[] arguments)
    {
        using var command = Start(arguments, captured: true);
        await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode;
    }

    /// <summary>Kills a command after a while, unless it was quicker.</summary>
    public async Task KillDuringAsync(TimeSpan after, params string[] arguments)
    {
        using var command = Start(arguments, captured: false);
        await Task.Delay(after);
        if (!command.HasExited) command.Kill();
        await command.WaitForExitAsync();
    }

    /// <summary>What the command "check" finds wrong, apart from work that only waits for the next start.</summary>
    public async Task<IReadOnlyList<string>> UnwellAsync()
    {
        using var command = Start(["check", "--json"], captured: true);
        var answer = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        using var read = JsonDocument.Parse(answer);
        return [.. read.RootElement.GetProperty("unwell").EnumerateArray().Select(its => its.GetString()!).Except(["jobs_late", "imports_stuck"])];
    }

    /// <summary>The first column of a query.</summary>
    public async Task<List<string>> ReadAsync(string sql)
    {
        await using var connection = OpenDatabase();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync()) values.Add(reader.GetString(0));
        return values;
    }

    /// <summary>Starts serving and waits for the first page.</summary>
    public async Task<TimeSpan> StartAsync()
    {
        var watch = Stopwatch.StartNew();
        process = Start(["serve"], captured: false);
        using var http = new HttpClient();

        while (true)
        {
            try
            {
                await http.GetStringAsync(new Uri(Address, "/sign-in"));
                return watch.Elapsed;
            }
            catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(20);
            }
        }
    }

    public void Stop()
    {
        process?.Kill();
        process?.WaitForExit();
        process = null;
    }

    public void Dispose()
    {
        Stop();
        if (isTwin) return;

        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        if (postgres is null) return;

        using var source = NpgsqlDataSource.Create($"{postgres};Database=postgres");
        using var drop = source.CreateCommand($"drop database {database} with (force)");
        drop.ExecuteNonQuery();
    }

    private System.Diagnostics.Process Start(string[] arguments, bool captured)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = !captured };
        foreach (var argument in arguments.Prepend(typeof(Db).Assembly.Location).Append("--data").Append(Folder))
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        if (Connection is not null) start.Environment["ConnectionStrings__Postgres"] = Connection;

        var started = System.Diagnostics.Process.Start(start)!;
        if (!captured)
        {
            started.BeginOutputReadLine();
            started.BeginErrorReadLine();
        }

        return started;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
