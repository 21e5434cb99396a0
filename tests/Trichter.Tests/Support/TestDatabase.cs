using Microsoft.EntityFrameworkCore;
using Npgsql;
using Trichter.Platform.Storage;

namespace Trichter.Tests.Support;

/// <summary>
/// A new database for one test: SQLite in the test's folder, or PostgreSQL where TEST_POSTGRES names a server. It is a copy of one that was
/// brought to the present schema once, which takes a tenth of the time; tests of the upgrade itself ask for an empty one.
/// </summary>
internal sealed class TestDatabase : IDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("TEST_POSTGRES");
    private static readonly Lazy<string> Template = new(MakeTemplate);

    private static readonly Lazy<byte[]> File = new(MakeFile);

    private readonly string name = $"trichter_{Guid.CreateVersion7():n}";

    public TestDatabase(bool isEmpty = false)
    {
        if (Server is not null) OnServer(isEmpty ? $"create database {name}" : $"create database {name} template {Template.Value} strategy file_copy");
    }

    /// <summary>A file of SQLite with the present schema and nothing in it.</summary>
    public static void PutInto(string folder) => System.IO.File.WriteAllBytes(Path.Combine(folder, "trichter.db"), File.Value);

    public static bool IsPostgres => Server is not null;

    /// <summary>Where the database is; null for the file in the data directory.</summary>
    public string? Postgres => Server is null ? null : AddressOf(name);

    public void Dispose()
    {
        if (Server is null) return;

        using (var pool = new NpgsqlConnection(Postgres)) NpgsqlConnection.ClearPool(pool);
        OnServer($"drop database if exists {name} with (force)");
    }

    private static string AddressOf(string name) => $"{Server};Database={name};Maximum Pool Size=20;Connection Idle Lifetime=3;Connection Pruning Interval=1";

    private static string MakeTemplate()
    {
        var name = $"trichter_template_{Environment.ProcessId}";
        OnServer($"drop database if exists {name}");
        OnServer($"create database {name}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => OnServer($"drop database if exists {name} with (force)");

        using var db = new DbContext(new DbContextOptionsBuilder().UseNpgsql($"{AddressOf(name)};Pooling=false").Options);
        Migrations.UpgradeAsync(db).GetAwaiter().GetResult();
        return name;
    }

    private static byte[] MakeFile()
    {
        var folder = Directory.CreateTempSubdirectory("trichter-template-");
        var file = Path.Combine(folder.FullName, "template.db");
        using (var db = new DbContext(new DbContextOptionsBuilder().UseSqlite($"Data Source={file};Pooling=False").Options)) Migrations.UpgradeAsync(db).GetAwaiter().GetResult();
        var content = System.IO.File.ReadAllBytes(file);
        folder.Delete(recursive: true);
        return content;
    }

    private static void OnServer(string sql)
    {
        using var source = NpgsqlDataSource.Create($"{Server};Database=postgres");
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
