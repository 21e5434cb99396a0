using Trichter.Platform.Storage;

namespace Trichter.Platform.Workspaces;

/// <summary>One company's data. There is one row; it comes into being in the first-run wizard.</summary>
public sealed class Workspace : IRecorded, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public required string Language { get; set; }

    /// <summary>IANA name. Days, months and weeks of every report are cut in it.</summary>
    public required string TimeZone { get; set; }

    /// <summary>ISO 4217. Amounts without a currency of their own are in it.</summary>
    public required string Currency { get; set; }

    public required DateTime CreatedAt { get; init; }
    public int Version { get; private set; }

    public TimeZoneInfo Zone => Zones.Find(TimeZone);
}

/// <summary>Time zones by IANA name. An unknown name is UTC.</summary>
public static class Zones
{
    public static readonly IReadOnlyList<string> Offered =
        ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/Warsaw", "Europe/London", "Europe/Paris", "Europe/Madrid", "Europe/Athens", "America/Sao_Paulo", "America/New_York", "UTC"];

    public static TimeZoneInfo Find(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
