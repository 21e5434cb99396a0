using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Team.Views;

/// <summary>A list with its filter and order under a name, so that nobody sets it up twice.</summary>
public sealed class SavedView : IRecorded, IVersioned
{
    public const int LongestName = 60;
    public const int LongestQuery = 4_000;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>The address of the list, without its query: "/deals/list/sales-cycle-7".</summary>
    public required string Page { get; init; }

    public required string Name { get; set; }

    /// <summary>What follows the question mark.</summary>
    public required string Query { get; set; }

    public Guid? OwnerId { get; init; }
    public ViewShare Share { get; set; }
    public int Version { get; private set; }

    public string Address => Query.Length == 0 ? Page : $"{Page}?{Query}";
}

/// <summary>Who finds a saved view. What it shows is decided anew for each who opens it.</summary>
public enum ViewShare
{
    [Says("Only me")] Private,
    [Says("My team")] Team,
    [Says("Everybody")] All,
}
