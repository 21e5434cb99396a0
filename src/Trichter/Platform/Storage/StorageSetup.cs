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

    public static async Task UpgradeDatabaseAsync<TDb>(this IServiceProvider services) where TDb : DbContext
    {
        await using var scope = services.CreateAsyncScope();
        await Migrations.UpgradeAsync(scope.ServiceProvider.GetRequiredService<TDb>());
    }
}
