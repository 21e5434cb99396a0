using System.Text.RegularExpressions;

namespace Trichter.Exchange.Reading;

/// <summary>
/// Tells decimal comma from decimal point by the columns of numbers that show one beyond doubt. "1.234" alone shows neither.
/// Without any evidence, semicolons between cells speak for the comma.
/// </summary>
internal static partial class DecimalDetection
{
    public static char Of(IReadOnlyList<SampleColumn> columns, char delimiter)
    {
        var numbers = columns.Where(column => column.Values.All(value => Numeric().IsMatch(value))).ToList();
        var commas = numbers.Count(column => column.Values.Any(value => DecimalComma().IsMatch(value)));
        var points = numbers.Count(column => column.Values.Any(value => DecimalPoint().IsMatch(value)));

        if (commas != points) return commas > points ? ',' : '.';
        return delimiter == ';' ? ',' : '.';
    }

    [GeneratedRegex(@"^[^0-9]{0,5}[0-9][0-9 .,'’\u00A0\u202F]*[^0-9]{0,5}$")]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^[^0-9]*([0-9]+,([0-9]{1,2}|[0-9]{4,})|0,[0-9]+"
        + @"|[0-9]{1,3}([.'’ \u00A0\u202F][0-9]{3})+,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,})[^0-9]*$")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^[^0-9]*([0-9]+\.([0-9]{1,2}|[0-9]{4,})|0\.[0-9]+"
        + @"|[0-9]{1,3}([,'’ \u00A0\u202F][0-9]{3})+\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,})[^0-9]*$")]
    private static partial Regex DecimalPoint();
}
