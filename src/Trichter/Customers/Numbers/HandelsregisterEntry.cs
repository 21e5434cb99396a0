using System.Text.RegularExpressions;

namespace Trichter.Customers.Numbers;

/// <summary>
/// An entry in a German register: HRA, HRB, GnR, GsR, PR or VR, a number of one to six digits and, at some courts, an
/// addition of one to three letters that tells former courts apart. The court, without "Amtsgericht", is empty where it was
/// not written.
/// </summary>
public sealed partial record HandelsregisterEntry(string Court, string Register, string Number, string Addition)
{
    private static readonly Dictionary<string, string> Registers =
        new[] { "HRA", "HRB", "GnR", "GsR", "PR", "VR" }.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null, and a problem of <see cref="NumberProblems"/>, if it is no such entry.</summary>
    public static HandelsregisterEntry? Read(string? text, out string? problem)
    {
        var match = Form().Match(text ?? "");

        problem =
            string.IsNullOrWhiteSpace(text) ? NumberProblems.Empty :
            !match.Success || (match.Groups["before"].Length > 0 && match.Groups["behind"].Length > 0) ? NumberProblems.Form :
            !Registers.ContainsKey(match.Groups["register"].Value) ? NumberProblems.UnknownRegister :
            match.Groups["number"].Length > 6 ? NumberProblems.Length : null;

        return problem is not null ? null : new HandelsregisterEntry(
            Whole((match.Groups["before"].Value + match.Groups["behind"].Value).Trim(' ', ',', ':')),
            Registers[match.Groups["register"].Value],
            match.Groups["number"].Value,
            match.Groups["addition"].Value);
    }

    public override string ToString() =>
        string.Join(' ', new[] { Court, Register, Number, Addition }.Where(part => part.Length > 0));

    /// <summary>The bracket that closes the line also closes "(Berlin" in a court's name.</summary>
    private static string Whole(string court) => court.Contains('(') && !court.Contains(')') ? court + ")" : court;

    [GeneratedRegex(
        @"^\s*(?:(?:Amtsgericht|AG|Registergericht)\s+)?(?<before>\p{L}[\p{L} .()/-]*?[,:]?\s+)??"
        + @"(?<register>(?i:HR[A-Z]|GnR|GsR|PR|VR))[\s.:-]*(?:Nr\.?\s*)?(?<number>[0-9]+)(?:\s*(?<addition>[A-Z]{1,3}))?"
        + @"(?:[\s,(]+(?:beim\s+)?(?:(?:Amtsgericht|AG|Registergericht)\s+)?"
        + @"(?<behind>\p{Lu}\p{L}*\p{Ll}[\p{L} .()/-]*?))?\)?\s*$")]
    private static partial Regex Form();
}
