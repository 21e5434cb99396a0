using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team.FigureAgreements;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>What all kinds of record need to know: colleagues, teams, the workspace's days.</summary>
internal sealed class Surroundings(Db db, FiguresOfPeople figures)
{
    private People? people;
    private TimeZoneInfo? zone;

    public async Task<People> PeopleAsync(CancellationToken cancellation = default) => people ??= new People(
        await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => new Colleague(user.Name, user.TeamId), cancellation),
        await db.Teams.AsNoTracking().ToDictionaryAsync(team => $"{team.Id}", team => team.Name, cancellation),
        await figures.OfAsync(FigureScope.Reports, cancellation));

    /// <summary>Months and days of every report are those of the workspace.</summary>
    public async Task<TimeZoneInfo> ZoneAsync(CancellationToken cancellation = default) => zone ??= (await db.Workspaces.AsNoTracking().SingleAsync(cancellation)).Zone;
}

internal sealed record Colleague(string Name, Guid? TeamId);

/// <param name="Seen">Who of them is named; the others are one group.</param>
internal sealed record People(IReadOnlyDictionary<Guid, Colleague> Users, IReadOnlyDictionary<string, string> Teams, SeenFigures Seen)
{
    private const string Others = "others", Earlier = "earlier";

    /// <summary>By colleague and by their team as it is now.</summary>
    /// <param name="isOld">Which records are too old to name somebody; null for those that are always of today.</param>
    public IEnumerable<Dimension<T>> Dimensions<T>(Texts texts, Expression<Func<T, Guid?>> owner, Expression<Func<T, bool>>? isOld = null) where T : class =>
    [
        Person(texts, "owner", new("Owner"), owner, isOld),
        Builder.Dimensions.Id(texts, "team", new("Team"), owner, new Dictionary<string, string>(Teams) { [Others] = texts[FiguresOfPeople.TooSmall] }, TeamOf, [.. Users.Keys]),
    ];

    public Dimension<T> Person<T>(Texts texts, string key, Told label, Expression<Func<T, Guid?>> of, Expression<Func<T, bool>>? isOld) where T : class
    {
        var names = new Dictionary<string, string>(Users.Select(user => KeyValuePair.Create($"{user.Key}", user.Value.Name)))
        { [Others] = texts[FiguresOfPeople.Together], [Earlier] = texts[FiguresOfPeople.LongAgo] };
        return Builder.Dimensions.Id(texts, key, label, isOld is null ? of : NobodyWhere(isOld, of), names, id => id == Guid.Empty ? Earlier : Seen.MaySee(id) ? $"{id}" : Others, [.. Users.Keys, Guid.Empty]);
    }

    private static Expression<Func<T, Guid?>> NobodyWhere<T>(Expression<Func<T, bool>> isOld, Expression<Func<T, Guid?>> of) => Expression.Lambda<Func<T, Guid?>>(
        Expression.Condition(isOld.Of(of.Parameters[0]), Expression.Constant(Guid.Empty, typeof(Guid?)), of.Body), of.Parameters);

    private string TeamOf(Guid user) => !Users.TryGetValue(user, out var its) ? "" : Seen.MaySeeTeam(its.TeamId) ? $"{its.TeamId}" : Others;
}
