using System.Globalization;
using Trichter.Platform.Language;

namespace Trichter.Process;

/// <summary>A kind of criterion as the editor knows it: what it is called, and what it needs to be told.</summary>
/// <param name="Settings">Names of its parameters: "field", "operator", "value", "type", "withinDays", "by", "questionnaire", "share", "points", "evidence".</param>
public sealed record CriterionKind(string Key, Told Name, IReadOnlyList<string> Settings)
{
    public static readonly IReadOnlyList<CriterionKind> All =
    [
        new("confirmation", new Told("somebody confirms it"), ["evidence"]),
        new("field", new Told("a field is filled in"), ["field", "operator", "value"]),
        new("activity", new Told("an activity was done"), ["type", "withinDays"]),
        new("next-step", new Told("a next step is agreed"), []),
        new("no-critical-obstacle", new Told("no critical obstacle is open"), []),
        new("commitment", new Told("a commitment was given"), ["by"]),
        new("needs-confirmed", new Told("the customer has confirmed their needs"), []),
        new("decision-maker-known", new Told("it is known who decides"), []),
        new("decision-maker-met", new Told("we have spoken with who decides"), []),
        new("objections-answered", new Told("no objection is left open"), []),
        new("quote-sent", new Told("a quote was sent"), []),
        new("quote-viewed", new Told("the customer looked at the quote"), []),
        new("quote-accepted", new Told("the customer accepted the quote"), []),
        new("quote-covers-needs", new Told("the quote covers the confirmed needs"), []),
        new("asks-settled", new Told("no wish of either side is open"), []),
        new("closing-asked", new Told("we asked for the decision"), []),
        new("documents-complete", new Told("a contract is complete and waits for nothing but signatures"), []),
        new("contract-signed", new Told("both sides have signed"), []),
        new("order-taken", new Told("an order was taken"), []),
        new("order-as-agreed", new Told("the order is what the accepted quote says"), []),
        new("order-confirmed", new Told("the order is confirmed"), []),
        new("order-handed-over", new Told("the departments have taken over every order"), []),
        new("delivered", new Told("everything ordered is delivered"), []),
        new("delivery-accepted", new Told("the customer accepted every delivery"), []),
        new("satisfaction-known", new Told("the customer said how satisfied they are"), []),
        new("invoiced", new Told("everything ordered is billed"), []),
        new("paid", new Told("everything billed is paid"), []),
        new("questionnaire", new Told("a questionnaire is answered"), ["questionnaire", "share"]),
        new("lead-score", new Told("the lead score reaches so much"), ["points"]),
    ];

    /// <summary>Kinds that need to be told nothing: what they check can stand in for somebody's word.</summary>
    public static IEnumerable<CriterionKind> Evident => All.Where(kind => kind.Settings.Count == 0);

    /// <summary>Null for a kind that nothing checks.</summary>
    public static CriterionKind? With(string key) => All.FirstOrDefault(kind => kind.Key == key);

    /// <summary>What is missing among the parameters, or null.</summary>
    public static Told? FaultOf(string key, IReadOnlyDictionary<string, string> told)
    {
        if (With(key) is null) return new Told("Say what is to be checked.");
        if (key == "field" && !told.ContainsKey("field")) return new Told("Say which field.");
        if (key == "field" && told.GetValueOrDefault("operator", "filled") != "filled" && !told.ContainsKey("value")) return new Told("Say what to compare with.");
        if (key == "activity" && !told.ContainsKey("type")) return new Told("Say which kind of activity.");
        if (told.TryGetValue("evidence", out var evidence) && evidence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(other => With(other) is not { Settings.Count: 0 })) return new Told("This cannot stand in for somebody's word.");
        if (key == "questionnaire" && !told.ContainsKey("questionnaire")) return new Told("Say which questionnaire.");
        if (told.TryGetValue("share", out var share) && !(int.TryParse(share, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 100))
            return new Told("A share is a whole number from 1 to 100.");
        if (key == "lead-score" && !(int.TryParse(told.GetValueOrDefault("points"), NumberStyles.None, CultureInfo.InvariantCulture, out var points) && points is >= 1 and <= 100))
            return new Told("Say how many points, from 1 to 100.");
        return told.TryGetValue("withinDays", out var days) && !int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new Told("Days are a whole number.") : null;
    }
}
