using System.Text.RegularExpressions;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Operation.Tables;

/// <summary>
/// What the migrations of this program have ever made, by name. Tables and views that somebody else keeps in the same database
/// are none of ours: they are neither copied nor removed.
/// </summary>
internal static partial class OwnNames
{
    private static readonly Lazy<(HashSet<string> Tables, HashSet<string> Views, HashSet<string> Functions)> All = new(Read);

    public static IReadOnlySet<string> Tables => All.Value.Tables;
    public static IReadOnlySet<string> Views => All.Value.Views;
    public static IReadOnlySet<string> Functions => All.Value.Functions;

    private static (HashSet<string>, HashSet<string>, HashSet<string>) Read()
    {
        var (tables, views, functions) = (new HashSet<string> { "migrations" }, new HashSet<string>(), new HashSet<string>());
        foreach (var made in Migrations.All.SelectMany(sql => Made().Matches(sql)))
            (made.Groups["kind"].Value.ToLowerInvariant() switch
            {
                "view" => views,
                "function" => functions,
                _ => tables,
            }).Add(made.Groups["name"].Value);
        return (tables, views, functions);
    }

    [GeneratedRegex(@"(?:create\s+(?:or\s+replace\s+)?(?:virtual\s+)?(?<kind>table|view|function)\s+(?:if\s+not\s+exists\s+)?|\brename\s+to\s+)""?(?<name>\w+)""?", RegexOptions.IgnoreCase)]
    private static partial Regex Made();
}
