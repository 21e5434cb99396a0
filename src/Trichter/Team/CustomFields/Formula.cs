using System.Globalization;
using NCalc;
using NCalc.Exceptions;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Team.CustomFields;

/// <summary>
/// Computes a field of others of the same record: "value * 0.1", "if([value] > 10000, 'large', 'small')". Names are the keys of fields;
/// amounts and numbers are decimals, blank ones count as 0; days are dates. There is no today, so that a value changes only with its record.
/// </summary>
public static class Formula
{
    public const int Longest = 500;

    private const ExpressionOptions Options = ExpressionOptions.DecimalAsDefault | ExpressionOptions.IgnoreCaseAtBuiltInFunctions;

    /// <summary>What keeps a text from being a formula, or null.</summary>
    /// <param name="names">The fields it may speak of.</param>
    public static Told? FaultOf(string text, IReadOnlyCollection<string> names)
    {
        if (text.Trim().Length == 0) return new Told("Say what is to be computed.");
        if (text.Length > Longest) return new Told("At most {0} characters.", Longest);
        try
        {
            var expression = new Expression(text, Options);
            if (expression.HasErrors()) return new Told("This cannot be read: {0}", expression.Error?.Message ?? "");
            var unknown = expression.GetParameterNames().FirstOrDefault(name => !names.Contains(name));
            return unknown is null ? null : new Told("There is no field {0} to compute with.", unknown);
        }
        catch (NCalcException unreadable)
        {
            return new Told("This cannot be read: {0}", unreadable.Message);
        }
    }

    /// <summary>The fields it speaks of.</summary>
    public static IReadOnlyList<string> NamesIn(string text)
    {
        try
        {
            return new Expression(text, Options).GetParameterNames();
        }
        catch (NCalcException)
        {
            return [];
        }
    }

    /// <returns>The result in canonical form; empty where there is none (a division by zero, a text where a number is needed).</returns>
    public static string Of(string text, CustomFieldType result, IHasCustomFields record)
    {
        try
        {
            var expression = new Expression(text, Options);
            foreach (var name in expression.GetParameterNames()) expression.Parameters[name] = ValueOf(record, name);
            return Write(expression.Evaluate(CancellationToken.None), result);
        }
        catch (Exception none) when (none is NCalcException or ArithmeticException or InvalidCastException or FormatException or ArgumentException or InvalidOperationException)
        {
            return "";
        }
    }

    private static object ValueOf(IHasCustomFields record, string name)
    {
        var (kind, text) = record.ValueOf(name) ?? (FieldKind.Text, record.Custom.GetValueOrDefault(name, ""));
        if (kind is FieldKind.Money or FieldKind.Number && text.Length == 0) return 0m;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return number;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day.ToDateTime(TimeOnly.MinValue);
        return text;
    }

    private static string Write(object? value, CustomFieldType result) => (value, result) switch
    {
        (null, _) => "",
        (bool yes, _) => yes ? YesNoWords.Yes : YesNoWords.No,
        (DateTime day, _) => Canonical.Of(DateOnly.FromDateTime(day)),
        (IConvertible number, CustomFieldType.Money) => Math.Round(number.ToDecimal(CultureInfo.InvariantCulture), 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture),
        (IConvertible number, CustomFieldType.Number) => number.ToDecimal(CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture),
        (IConvertible text, _) => text.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
