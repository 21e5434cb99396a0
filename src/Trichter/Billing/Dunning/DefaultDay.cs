namespace Trichter.Billing.Dunning;

/// <summary>From when a customer is in default (O84); to be confirmed by a lawyer.</summary>
public static class DefaultDay
{
    private const int DaysWithoutReminder = 30;

    /// <param name="country">Ours.</param>
    /// <param name="isAgreed">The due day was agreed, or can be counted from what was agreed, by the calendar.</param>
    /// <param name="remindedOn">The first reminder.</param>
    /// <param name="isConsumer">Without a reminder only when the invoice points it out; ours do not.</param>
    /// <returns>The first day of default; null as long as there is none.</returns>
    public static DateOnly? Of(string country, DateOnly dueOn, bool isAgreed, DateOnly? remindedOn, bool isConsumer)
    {
        if (isAgreed || country != "DE") return dueOn.AddDays(1);
        DateOnly? afterReminder = remindedOn?.AddDays(1) is { } day ? day > dueOn ? day : dueOn.AddDays(1) : null;
        DateOnly? byItself = isConsumer ? null : dueOn.AddDays(DaysWithoutReminder + 1);
        return afterReminder is null || byItself < afterReminder ? byItself : afterReminder;
    }
}
