namespace Trichter.Customers.Numbers;

/// <summary>
/// VAT identification numbers of the European Union, Switzerland, Liechtenstein, Norway and the United Kingdom. Normalised
/// they are in capitals, with the prefix of their country and nothing between. Source of the forms: European Commission,
/// VIES; of the check digits: the "VIES VAT number" algorithms published by the Commission, and the national offices.
/// </summary>
public static class VatNumber
{
    private const string Decoration = ".-–/,:'()";

    private static readonly Dictionary<string, VatRule> Rules = new[]
    {
        CentralEuropeanVat.Rules, WesternVat.Rules, NorthernVat.Rules, SouthernVat.Rules,
    }.SelectMany(rules => rules).ToDictionary();

    /// <summary>The prefixes that can be checked; Greece is EL, Northern Ireland XI.</summary>
    public static IReadOnlyCollection<string> Countries => Rules.Keys;

    /// <summary>
    /// Checks a number as somebody typed it. The country (ISO 3166 or the prefix) is needed only where the number does not
    /// name it; a number that is right for the country it names is right, whatever the country given.
    /// </summary>
    public static NumberCheck Check(string? text, string? country = null)
    {
        var number = Clean(text);
        if (number.Length == 0) return new NumberCheck("", NumberProblems.Empty);

        var named = CheckFor(number.Length > 2 ? number[..2] : "", number);
        if (string.IsNullOrWhiteSpace(country) || named.IsValid) return named;

        return CheckFor(country.Trim().ToUpperInvariant(), number);
    }

    private static NumberCheck CheckFor(string country, string number)
    {
        var prefix = country switch { "GR" => "EL", "UK" => "GB", _ => country };
        if (!Rules.TryGetValue(prefix, out var rule)) return new NumberCheck(number, NumberProblems.UnknownCountry);

        foreach (var written in new[] { country, prefix })
        {
            if (!number.StartsWith(written, StringComparison.Ordinal)) continue;
            number = number[written.Length..];
            break;
        }

        number = rule.Complete(number);
        return new NumberCheck(prefix + number, rule.Problem(number));
    }

    internal static string Clean(string? text) =>
        string.Concat((text ?? "").Where(character => !char.IsWhiteSpace(character) && !Decoration.Contains(character)))
            .ToUpperInvariant();
}
