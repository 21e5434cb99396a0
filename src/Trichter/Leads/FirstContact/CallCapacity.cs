using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Leads.Routing;
using Trichter.Ledger;
using Trichter.Platform.Calendar;

namespace Trichter.Leads.FirstContact;

/// <summary>What the sellers who are there can call within the time for a first contact, less what waits for them already.</summary>
internal sealed class CallCapacity(Db db, Change change) : IKnowCapacity
{
    public async Task<int> FreeCallsAsync(CancellationToken cancellation)
    {
        var calendar = await WorkingCalendar.OfAsync(db, cancellation);
        if (calendar.MinutesBetween(change.Now, change.Now.AddMinutes(1)) == 0) return 0;

        var calls = await db.FirstContactRules.Select(rule => (int?)rule.CallsPerSeller).SingleOrDefaultAsync(cancellation) ?? new FirstContactRule().CallsPerSeller;
        var sellers = await Sellers.OfAsync(db, change.Now, cancellation);
        return Math.Max(0, sellers.Present * calls - sellers.Waiting);
    }
}
