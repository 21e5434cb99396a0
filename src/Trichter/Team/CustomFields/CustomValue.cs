using System.Globalization;
using Trichter.Platform.Fields;

namespace Trichter.Team.CustomFields;

/// <summary>The value of a custom field again, so that lists filter and sort by an index. Follows the record in the same save; nobody else writes it.</summary>
public sealed class CustomValue
{
    private const decimal Steps = 10_000m;
    private const int Longest = 200;

    public required Guid FieldId { get; init; }
    public required Guid RecordId { get; init; }

    /// <summary>In small letters, the first 200 of them.</summary>
    public required string Text { get; set; }

    /// <summary>A number in ten-thousandths, a day counted from the year 1; null for other types.</summary>
    public long? Number { get; set; }

    public Guid? RelatedId { get; set; }

    /// <summary>Null where the record has no value.</summary>
    public static CustomValue? Of(CustomField field, IHasCustomFields record)
    {
        var text = field.Of(record);
        return text.Length == 0 ? null : new CustomValue
        {
            FieldId = field.Id,
            RecordId = record.Id,
            Text = (text.Length > Longest ? text[..Longest] : text).ToLower(CultureInfo.InvariantCulture),
            Number = field.ValueType switch
            {
                CustomFieldType.Number or CustomFieldType.Money => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? InSteps(number) : null,
                CustomFieldType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null,
                _ => null,
            },
            RelatedId = field.Type == CustomFieldType.Relation && Guid.TryParse(text, out var id) ? id : null,
        };
    }

    /// <summary>Null for what is too large to be compared.</summary>
    public static long? InSteps(decimal number) => Math.Abs(number) <= 90_000_000_000_000m ? (long)Math.Round(number * Steps, MidpointRounding.AwayFromZero) : null;

    public void Take(CustomValue other) => (Text, Number, RelatedId) = (other.Text, other.Number, other.RelatedId);
}
