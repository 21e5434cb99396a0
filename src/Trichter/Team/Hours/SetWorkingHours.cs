using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.Hours;

/// <summary>Says when the company works and whose holidays it keeps.</summary>
public sealed class SetWorkingHours(Db db, Me me, TimelineWriter timeline)
{
    /// <param name="days">Day of the week to its hours as typed; empty for a free day.</param>
    /// <returns>What is wrong, by day; empty when it was saved.</returns>
    /// <exception cref="NotAllowedException">The role may not manage the workspace.</exception>
    public async Task<IReadOnlyDictionary<DayOfWeek, Told>> RunAsync(string region, IReadOnlyDictionary<DayOfWeek, string> days, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var faults = days.Select(day => (day.Key, Fault: WorkingHours.FaultOf(day.Value))).Where(its => its.Fault is not null).ToDictionary(its => its.Key, its => its.Fault!);
        if (faults.Count > 0) return faults;

        var hours = await db.WorkingHours.SingleOrDefaultAsync(cancellation);
        if (hours is null) db.WorkingHours.Add(hours = WorkingHours.Default());
        hours.Region = Holidays.Regions.Any(known => known.Code == region) ? region : "";
        hours.Days = days.Where(day => day.Value.Trim().Length > 0).ToDictionary(day => day.Key.ToString(), day => day.Value.Trim());
        timeline.Record(new WorkingHoursSet(hours.Id));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }
}

public sealed record WorkingHoursSet(Guid SubjectId) : Happening(SubjectId)
{
    public override Told Told => new("set the working hours");

    public override string Icon => "clock-hour-4";
}
