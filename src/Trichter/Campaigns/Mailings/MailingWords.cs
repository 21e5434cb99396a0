using Trichter.Platform.Language;

namespace Trichter.Campaigns.Mailings;

internal static class MailingWords
{
    /// <summary>Reasons are kept as the English sentence; what it named (a day, a count) is not kept and shown as "…".</summary>
    public static string Reason(string english, Texts texts) => texts[english, "…", "…", "…"];
}
