using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team.Lists;

namespace Trichter.Team.FigureAgreements;

/// <summary>
/// Whose figures whoever asks may see (R90): their own always, those of others only while an agreement about it is in force, those of a team also when it
/// is large enough to hide each in it. Read once for each request.
/// </summary>
public sealed class FiguresOfPeople(Db db, Me me, Change change)
{
    /// <summary>Fewer people are seen through.</summary>
    public const int FewestTogether = 5;

    /// <summary>Older figures name nobody, with an agreement either.</summary>
    public const int MonthsByName = 24;

    public static readonly Told Why = new("Figures of a single colleague, or of a team of fewer than {0}, are off until an agreement about them is recorded and in force.", FewestTogether);
    public static readonly Told Together = new("Colleagues together");
    public static readonly Told LongAgo = new("More than {0} months ago", MonthsByName);
    public static readonly Told TooSmall = new("Teams of fewer than {0} together", FewestTogether);

    private HashSet<FigureScope>? covered;
    private HashSet<Guid?>? teams;
    private DateOnly? today;

    /// <summary>By the clock of the workspace.</summary>
    public async Task<DateOnly> TodayAsync(CancellationToken cancellation = default) =>
        today ??= DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, (await db.Workspaces.AsNoTracking().SingleAsync(cancellation)).Zone));

    public async Task<SeenFigures> OfAsync(FigureScope scope, CancellationToken cancellation = default)
    {
        var day = await TodayAsync(cancellation);
        covered ??= [.. (await db.FigureAgreements.AsNoTracking().Where(its => its.EndedAt == null && its.InForceFrom <= day).ToListAsync(cancellation)).SelectMany(its => its.Scopes)];
        teams ??= await LargeTeamsAsync(cancellation);
        return new SeenFigures(covered.Contains(scope), me.Id, teams, covered.Contains(FigureScope.Reports), day.AddMonths(-MonthsByName));
    }

    /// <summary>The same for two who are shown the same names.</summary>
    public async Task<string> KeyAsync(CancellationToken cancellation = default) =>
        $"\n{(await OfAsync(FigureScope.Reports, cancellation)).Names}\n{(await OfAsync(FigureScope.Ranking, cancellation)).Names}";

    /// <summary>Whether a report under these conditions would speak of nobody whose figures are hidden from whoever asks.</summary>
    public async Task<bool> MayAskAsync(IEnumerable<IEnumerable<ListCondition>> groups, CancellationToken cancellation = default)
    {
        var seen = await OfAsync(FigureScope.Reports, cancellation);
        return groups.SelectMany(group => group).Where(condition => condition.Field.Kind == FilterKind.Owner).All(condition => condition.Operator switch
        {
            "empty" => true,
            "team" => seen.MaySeeTeam(FormValues.Id(condition.Value) ?? me.TeamId),
            _ => seen.MayAsk(condition.Value == "me" ? me.Id : FormValues.Id(condition.Value), null),
        });
    }

    /// <summary>Those with enough active sellers; null among them stands for who has no team.</summary>
    private async Task<HashSet<Guid?>> LargeTeamsAsync(CancellationToken cancellation) =>
        [.. (await db.Users.AsNoTracking().Where(user => user.DisabledAt == null).Select(user => new { user.TeamId, user.Role }).ToListAsync(cancellation))
            .Where(user => Rights.Of(user.Role).Contains(Right.ChangeDeals)).GroupBy(user => user.TeamId).Where(team => team.Count() >= FewestTogether).Select(team => team.Key)];
}

/// <param name="All">An agreement covers it: everybody is named.</param>
/// <param name="Me">Who asks; null for the program.</param>
/// <param name="Teams">Large enough to hide each in it.</param>
/// <param name="AllTeams">An agreement covers figures of any team.</param>
/// <param name="ByNameSince">What ended before that day names nobody.</param>
public sealed record SeenFigures(bool All, Guid? Me, IReadOnlySet<Guid?> Teams, bool AllTeams, DateOnly ByNameSince)
{
    public DateTime ByNameFrom => DateTime.SpecifyKind(ByNameSince.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc);

    internal string Names => All ? "*" : $"{Me}";

    public bool MaySee(Guid user) => All || user == Me;

    public bool MaySeeTeam(Guid? team) => AllTeams || Teams.Contains(team);

    /// <param name="user">Null for nobody in particular.</param>
    /// <param name="team">Null for no team in particular.</param>
    public bool MayAsk(Guid? user, Guid? team) => user is { } one ? MaySee(one) : team is null || MaySeeTeam(team);
}
