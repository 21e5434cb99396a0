using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Trichter.Platform.Fields;

namespace Trichter.Offers.Amounts;

/// <summary>Quantities, unit prices and percentages: stored as whole millionths, so that both databases keep and compare them exactly.</summary>
internal sealed class Micros() : ValueConverter<decimal, long>(
    value => (long)(value * Millionths),
    stored => Plain(stored / (decimal)Millionths))
{
    public const long Millionths = 1_000_000;

    /// <summary>The greatest quantity or price that can be kept.</summary>
    public const decimal Most = 999_999_999;

    private const decimal OneWithAllZeros = 1.0000000000000000000000000000m;

    /// <summary>The same number without zeros at its end, so that equal numbers read equal.</summary>
    public static decimal Plain(decimal value) => value / OneWithAllZeros;

    /// <summary>As typed by somebody of that culture, "1.234,5" or "0,125", or plain "0.125"; null for what is no number, has more than six decimals or is too large.</summary>
    public static decimal? Read(string? text, CultureInfo culture)
    {
        var bare = Canonical.FromTyped(FieldKind.Measure, text ?? "", culture);
        if (!decimal.TryParse(bare, Canonical.Plain, CultureInfo.InvariantCulture, out var value)) return null;
        return Math.Abs(value) <= Most && decimal.Round(value, 6) == value ? Plain(value) : null;
    }

    /// <summary>For a field to type into: no thousands, as many decimals as there are.</summary>
    public static string Write(decimal value, CultureInfo culture) => Plain(value).ToString("0.######", culture);
}
