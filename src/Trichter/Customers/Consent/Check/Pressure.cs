using Trichter.Platform.Language;

namespace Trichter.Customers.Consent.Check;

/// <summary>How often is enough (R27).</summary>
internal static class Pressure
{
    private const int MailsInMonth = 4, MonthDays = 30, CallsInWeek = 3, WeekDays = 7, CallsInCampaign = 10;

    public static ConsentAnswer? Judge(ConsentFacts facts, ContactPlan plan) =>
        !plan.Purpose.IsAdvertising() ? null
        : plan.Channel.IsLikeMail() ? Mails(facts)
        : plan.Channel is ContactChannel.Phone or ContactChannel.AutomaticCall ? Calls(facts, plan)
        : null;

    private static ConsentAnswer.Wait? Mails(ConsentFacts facts) => Wait(
        [.. facts.Past.Where(its => its.IsAdvertising && its.Channel.IsLikeMail() && its.At <= facts.Now).Select(its => its.At).OrderDescending()],
        facts.Now, [(1, TimeSpan.FromHours(24)), (MailsInMonth, TimeSpan.FromDays(MonthDays))]);

    private static ConsentAnswer? Calls(ConsentFacts facts, ContactPlan plan)
    {
        var calls = facts.Past.Where(its => its.Channel is ContactChannel.Phone or ContactChannel.AutomaticCall && its.At <= facts.Now).ToList();
        if (plan.Campaign is { } campaign && calls.Count(its => its.Campaign == campaign) >= CallsInCampaign)
            return new ConsentAnswer.Deny("R27", new Told("They were called {0} times in this campaign.", CallsInCampaign), new Told("Leave them in peace, or write a letter."));

        var today = calls.Where(its => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(its.At, facts.Zone)) == facts.Today).ToList();
        if (today.Count > 0)
            return new ConsentAnswer.Wait("R27", QuietTime.NextOpening(facts, Platform.Calendar.LocalTime.ToUtc(facts.Today.AddDays(1), 0, facts.Zone)), new Told("They were called today already."));
        return Wait([.. calls.Select(its => its.At).OrderDescending()], facts.Now, [(CallsInWeek, TimeSpan.FromDays(WeekDays))]);
    }

    /// <summary>The instant from which every limit holds again, when one does not hold now.</summary>
    /// <param name="past">Newest first.</param>
    private static ConsentAnswer.Wait? Wait(List<DateTime> past, DateTime now, IReadOnlyList<(int Most, TimeSpan Within)> limits)
    {
        var until = limits.Where(limit => past.Count >= limit.Most).Select(limit => past[limit.Most - 1] + limit.Within).Where(free => free > now).DefaultIfEmpty(now).Max();
        return until > now ? new("R27", until, new Told("They have heard from us often enough for now.")) : null;
    }
}
