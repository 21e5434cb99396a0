using Trichter.Platform.Calendar;

namespace Trichter.Activities.Finish;

/// <summary>What comes next after something was finished: a proposal that is confirmed with one key.</summary>
/// <param name="At">UTC.</param>
public sealed record NextProposal(ActivityType Type, string Text, DateTime At);

/// <summary>Proposes the next step from how the last one ended.</summary>
public sealed class ProposeNext(Db db, TimeProvider clock)
{
    private const int SoonMinutes = 120;
    private const int MorningMinutes = 60;

    /// <param name="last">What was just finished; null when nothing was.</param>
    /// <returns>A call that reached nobody again after two working hours; everything else an hour into the next working day.</returns>
    public async Task<NextProposal> AfterAsync(Activity? last, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var calendar = await WorkingCalendar.OfAsync(db, cancellation);
        var again = last?.Result is CallResult.NotReached or CallResult.LeftMessage or CallResult.CallBack;
        var at = last?.Result == CallResult.NotReached ? calendar.After(now, SoonMinutes) : calendar.After(calendar.NextDay(now), MorningMinutes);
        return new NextProposal(again ? ActivityType.Call : last?.Type is ActivityType.Meeting or ActivityType.Task ? ActivityType.Task : ActivityType.Call,
            again ? last!.Text : "", Quarter(at ?? now.AddDays(1)));
    }

    /// <summary>To the next full quarter of an hour.</summary>
    private static DateTime Quarter(DateTime at)
    {
        var quarter = TimeSpan.FromMinutes(15).Ticks;
        return new DateTime((at.Ticks + quarter - 1) / quarter * quarter, DateTimeKind.Utc);
    }
}
