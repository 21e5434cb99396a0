namespace Trichter.Offers.Quotes;

internal static class QuoteWords
{
    public static string IconOf(QuoteState state) => state switch
    {
        QuoteState.Draft => "pencil",
        QuoteState.InApproval => "hourglass-high",
        QuoteState.Approved => "checks",
        QuoteState.Sent => "send",
        QuoteState.Accepted => "circle-check",
        QuoteState.Rejected => "circle-x",
        QuoteState.Expired => "clock-hour-4",
        QuoteState.Withdrawn => "arrow-back-up",
        _ => "history",
    };
}
