using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.Absences;

/// <summary>Enters when a colleague is away, and takes it out again: everybody for themselves, who manages the team for all.</summary>
public sealed class KeepAbsences(Db db, Me me, TimelineWriter timeline)
{
    /// <returns>What is wrong, by field ("User", "From", "To"); empty when it was entered.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> EnterAsync(Guid userId, DateOnly? from, DateOnly? to, CancellationToken cancellation = default)
    {
        if (userId != me.Id) me.Must(Right.ManageTeam);
        var faults = new Dictionary<string, Told>();
        if (from is null) faults["From"] = new Told("This is not a date.");
        if (to is null || to < from || to.Value.DayNumber - from.GetValueOrDefault().DayNumber >= Absence.LongestDays && from is not null) faults["To"] = new Told("The last day, not before the first, and within two years of it.");
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(its => its.Id == userId, cancellation);
        if (user is null) faults["User"] = new Told("Choose a colleague.");
        if (faults.Count > 0) return faults;

        var absence = new Absence { UserId = userId, FromDay = from!.Value, ToDay = to!.Value, EnteredBy = me.Id };
        db.Set<Absence>().Add(absence);
        timeline.Record(new AbsenceEntered(absence.Id, user!.Name, absence.FromDay, absence.ToDay));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <returns>False where it is not there, or is not mine to take out.</returns>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await db.Set<Absence>().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } absence) return false;
        if (absence.UserId != me.Id && !me.May(Right.ManageTeam)) return false;

        db.Set<Absence>().Remove(absence);
        timeline.Record(new AbsenceRemoved(id, await db.Users.Where(user => user.Id == absence.UserId).Select(user => user.Name).SingleAsync(cancellation)));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record AbsenceEntered(Guid AbsenceId, string Who, DateOnly FromDay, DateOnly ToDay) : Happening(AbsenceId)
{
    public override Told Told => new("entered that {0} is away from {1} to {2}", Who, FromDay, ToDay);

    public override string Icon => "calendar";
}

public sealed record AbsenceRemoved(Guid AbsenceId, string Who) : Happening(AbsenceId)
{
    public override Told Told => new("took out an absence of {0}", Who);

    public override string Icon => "trash";
}
