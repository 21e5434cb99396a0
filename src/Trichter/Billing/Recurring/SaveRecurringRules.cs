using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Recurring;

/// <summary>Says what the program does by itself when periods can be billed.</summary>
internal sealed class SaveRecurringRules(Db db, Me me, TimelineWriter timeline)
{
    /// <returns>What is wrong, or null when it was saved.</returns>
    public async Task<Told?> RunAsync(RecurringMode mode, string daysAhead, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (!int.TryParse(daysAhead, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > RecurringRules.MostDaysAhead) return new Told("A whole number up to {0}.", RecurringRules.MostDaysAhead);

        var rules = await db.RecurringRules.SingleOrDefaultAsync(cancellation);
        if (rules is null) db.RecurringRules.Add(rules = new RecurringRules());
        (rules.Mode, rules.DaysAhead) = (mode, days);
        timeline.Record(new RecurringRulesSaved(rules.Id, mode, days));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}
