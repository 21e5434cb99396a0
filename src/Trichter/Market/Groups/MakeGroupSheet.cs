using Microsoft.EntityFrameworkCore;
using Trichter.Activities.CallLists;
using Trichter.Activities.CallLists.Files;
using Trichter.Customers.Consent;
using Trichter.Market.Lists;
using Trichter.Market.Universe;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Market.Groups;

/// <summary>
/// Makes a target group a list to call or to visit. Companies that nobody has spoken to yet are visited, as far as the licence of their list and
/// objections allow it; they are not called, as nothing shows that they expect it (R31, R81).
/// </summary>
public sealed class MakeGroupSheet(Db db, Me me, UsableLists lists, MakeSheet make, ContactKeys keys)
{
    /// <returns>Null when there is no such group; how many the group has beyond the most.</returns>
    public async Task<GroupSheets?> ReadAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        me.Must(Right.Export);
        if (await db.TargetGroups.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } group) return null;

        var usable = (await lists.AllAsync(cancellation)).ToDictionary(list => list.Id);
        var universe = SuspectFilter.Read(group.Query).Apply(db.Suspects.AsNoTracking(), usable.Keys, db);
        var suspects = await universe.OrderBy(its => its.Name).ThenBy(its => its.Id).Take(CallRound.Most).ToListAsync(cancellation);
        var leftOff = suspects.Count < CallRound.Most ? 0 : await universe.CountAsync(cancellation) - suspects.Count;
        var taken = suspects.Select(its => its.CompanyId).OfType<Guid>().Distinct().ToList();
        var there = (await db.Companies.Where(company => taken.Contains(company.Id)).Select(company => company.Id).ToListAsync(cancellation)).ToHashSet();
        var mine = (await db.Companies.VisibleTo(me, db).Where(company => taken.Contains(company.Id)).Select(company => company.Id).ToListAsync(cancellation)).ToHashSet();
        var ours = suspects.Select(its => its.CompanyId).OfType<Guid>().Where(mine.Contains).Distinct().ToList();
        var hidden = there.Where(its => !mine.Contains(its)).Select(_ => ("", new Told("They are not yours to see.").Key)).ToList();
        var open = suspects.Where(its => its.CompanyId is not { } company || !there.Contains(company)).ToList();

        var sign = ("R31", new Told("There is no concrete sign that they expect this call; that it fits their trade is not enough.").Key);
        var calls = await make.RunAsync(SheetKind.Calls, CallKind.Companies, ours, new([], [.. hidden, .. open.Select(_ => sign)]), cancellation);
        var (doors, left) = await DoorsAsync(open, usable, cancellation);
        var visits = await make.RunAsync(SheetKind.Visits, CallKind.Companies, ours, new(doors, [.. hidden, .. left]), cancellation);
        return new(group, calls, visits, leftOff);
    }

    private async Task<(List<VisitDoor> Doors, List<(string Rule, string Why)> Left)> DoorsAsync(IReadOnlyList<Suspect> open, Dictionary<Guid, SuspectList> usable, CancellationToken cancellation)
    {
        await keys.LoadAsync(cancellation);
        var points = open.ToDictionary(its => its.Id, its => KeysOf(its).ToList());
        var asked = points.Values.SelectMany(its => its).Distinct().ToList();
        var suppressed = (await db.Suppressions.Where(its => asked.Contains(its.Key) && its.EndedAt == null && its.Purpose == null).Select(its => its.Key).ToListAsync(cancellation)).ToHashSet();
        var (doors, left) = (new List<VisitDoor>(), new List<(string Rule, string Why)>());
        foreach (var its in open)
        {
            if (usable[its.ListId] is { Source: SuspectSource.Bought } list && !list.Channels.Contains(ContactChannel.Post)) left.Add(("R81", new Told("The licence of their list is for something else.").Key));
            else if (points[its.Id].Exists(suppressed.Contains)) left.Add(("R23", new Told("They withdrew their consent or objected.").Key));
            else if (its.Street.Length == 0 || its.City.Length == 0) left.Add(("", new Told("No postal address").Key));
            else doors.Add(new(its.Name, its.Street, its.PostalCode, its.City, "", ""));
        }

        return (doors, left);
    }

    private IEnumerable<string> KeysOf(Suspect its)
    {
        if (its.Email.Length > 0) yield return keys.Of(ContactPoint.Of(ContactChannel.Email, its.Email));
        if (its.Phone.Length > 0) yield return keys.Of(ContactPoint.Of(ContactChannel.Phone, its.Phone, its.Country));
    }
}

/// <param name="LeftOff">How many the group has beyond the most.</param>
public sealed record GroupSheets(TargetGroup Group, ContactSheet Calls, ContactSheet Visits, int LeftOff);
