using Trichter.Exchange.Reading;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Columns;

/// <summary>Applies to a detected dialect what a mapping says about it.</summary>
internal static class DialectSettings
{
    public static FileDialect Over(this WrittenDialect? said, FileDialect detected) => said is null ? detected : detected with
    {
        Encoding = EncodingOf(said.Encoding) ?? detected.Encoding,
        Delimiter = DelimiterOf(said.Delimiter) ?? detected.Delimiter,
        DecimalSeparator = said.DecimalSeparator is "," or "." ? said.DecimalSeparator[0] : detected.DecimalSeparator,
        DateFormat = FormatOf(said.DateFormat) ?? detected.DateFormat,
    };

    /// <summary>What is wrong with the settings: field → why.</summary>
    public static Dictionary<string, Told> FaultsOf(WrittenDialect? said)
    {
        var faults = new Dictionary<string, Told>();
        if (said is null) return faults;
        if (IsGiven(said.Encoding) && EncodingOf(said.Encoding) is null) faults["encoding"] = new Told("Unknown encoding {0}.", said.Encoding);
        if (IsGiven(said.Delimiter) && DelimiterOf(said.Delimiter) is null) faults["delimiter"] = new Told("The delimiter is one character, or \"tab\".");
        if (IsGiven(said.DecimalSeparator) && said.DecimalSeparator is not ("," or ".")) faults["decimal"] = new Told("The decimal separator is a point or a comma.");
        if (IsGiven(said.DateFormat) && FormatOf(said.DateFormat) is null) faults["dateFormat"] = new Told("Unknown date format {0}.", said.DateFormat);
        return faults;
    }

    /// <summary>The known spelling of a date format; "dd-mm-yy" is understood as "dd-MM-yy".</summary>
    public static string? FormatOf(string? said) =>
        IsGiven(said) ? DateFormats.Known.FirstOrDefault(format => format.Equals(said, StringComparison.OrdinalIgnoreCase)) : null;

    public static string NameOf(char delimiter) => delimiter == '\t' ? "tab" : delimiter.ToString();

    private static string? EncodingOf(string? said) => !IsGiven(said) ? null :
        LookAtFile.Encodings.FirstOrDefault(name => name.Equals(said, StringComparison.OrdinalIgnoreCase))
        ?? (said!.ToLowerInvariant() is "iso-8859-1" or "latin1" or "ansi" or "cp1252" ? "windows-1252"
            : said.ToLowerInvariant() is "utf8" ? "utf-8" : said.ToLowerInvariant() is "cp1250" ? "windows-1250" : null);

    private static char? DelimiterOf(string? said) => said?.ToLowerInvariant() switch
    {
        "tab" or "\\t" or "\t" => '\t',
        [var one] when !char.IsLetterOrDigit(one) && one is not ('"' or '\r' or '\n') => one,
        _ => null,
    };

    private static bool IsGiven(string? said) => !string.IsNullOrEmpty(said);
}
