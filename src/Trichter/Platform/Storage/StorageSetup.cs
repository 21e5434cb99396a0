using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Storage;

internal static class StorageSetup
{
    private static readonly SqliteHabits Habits = new();

    /// <summary>SQLite in a file of the data directory, unless a PostgreSQL connection string is configured.</summary>
    public static void AddStorage<TDb>(this WebApplicationBuilder builder) where TDb : DbContext
    {
        builder.Services.AddSingleton(services => DataDirectory.From(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddDbContext<TDb>((services, options) =>
        {
            var configuration = services.GetRequiredService<IConfiguration>();

            if (configuration.GetConnectionString("Postgres") is { Length: > 0 } postgres)
            {
                options.UseNpgsql(postgres, its => its.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
                return;
            }

            var data = services.GetRequiredService<DataDirectory>();
            data.Ensure();
            var sqlite = configuration.GetConnectionString("Sqlite") ?? $"Data Source={data.Database}";
            options.UseSqlite(sqlite, its => its.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
            options.AddInterceptors(Habits);
        });
    }

    /// <summary>A context of their own for the parts of a page, which are rendered at the same time and cannot share one.</summary>
    public static void AddStorageForParts<TDb>(this WebApplicationBuilder builder, Func<IServiceProvider, TDb> open) where TDb : DbContext =>
        builder.Services.AddKeyedTransient(Part.Own, (services, _) => open(services));
}

/// <summary>Parts of a page read through a context of their own; only the page itself shares one with its verbs.</summary>
internal static class Part
{
    public const string Own = "part";
}
