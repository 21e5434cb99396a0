using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Insight.Builder;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Team.Views;

namespace Trichter.Insight.Dashboards;

/// <summary>Metrics side by side in an order, under a name. What they show is decided anew for each who opens it.</summary>
public sealed class Dashboard : IRecorded, IVersioned
{
    public const int LongestName = 60;

    private const string ReportPrefix = "report:";

    /// <summary>About as many as people keep apart (metrics, section 12).</summary>
    public const int MostTiles = 7;

    /// <summary>The first dashboard: each answers another question, each can be acted on.</summary>
    public static readonly IReadOnlyList<string> FirstSeven =
        ["revenue.booked", "conversion.won_of_entered", "cycle.time_to_close", "forecast.value", "stage.flow", "speed_to_lead", "source.yield"];

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public required Guid OwnerId { get; init; }
    public ViewShare Share { get; set; }

    /// <summary>Ids of metrics, and of own reports as <see cref="TileOf"/> writes them.</summary>
    public List<string> Tiles { get; set; } = [.. FirstSeven];

    public int Version { get; private set; }

    public static string TileOf(OwnReport report) => ReportPrefix + report.Id;

    /// <summary>The own report of a tile; null for a metric.</summary>
    public static Guid? ReportOf(string tile) => tile.StartsWith(ReportPrefix, StringComparison.Ordinal) && Guid.TryParse(tile[ReportPrefix.Length..], out var id) ? id : null;

    /// <returns>False where there is no room: then it has to be said which one goes.</returns>
    public bool Add(string metric, string? instead)
    {
        var tiles = Tiles.ToList();
        if (tiles.Contains(metric)) return true;
        if (instead is not null && tiles.IndexOf(instead) is >= 0 and var place) tiles[place] = metric;
        else if (tiles.Count < MostTiles) tiles.Add(metric);
        else return false;
        Tiles = tiles;
        return true;
    }

    public void Remove(string metric) => Tiles = [.. Tiles.Where(tile => tile != metric)];

    /// <summary>One place to the front or to the back.</summary>
    public void Move(string metric, int by)
    {
        var tiles = Tiles.ToList();
        var place = tiles.IndexOf(metric);
        if (place < 0 || place + by < 0 || place + by >= tiles.Count) return;
        (tiles[place], tiles[place + by]) = (tiles[place + by], tiles[place]);
        Tiles = tiles;
    }

    /// <summary>In this order; what is not named stays behind it.</summary>
    public void Order(IReadOnlyList<string> order) => Tiles = [.. order.Where(Tiles.Contains).Distinct(), .. Tiles.Where(tile => !order.Contains(tile))];
}

internal sealed class DashboardStorage : IEntityTypeConfiguration<Dashboard>
{
    public void Configure(EntityTypeBuilder<Dashboard> dashboard)
    {
        dashboard.ToTable("dashboards");
        dashboard.Property(its => its.Version).IsConcurrencyToken();
        dashboard.Property(its => its.Tiles).StoredAsJson();
        dashboard.HasOne<User>().WithMany().HasForeignKey(its => its.OwnerId);
    }
}
