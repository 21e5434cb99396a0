using System.Text.RegularExpressions;

namespace Trichter.Campaigns.Returns;

/// <summary>The recipients of a delivery report, by the fields of RFC 3464.</summary>
internal static partial class DeliveryGroups
{
    public static List<Bounce> Of(ReturnedText text, string fields)
    {
        var bounces = new List<Bounce>();
        foreach (var group in Blank().Split(fields.ReplaceLineEndings("\n")).Where(group => Recipient().IsMatch(group)))
        {
            var action = Value(group, "Action").ToLowerInvariant();
            if (action.Length > 0 && !action.StartsWith("fail", StringComparison.Ordinal) && !action.StartsWith("delay", StringComparison.Ordinal)) continue;

            var address = AddressOf(group);
            if (address.Length == 0 || bounces.Any(its => its.Address == address)) continue;
            var said = Value(group, "Diagnostic-Code");
            bounces.Add(BounceOf(address, Value(group, "Status"), said, said.Length > 0 ? said : ReportInWords.AboutIn(text.Said, address), text.Said, action.StartsWith("delay", StringComparison.Ordinal)));
        }

        return bounces;
    }

    /// <summary>Whether all recipients of the report were delivered, relayed or only delayed.</summary>
    public static bool SaysOtherwise(string fields) => Action().Matches(fields) is { Count: > 0 } actions && actions.All(action => !action.Groups[1].Value.StartsWith("fail", StringComparison.OrdinalIgnoreCase));

    /// <param name="status">As the report gives it; "" for none. A status that tells nothing, 5.0.0, gives way to the one in the words.</param>
    public static Bounce BounceOf(string address, string status, string said, string about, string whole, bool isTemporary)
    {
        var given = Enhanced().Match(status).Value;
        var spoken = Addresses().Replace(said.Length > 0 ? said : about, " ");
        var inWords = AtLast().Match(spoken) is { Success: true } last ? last.Groups[2].Value : Enhanced().Match(spoken).Value;
        var reply = AtLast().Match(spoken) is { Success: true } answer ? answer.Groups[1].Value : Reply().Match(said.Length > 0 ? said : about).Groups[1].Value;
        var chosen = inWords.Length > 0 && (given.Length == 0 || Tells(inWords) >= Tells(given)) ? inWords : given;
        var words = Spaces().Replace(about, " ").Trim();
        var cause = BounceCauses.Of(chosen, reply, words.ToLowerInvariant());
        if (cause == BounceCause.NoSuchUser && AfterData().IsMatch(whole) && !NeedsRecipient().IsMatch(whole)) cause = BounceCause.Filtered;
        if (cause is BounceCause.Unknown && address.EndsWith("@googlegroups.com", StringComparison.Ordinal)) cause = BounceCause.SenderRefused;
        var late = isTemporary || chosen.StartsWith('4') || chosen.Length == 0 && reply.StartsWith('4');
        if (chosen.Length == 0) chosen = BounceCauses.StatusOf(cause, late);
        return new(address, chosen, reply, cause, words.Length > 300 ? words[..300] : words) { IsGivenUp = !isTemporary };
    }

    private static int Tells(string status) => status.EndsWith(".0.0", StringComparison.Ordinal) ? 0 : status.EndsWith(".0", StringComparison.Ordinal) ? 1 : 2;

    private static string AddressOf(string group)
    {
        var final = ReturnedText.AddressesIn(Value(group, "Final-Recipient")).FirstOrDefault() ?? "";
        var original = ReturnedText.AddressesIn(Value(group, "Original-Recipient")).FirstOrDefault() ?? "";
        return final.Length > 0 ? final : original;
    }

    private static string Value(string group, string field)
    {
        var found = Regex.Match(group, $@"(?im)^{field}[ \t]*:[ \t]*(.*(?:\n[ \t]+.*)*)", RegexOptions.None, TimeSpan.FromSeconds(1));
        return found.Success ? Spaces().Replace(found.Groups[1].Value, " ").Trim() : "";
    }

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^(?:final|original)-recipient[ \t]*:", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Recipient();

    [GeneratedRegex(@"^action[ \t]*:[ \t]*(\w+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Action();

    [GeneratedRegex(@"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\.\d|\d)")]
    private static partial Regex Enhanced();

    /// <summary>What the other server said last of all: "Message expired. &lt;421 4.4.2 Connection timed out&gt;".</summary>
    [GeneratedRegex(@"<([45]\d\d) ([45]\.\d{1,3}\.\d{1,3}) [^>]*>")]
    private static partial Regex AtLast();

    /// <summary>A server that knew the recipient at RCPT and refuses after DATA filters; the mailbox is there.</summary>
    [GeneratedRegex(@">>> DATA\s+<<< 5|(?:reply to|after) (?:end of )?(?:DATA|the message)|(?:DATA|TEXT) command", RegexOptions.IgnoreCase)]
    private static partial Regex AfterData();

    /// <summary>All commands were sent at once, and what came after DATA answers RCPT.</summary>
    [GeneratedRegex(@"^<<< (?:503|554)|need rcpt|no valid recipient", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex NeedsRecipient();

    [GeneratedRegex(@"(?<![\d.#:-])([45]\d\d)(?=[ \-;:#'<]|$)")]
    private static partial Regex Reply();

    [GeneratedRegex(@"\S+@\S+|\d+\.\d+\.\d+\.\d+")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
