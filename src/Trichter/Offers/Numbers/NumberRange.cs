using System.Globalization;
using System.Text.RegularExpressions;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Numbers;

/// <summary>How the numbers of one kind of document look. Without a row of its own a kind has the pattern we ship.</summary>
public sealed partial class NumberRange : IRecorded, IVersioned
{
    /// <summary>The longest number; KSeF and customers' systems take no more (O74).</summary>
    public const int Longest = 20;

    public Guid Id { get; private init; } = Ids.New();
    public required DocumentKind Kind { get; init; }

    /// <summary>"RE-{yyyy}-{00000}": year, month and the counter with leading zeros. The counter begins anew with each year or month that the pattern names.</summary>
    public required string Pattern { get; set; }

    public int Version { get; private set; }

    public static string Usual(DocumentKind kind) => kind switch
    {
        DocumentKind.Quote => "AN-{yyyy}-{00000}",
        DocumentKind.Order => "AB-{yyyy}-{00000}",
        DocumentKind.Contract => "VT-{yyyy}-{00000}",
        DocumentKind.Delivery => "LS-{yyyy}-{00000}",
        DocumentKind.CreditNote => "RK-{yyyy}-{00000}",
        _ => "RE-{yyyy}-{00000}",
    };

    /// <summary>The days that share one counter, as a key: "2026", "2026-11", or "" where it never begins anew.</summary>
    public static string PeriodOf(string pattern, DateOnly on) =>
        pattern.Contains("{MM}", StringComparison.Ordinal) ? on.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : pattern.Contains("{yyyy}", StringComparison.Ordinal) || pattern.Contains("{yy}", StringComparison.Ordinal) ? on.ToString("yyyy", CultureInfo.InvariantCulture) : "";

    public static string Write(string pattern, DateOnly on, long number) => Counter().Replace(
        pattern.Replace("{yyyy}", on.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{yy}", on.ToString("yy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{MM}", on.ToString("MM", CultureInfo.InvariantCulture), StringComparison.Ordinal),
        digits => number.ToString(new string('0', digits.Length - 2), CultureInfo.InvariantCulture));

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static Told? FaultOf(string pattern) =>
        Counter().Count(pattern) != 1 ? new Told("The pattern needs one counter, such as {0}.", "{00000}")
        : pattern.Contains("{MM}", StringComparison.Ordinal) && !pattern.Contains("{yy", StringComparison.Ordinal) ? new Told("A pattern with the month needs the year too.")
        : Write(pattern, new DateOnly(2026, 12, 31), 1) is { Length: > Longest } ? new Told("Numbers must not be longer than {0} characters.", Longest)
        : Write(pattern, new DateOnly(2026, 12, 31), 1).Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '/' or '.' or '_')) ? new Told("Only letters, digits and - / . _ beside the placeholders.")
        : null;

    [GeneratedRegex(@"\{0+\}")]
    private static partial Regex Counter();
}

public enum DocumentKind
{
    [Says("Quotes")] Quote,
    [Says("Orders")] Order,
    [Says("Delivery notes")] Delivery,
    [Says("Invoices")] Invoice,
    [Says("Credit notes")] CreditNote,
    [Says("Contracts")] Contract,
}
