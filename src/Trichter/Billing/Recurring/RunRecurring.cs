using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Team;

namespace Trichter.Billing.Recurring;

/// <summary>Every day, bills by itself what is due, if the workspace wants that; otherwise it stands in Today as a proposal.</summary>
internal sealed partial class RunRecurring(Db db, Me me, FindDeal deals, BillRecurring bill, ILogger<RunRecurring> logger)
{
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        if (await db.RecurringRules.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { Mode: not RecurringMode.Propose } rules) return;

        me.ActAsProgram();
        var run = await bill.RunAsync((await deals.NowAsync(cancellation)).Day, null, rules.Mode == RecurringMode.Issue, cancellation);
        if (run.Written.Count + run.Refused.Count > 0) LogRun(run.Written.Count, run.Refused.Count);
    }

    [LoggerMessage(LogLevel.Information, "Recurring billing wrote {Written} invoices, {Refused} were refused")]
    private partial void LogRun(int written, int refused);
}
