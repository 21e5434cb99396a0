using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trichter.Demo.FirstRun;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.OpenId;

namespace Trichter.Tests.Support;

/// <summary>The whole application on a database, a data folder and a clock of its own.</summary>
/// <param name="onSqlite">On SQLite also where the tests run on PostgreSQL.</param>
/// <param name="isEmpty">On a database without any table, for tests of what comes before the program's first start.</param>
internal sealed class App(bool onSqlite = false, bool isEmpty = false) : WebApplicationFactory<Program>
{
    public const string OwnerEmail = "ada@example.org";
    public const string Password = "correct horse battery";

    private readonly TestDatabase database = new(isEmpty);

    /// <summary>Where the database is; null for the file in the folder.</summary>
    public string? Postgres => onSqlite ? null : database.Postgres;

    /// <summary>What the program logs, as it ships; null when nobody listens.</summary>
    public LogCapture? Logs { get; init; }

    /// <summary>An OpenID provider in the place of the network; null for none.</summary>
    public HttpMessageHandler? Provider { get; init; }

    /// <summary>Settings as an operator would make them.</summary>
    public Dictionary<string, string?> Settings { get; init; } = [];

    public FixedClock Clock { get; } = new();

    public string Folder { get; } = NewFolder(withDatabase: !isEmpty && (onSqlite || !TestDatabase.IsPostgres));

    public Browser OpenBrowser(string host = "localhost") => new(CreateDefaultClient(new Uri($"http://{host}/"), new RedirectHandler(), new CookieJar()));

    /// <summary>A workspace as the first-run wizard leaves it, with one process and one owner.</summary>
    public async Task SetUpAsync(string template = "funnel-5", string timeZone = "Europe/Berlin", string language = "en", bool withSampleData = false)
    {
        await WithAsync<SetUpWorkspace, User?>(setUp => setUp.RunAsync(new Setup(
            "Nordwerk", language, timeZone, "EUR", "Ada Lovelace", OwnerEmail, Password, template, withSampleData)));
    }

    public async Task<Browser> SignInAsync(string host = "localhost")
    {
        var browser = OpenBrowser(host);
        await browser.VisitAsync("/sign-in");
        await browser.SubmitAsync("form[method=post]:has(input[type=password])", ("Form.Email", OwnerEmail), ("Form.Password", Password));
        return browser;
    }

    /// <summary>The database without the program: as an older program, or somebody with a console, sees it.</summary>
    public DbContext OpenDatabase() => new(Postgres is null
        ? new DbContextOptionsBuilder().UseSqlite($"Data Source={Path.Combine(Folder, "trichter.db")}").Options
        : new DbContextOptionsBuilder().UseNpgsql(Postgres).Options);

    public Task<T> InDbAsync<T>(Func<Db, Task<T>> work) => WithAsync(work);

    /// <param name="workspace">Its key, where there are several.</param>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work, string? workspace = null) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        if (workspace is not null) scope.ServiceProvider.GetRequiredService<Here>().Be(scope.ServiceProvider.GetRequiredService<Places>().Named(workspace)!);
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static string NewFolder(bool withDatabase)
    {
        var folder = Directory.CreateTempSubdirectory("trichter-").FullName;
        if (withDatabase) TestDatabase.PutInto(folder);
        return folder;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["data"] = Folder,
            ["ConnectionStrings:Postgres"] = Postgres,
        }.Concat(Settings)));
        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            if (Logs is not null) logging.AddProvider(Logs);
        });
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1000);
            if (Provider is not null) services.AddKeyedSingleton<HttpMessageHandler>(ConfigureOpenId.Network, Provider);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;

        database.Dispose();
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
