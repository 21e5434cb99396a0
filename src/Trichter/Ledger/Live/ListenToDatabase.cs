using Npgsql;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;

namespace Trichter.Ledger.Live;

/// <summary>On PostgreSQL: one connection of this node hears what every node, import and command has changed, in all workspaces.</summary>
internal sealed partial class ListenToDatabase(
    LiveChanges live, Places places, IConfiguration configuration, TimeProvider clock, ILogger<ListenToDatabase> logger) : BackgroundService
{
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Place> bySchema = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration.PostgresOf(Place.Default) is not { } server) return;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(server, stoppingToken);
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException)
            {
                LogFailure(failure.Message);
                await Task.Delay(BeforeNextTry, clock, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(string server, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { KeepAlive = 30, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await KnowSchemasAsync(connection, cancellation);
        connection.Notification += (_, told) => Hear(told.Payload);
        await using (var listen = new NpgsqlCommand("listen trichter", connection)) await listen.ExecuteNonQueryAsync(cancellation);

        // What came while nobody listened is not known.
        foreach (var place in places.All) live.Tell(place, Touched.Anything);
        while (true) await connection.WaitAsync(cancellation);
    }

    private async Task KnowSchemasAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select current_schema()", connection);
        var own = (string)(await command.ExecuteScalarAsync(cancellation))!;
        foreach (var place in places.All) bySchema[place.IsDefault ? own : place.Key] = place;
    }

    private void Hear(string told)
    {
        if (told.Split('|') is not [var schema, var kinds, var subjects] || !bySchema.TryGetValue(schema, out var place)) return;

        live.Tell(place, new Touched(
            kinds.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
            subjects == "*" ? null : subjects.Split(',').Select(Guid.Parse).ToHashSet()));
    }

    [LoggerMessage(LogLevel.Warning, "Live changes are not heard for the moment: {Why}")]
    private partial void LogFailure(string why);
}
