using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Team;

namespace Trichter.Tests.Support;

/// <summary>A route of the application, found by asking the application, so that no test forgets one.</summary>
internal sealed partial record Route(string Path, IReadOnlyList<string> Methods, Right? Right, bool ForEverybody)
{
    private static readonly string Unknown = Guid.NewGuid().ToString();
    private static readonly string[] ForVisitors = ["/sign-in", "/welcome", "/invitation/{Token}", "/not-found", "/fault", "/language"];

    public bool IsRead => Methods.Contains("GET") && !ForEverybody && Path != "/not-allowed";

    public bool IsOfApi => Path.StartsWith("/api/", StringComparison.Ordinal);

    public static IEnumerable<Route> Of(App app)
    {
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            if (path.StartsWith("/lib", StringComparison.Ordinal) || path.StartsWith("/_", StringComparison.Ordinal) || path.StartsWith("/{**", StringComparison.Ordinal)) continue;

            var policy = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).LastOrDefault(name => name is not null);
            yield return new Route(
                path,
                endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [],
                Enum.TryParse<Right>(policy, out var right) ? right : null,
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || ForVisitors.Contains(path));
        }
    }

    /// <summary>The address of this route for these records; what is unknown is an id that nobody has.</summary>
    public string For(Records records)
    {
        var filled = Path
            .Replace("board/{Key}", "board/sales-cycle-7", StringComparison.Ordinal)
            .Replace("list/{Key}", "list/sales-cycle-7", StringComparison.Ordinal)
            .Replace("processes/{Key}", "processes/sales-cycle-7", StringComparison.Ordinal)
            .Replace("{Name}", "funnel", StringComparison.Ordinal).Replace("{name}", "funnel", StringComparison.Ordinal);
        foreach (var (folder, id) in new[] { ("deals", records.Deal), ("companies", records.Company), ("people", records.Person), ("undo", records.Change), ("team", records.User), ("users", records.User) })
            filled = Regex.Replace(filled, $"/{folder}/{{[^}}]+}}", $"/{folder}/{id}");
        return Place().Replace(filled, Unknown);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();
}

/// <summary>A deal, a company, a person, the change that entered the deal, and a colleague.</summary>
internal sealed record Records(Guid Deal, Guid Company, Guid Person = default, Guid Change = default, Guid User = default);
