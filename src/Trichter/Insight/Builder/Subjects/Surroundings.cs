using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>What all kinds of record need to know: colleagues, teams, the workspace's days.</summary>
internal sealed class Surroundings(Db db)
{
    private People? people;
    private TimeZoneInfo? zone;

    public async Task<People> PeopleAsync(CancellationToken cancellation = default) => people ??= new People(
        await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => new Colleague(user.Name, user.TeamId), cancellation),
        await db.Teams.AsNoTracking().ToDictionaryAsync(team => $"{team.Id}", team => team.Name, cancellation));

    /// <summary>Months and days of every report are those of the workspace.</summary>
    public async Task<TimeZoneInfo> ZoneAsync(CancellationToken cancellation = default) => zone ??= (await db.Workspaces.AsNoTracking().SingleAsync(cancellation)).Zone;
}

internal sealed record Colleague(string Name, Guid? TeamId);

internal sealed record People(IReadOnlyDictionary<Guid, Colleague> Users, IReadOnlyDictionary<string, string> Teams)
{
    /// <summary>By colleague and by their team as it is now.</summary>
    public IEnumerable<Dimension<T>> Dimensions<T>(Texts texts, Expression<Func<T, Guid?>> owner) where T : class =>
    [
        Builder.Dimensions.Id(texts, "owner", new("Owner"), owner, Users.ToDictionary(user => $"{user.Key}", user => user.Value.Name)),
        Builder.Dimensions.Id(texts, "team", new("Team"), owner, Teams, id => Users.TryGetValue(id, out var user) ? $"{user.TeamId}" : "", [.. Users.Keys]),
    ];
}
