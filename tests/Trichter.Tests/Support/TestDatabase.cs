using Npgsql;

namespace Trichter.Tests.Support;

/// <summary>A new, empty database for one test: SQLite in the test's folder, or PostgreSQL where TEST_POSTGRES names a server.</summary>
internal sealed class TestDatabase : IDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("TEST_POSTGRES");

    private readonly string name = $"trichter_{Guid.CreateVersion7():n}";

    public TestDatabase()
    {
        if (Server is not null) OnServer($"create database {name}");
    }

    public static bool IsPostgres => Server is not null;

    /// <summary>Where the database is; null for the file in the data directory.</summary>
    public string? Postgres => Server is null ? null : $"{Server};Database={name};Pooling=false";

    public void Dispose()
    {
        if (Server is not null) OnServer($"drop database if exists {name} with (force)");
    }

    private static void OnServer(string sql)
    {
        using var source = NpgsqlDataSource.Create($"{Server};Database=postgres");
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
