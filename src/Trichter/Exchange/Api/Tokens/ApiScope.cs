using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Tokens;

/// <summary>What a token is for. It narrows the rights of its user and never adds any.</summary>
public enum ApiScope
{
    [Says("Read")] Read,

    /// <summary>Enter, change and delete; reading included.</summary>
    [Says("Read and write")] Write,

    [Says("Import files")] Import,

    /// <summary>Everything that the user may do.</summary>
    [Says("Everything I may do")] Admin,
}

internal static class ApiScopes
{
    private static readonly HashSet<Right> Reading = [Right.SeeDeals, Right.SeeCustomers, Right.SeeInsight, Right.SeeProcesses];

    public static IReadOnlySet<Right> RightsOf(IEnumerable<ApiScope> scopes) => scopes.SelectMany(RightsOf).ToHashSet();

    /// <summary>As commands and the API write it: "read".</summary>
    public static string NameOf(ApiScope scope) => scope.ToString().ToLowerInvariant();

    private static IEnumerable<Right> RightsOf(ApiScope scope) => scope switch
    {
        ApiScope.Read => Reading,
        ApiScope.Write => [.. Reading, Right.ChangeDeals, Right.ChangeCustomers],
        ApiScope.Import => [Right.Import],
        _ => Enum.GetValues<Right>(),
    };
}
