using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Insight.Builder;
using Trichter.Insight.Facts.Kept;
using Trichter.Ledger;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Roles;

namespace Trichter.Insight.Facts;

/// <summary>What a report speaks about, made definite: process and version, period, the day it looks from, and whose deals.</summary>
/// <param name="EndOfAsOf">The end of the day <paramref name="AsOf"/> in the workspace's time zone, UTC.</param>
/// <param name="SeesValues">False where the reader's role may not see what deals are worth; reports say nothing of it then.</param>
/// <param name="Everybody">False where the reader sees only their own deals, or those of their team.</param>
public sealed record ReportScope(
    SalesProcess Process, ProcessVersion Version, DateOnly From, DateOnly To, DateOnly AsOf, DateTime EndOfAsOf, string Currency,
    bool Everybody, Guid? Me, Guid? Team, bool SeesValues)
{
    /// <summary>The members of the reader's team, where they see its records.</summary>
    public HashSet<Guid> Colleagues { get; init; } = [];

    /// <summary>Whose deals were asked for; null for all that the reader sees.</summary>
    public HashSet<Guid>? Only { get; init; }

    public bool MaySee(Guid? owner) => (Only is null || (owner is { } asked && Only.Contains(asked))) && IsVisible(owner);

    private bool IsVisible(Guid? owner) => Everybody || owner is not { } id || id == Me || Colleagues.Contains(id);

    /// <summary>The same for the owners of a table of facts, by their place; the first stands for nobody.</summary>
    internal bool[] MaySeeAmong(Listed<Guid> owners) => [.. Enumerable.Range(0, owners.Count).Select(place => MaySee(place == 0 ? null : owners[place]))];

    /// <summary>True where nothing of the process is left out: only then it can be held against what was written down for the whole.</summary>
    public bool Whole => Everybody && Only is null;

    /// <summary>The period in instants: from the first midnight up to the one after the last day, or to the day of the report.</summary>
    public (DateTime From, DateTime To) Instants()
    {
        var from = HasPeriod && From > DateOnly.MinValue.AddDays(2) ? Platform.Calendar.LocalTime.ToUtc(From, 0, Zone) : DateTime.MinValue.AddDays(2);
        return (DateTime.SpecifyKind(from, DateTimeKind.Utc), To < AsOf ? Platform.Calendar.LocalTime.ToUtc(To.AddDays(1), 0, Zone) : EndOfAsOf);
    }

    /// <summary>Of the workspace.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public bool HasPeriod => From > DateOnly.MinValue.AddYears(1) || To < DateOnly.MaxValue.AddYears(-1);

    public IReadOnlyList<Stage> SalesStages { get; } = [.. Version.Stages.Where(stage => !stage.IsAfterSale)];
}

/// <summary>Makes the question of a report definite.</summary>
public sealed class ReportScopes(Db db, Me me, Change change, ProcessCatalogue catalogue, FiguresOfPeople figures)
{
    // Both databases store these; the real ends of DateOnly overflow in time zone arithmetic.
    private static readonly DateOnly Earliest = new(1, 1, 1);
    private static readonly DateOnly Latest = new(9999, 12, 31);

    /// <exception cref="UnknownProcessException">No process is called so.</exception>
    /// <exception cref="NotAgreedException">It asks for figures of a colleague or of a small team; pages ask beforehand.</exception>
    public async Task<ReportScope> OfAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        if (query is not { Owner: null, Team: null } && !(await figures.OfAsync(FigureScope.Reports, cancellation)).MayAsk(query.Owner, query.Team)) throw new NotAgreedException();

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var all = await catalogue.AllAsync(cancellation);
        var process = query.Process is { Length: > 0 } name ? await catalogue.FindAsync(name, cancellation) : all.Count > 0 ? all[0] : null;
        if (process is null) throw new UnknownProcessException(query.Process ?? "");

        var asOf = query.AsOf ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, workspace.Zone));
        var midnight = asOf.AddDays(asOf < Latest ? 1 : 0).ToDateTime(TimeOnly.MinValue);

        var team = me.Sees<Deal>() == Visibility.Team ? me.TeamId : null;
        return new ReportScope(
            process, await catalogue.CurrentAsync(process, cancellation),
            query.From ?? Earliest, query.To ?? Latest, asOf, TimeZoneInfo.ConvertTimeToUtc(midnight, workspace.Zone), workspace.Currency,
            me.Sees<Deal>() == Visibility.All, me.Id, team, me.MaySee(DealFields.Value))
        {
            Zone = workspace.Zone,
            Only = query is { Owner: null, Team: null } ? null
                : await db.Users.Where(user => (query.Owner == null || user.Id == query.Owner) && (query.Team == null || user.TeamId == query.Team)).Select(user => user.Id).ToHashSetAsync(cancellation),
            Colleagues = team is null ? [] : await db.Users.Where(user => user.TeamId == team).Select(user => user.Id).ToHashSetAsync(cancellation),
        };
    }
}

/// <summary>A report was asked about a process that is not there.</summary>
public sealed class UnknownProcessException(string name) : Exception($"There is no process called \"{name}\".");
