using Trichter.Platform.Calendar;
using Trichter.Platform.Language;

namespace Trichter.Customers.Consent.Check;

/// <summary>When a call is welcome: businesses Monday to Friday from nine to six, consumers Monday to Saturday from nine to eight, in their zone and not on a holiday of their region (R28). Mails may go at any time.</summary>
internal static class QuietTime
{
    private const int Opens = 9 * 60, BusinessCloses = 18 * 60, ConsumerCloses = 20 * 60;
    private const int FarthestDays = 30;

    public static ConsentAnswer? Judge(ConsentFacts facts, ContactPlan plan)
    {
        if (plan.Channel is not (ContactChannel.Phone or ContactChannel.AutomaticCall)) return null;

        var opening = NextOpening(facts, facts.Now);
        return opening == facts.Now ? null
            : new ConsentAnswer.Wait("R28", opening, IsFree(facts, facts.Today) ? new Told("It is Sunday, the weekend or a holiday where they are.") : new Told("It is too early or too late where they are."));
    }

    /// <returns>The instant itself when a call is welcome then; else the next one.</returns>
    public static DateTime NextOpening(ConsentFacts facts, DateTime from)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(from, facts.Zone);
        var (day, minute) = (DateOnly.FromDateTime(local), (int)local.TimeOfDay.TotalMinutes);
        if (!IsFree(facts, day) && minute >= Opens && minute < (facts.IsBusiness ? BusinessCloses : ConsumerCloses)) return from;

        if (minute >= Opens) day = day.AddDays(1);
        for (var tried = 0; IsFree(facts, day) && tried < FarthestDays; tried++) day = day.AddDays(1);
        return LocalTime.ToUtc(day, Opens, facts.Zone);
    }

    private static bool IsFree(ConsentFacts facts, DateOnly day) =>
        day.DayOfWeek == DayOfWeek.Sunday
        || (facts.IsBusiness && day.DayOfWeek == DayOfWeek.Saturday)
        || Regions(facts).Any(region => Holidays.On(region, day) is not null);

    /// <summary>Where the region is not known, a holiday of any part of the country counts.</summary>
    private static IEnumerable<string> Regions(ConsentFacts facts) =>
        facts.Region.Length > 0 ? [facts.Region] : Holidays.Regions.Select(region => region.Code).Where(code => code.StartsWith(facts.Country.Length > 0 ? facts.Country : "DE", StringComparison.Ordinal));
}
