using Trichter.Platform.Language;

namespace Trichter.Deals.HandOvers;

/// <summary>How hand-overs are shown, the same everywhere.</summary>
internal static class HandOverWords
{
    public static string IconOf(HandOver its) => its.State switch
    {
        HandOverState.Accepted => "circle-check",
        HandOverState.Returned or HandOverState.Withdrawn => "arrow-back-up",
        _ => "hourglass-high",
    };

    /// <summary>Below two days in hours, else in days.</summary>
    public static string Duration(double days, Texts texts) =>
        days < 2 ? texts["{0} h", texts.Number(days * 24, 1)] : texts["{0} d", texts.Number(days, 1)];
}
