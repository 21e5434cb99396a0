using System.Globalization;
using Trichter.Leads.Scoring;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Leads.Routing;

/// <summary>Who gets new leads of a kind. Rules are asked in their order; the first whose conditions all hold and that has a seller free decides.</summary>
public sealed class RoutingRule : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 120;
    public const int MostConditions = 6;
    public const int Most = 100;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public required int Position { get; set; }

    /// <summary>All have to hold; none for every lead.</summary>
    public List<RoutingCondition> Conditions { get; set; } = [];

    public List<Guid> Sellers { get; set; } = [];
    public RoutingTurn Turn { get; set; }

    /// <summary>Those who speak the language of the contact come first.</summary>
    public bool LanguageFirst { get; set; }

    /// <summary>Who has so many leads waiting for a first contact gets no more; null for no limit.</summary>
    public int? MostWaiting { get; set; }

    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public bool HoldsFor(LeadTraits lead) => Conditions.TrueForAll(condition => condition.HoldsFor(lead));

    public void Retire(DateTime at) => RetiredAt ??= at;
}

public enum RoutingTurn
{
    [Says("Who has the fewest waiting")] FewestWaiting,
    [Says("In turn")] RoundRobin,
}

/// <summary>When a seller last got a lead by a rule, for taking turns.</summary>
public sealed class LastTurn
{
    public required Guid RuleId { get; init; }
    public required Guid UserId { get; init; }
    public required DateTime At { get; set; }
}

/// <param name="Values">Several apart by commas, of which one has to fit: postcodes begin with it, or lie in a range such as 80-85; industry, product and source contain it; employees are one range such as 50-500.</param>
public sealed record RoutingCondition(RoutingField Field, string Values)
{
    public const int LongestValues = 300;

    private string[] Each => Values.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>False where the lead does not have the field.</summary>
    public bool HoldsFor(LeadTraits lead) => Field switch
    {
        RoutingField.Country => Each.Contains(lead.Country, StringComparer.OrdinalIgnoreCase),
        RoutingField.Postcode => Digits(lead.Postcode) is { Length: > 0 } code && Each.Any(area => LiesIn(code, area)),
        RoutingField.Industry => Contains(lead.Industry),
        RoutingField.Employees => lead.Employees is { } many && ReadScores.RangeOf(Values) is var (from, to) && many >= from && many <= to,
        RoutingField.Language => Each.Contains(lead.Language, StringComparer.OrdinalIgnoreCase),
        RoutingField.Product => Contains(lead.Product),
        _ => Contains(lead.Source),
    };

    public Told? Fault => Field switch
    {
        _ when Each.Length == 0 || Values.Length > LongestValues => new("Say what the field is, in at most {0} characters.", LongestValues),
        RoutingField.Country when !Array.TrueForAll(Each, code => code.Length == 2 && code.All(char.IsAsciiLetter)) => new("Countries by their two letters: DE, PL."),
        RoutingField.Postcode when !Array.TrueForAll(Each, area => Digits(area).Length > 0 && area.All(sign => char.IsAsciiDigit(sign) || sign is '-' or ' ')) => new("Postcodes by their first figures, or a range such as 80-85."),
        RoutingField.Employees when ReadScores.RangeOf(Values) is null => new("A range such as 50-500."),
        RoutingField.Language when !Array.TrueForAll(Each, code => code.Length == 2 && code.All(char.IsAsciiLetter)) => new("Languages by their two letters: de, pl."),
        _ => null,
    };

    private bool Contains(string text) => text.Length > 0 && Array.Exists(Each, words => text.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>"80-85" is a range, for both sides are as long; "00-950" is one postcode.</summary>
    private static bool LiesIn(string code, string area) =>
        area.Split('-', StringSplitOptions.TrimEntries) is [var from, var to] && from.Length == to.Length && from.Length > 0
            ? code.Length >= from.Length && NumberOf(code[..from.Length]) is var first && first >= NumberOf(from) && first <= NumberOf(to)
            : code.StartsWith(Digits(area), StringComparison.Ordinal);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static long NumberOf(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

public enum RoutingField
{
    [Says("Country")] Country,
    [Says("Postcode")] Postcode,
    [Says("Industry")] Industry,
    [Says("Employees")] Employees,
    [Says("Language of the contact")] Language,
    [Says("Product")] Product,
    [Says("Source")] Source,
}
