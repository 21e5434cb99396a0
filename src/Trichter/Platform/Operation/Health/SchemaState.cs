using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Tables;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Operation.Health;

/// <summary>How the tables of the database and this program fit.</summary>
internal enum Schema
{
    /// <summary>Nothing has been made yet.</summary>
    None,

    /// <summary>As this program needs it.</summary>
    Current,

    /// <summary>This program has yet to upgrade it, which it does when it starts.</summary>
    Older,

    /// <summary>A newer program has upgraded it.</summary>
    Newer,

    Unreachable,
}

internal static class SchemaState
{
    public static async Task<Schema> OfAsync(DbContext db, CancellationToken cancellation)
    {
        try
        {
            await db.Database.OpenConnectionAsync(cancellation);
            var applied = (await Catalogue.MigrationsAsync(db.Database.GetDbConnection(), cancellation)).ToHashSet();
            await db.Database.CloseConnectionAsync();
            return applied.Count == 0 ? Schema.None
                : !applied.IsSubsetOf(Migrations.Known) ? Schema.Newer
                : Migrations.Embedded(db).Keys.All(name => applied.Contains(Migrations.OnAnyDatabase(name))) ? Schema.Current
                : Schema.Older;
        }
        catch (Exception failure) when (failure is DbException or IOException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return Schema.Unreachable;
        }
    }
}
