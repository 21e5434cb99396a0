using System.Text.RegularExpressions;
using Trichter.Platform.Search;

namespace Trichter.Customers;

/// <summary>Brings names of companies into a form in which two spellings of one company are equal.</summary>
internal static partial class CompanyName
{
    public static string KeyOf(string name)
    {
        var folded = SearchEntry.Fold(name);
        var bare = LegalForm().Replace(folded, " ");
        var key = string.Concat((bare.Trim().Length > 1 ? bare : folded).Where(char.IsLetterOrDigit));
        return key[..Math.Min(key.Length, 200)];
    }

    [GeneratedRegex(@"\b(gmbh|ag|kg|kgaa|ohg|gbr|ug|se|e\.?\s?k\.?|mbh|co|haftungsbeschrankt|sp\.?\s?z\s?o\.?\s?o\.?|sp\.?\s?[jk]\.?|s\.?a\.?|s\.?c\.?|spolka|ltd|limited|inc|llc|plc|gesmbh|sarl|srl|bv|nv|oy|ab|as|aps)\b\.?|&")]
    private static partial Regex LegalForm();
}

/// <summary>Phone numbers as people type them.</summary>
internal static class PhoneNumber
{
    /// <summary>Only the digits, so that a number is found in any format.</summary>
    public static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));

    /// <summary>For a link that dials it (RFC 3966).</summary>
    public static string Dial(string number) => (number.TrimStart().StartsWith('+') ? "+" : "") + Digits(number);
}
