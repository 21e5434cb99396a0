using System.Text.RegularExpressions;
using Trichter.Timeline;

namespace Trichter.Exchange.Webhooks;

/// <summary>The kinds of event as receivers know them: "DealHandedOver" is "deal.handed_over".</summary>
internal static partial class EventKinds
{
    /// <summary>Sent by hand from the page of a webhook, to try whether it arrives.</summary>
    public const string Test = "webhook.tested";

    public static IReadOnlyList<string> All { get; } = [.. HappeningKinds.All.Select(kind => Of(kind.Name)).Order(StringComparer.Ordinal)];

    public static string Of(string happening)
    {
        var words = WordStart().Split(happening).Where(word => word.Length > 0).Select(word => word.ToLowerInvariant()).ToList();
        return words.Count == 1 ? words[0] : $"{words[0]}.{string.Join('_', words.Skip(1))}";
    }

    [GeneratedRegex("(?=[A-Z])")]
    private static partial Regex WordStart();
}
