using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Trichter.Platform.Workspaces;

namespace Trichter.Platform.Storage;

internal static class StorageSetup
{
    private static readonly SqliteHabits Habits = new();

    /// <summary>SQLite in a file of the data directory, unless a PostgreSQL connection string is configured. Each workspace has its own.</summary>
    public static void AddStorage<TDb>(this WebApplicationBuilder builder) where TDb : DbContext
    {
        builder.Services.AddScoped(services => DataDirectory.From(services.GetRequiredService<IConfiguration>()).Of(services.GetRequiredService<Here>().Place));
        builder.Services.AddDbContext<TDb>((services, options) =>
        {
            var configuration = services.GetRequiredService<IConfiguration>();
            var place = services.GetRequiredService<Here>().Place;

            if (configuration.PostgresOf(place) is { } postgres)
            {
                options.UseNpgsql(postgres, its => its.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
                return;
            }

            var data = services.GetRequiredService<DataDirectory>();
            data.Ensure();
            var sqlite = place.IsDefault && configuration.GetConnectionString("Sqlite") is { Length: > 0 } said ? said : $"Data Source={data.Database}";
            options.UseSqlite(sqlite, its => its.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
            options.AddInterceptors([Habits, .. services.GetServices<IInterceptor>()]);
        });
    }

    /// <summary>
    /// The connection string of a workspace: its schema comes first, and "public" is searched only for what the server's extensions put there.
    /// Null where SQLite is used.
    /// </summary>
    public static string? PostgresOf(this IConfiguration configuration, Place place)
    {
        if (configuration.GetConnectionString("Postgres") is not { Length: > 0 } postgres) return null;
        return place.IsDefault ? postgres : new NpgsqlConnectionStringBuilder(postgres) { SearchPath = $"{place.Key},public" }.ConnectionString;
    }

    /// <summary>A context for the parts of a page, which read one after another and never while the page itself does.</summary>
    public static void AddStorageForParts<TDb>(this WebApplicationBuilder builder, Func<IServiceProvider, TDb> open) where TDb : DbContext =>
        builder.Services.AddKeyedScoped(Part.Own, (services, _) => open(services));
}

/// <summary>Parts of a page share a context of their own; only the page itself reads through that of its verbs.</summary>
internal static class Part
{
    public const string Own = "part";
}
