using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team.CustomFields;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>Fields of the workspace as dimensions and figures.</summary>
internal static class OwnDimensions
{
    /// <summary>Choices, yes and no, texts. What was chosen is stored in small letters beside the record.</summary>
    public static IEnumerable<Dimension<T>> Of<T>(Db db, Texts texts, IEnumerable<CustomField> fields) where T : class, IHasCustomFields =>
        fields.Where(field => field.ValueType is CustomFieldType.Choice or CustomFieldType.YesNo or CustomFieldType.Text).Select(field =>
        {
            var id = field.Id;
            return Dimensions.Text<T>(
                texts, field.Name, texts[field.Label],
                record => db.CustomValues.Where(value => value.FieldId == id && value.RecordId == record.Id).Select(value => value.Text).FirstOrDefault() ?? "",
                text => field.ValueType switch
                {
                    CustomFieldType.Choice => field.Options.Find(option => option.Key.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } option ? texts[option.Label] : text,
                    CustomFieldType.YesNo when text is YesNoWords.Yes or YesNoWords.No => texts[text],
                    _ => text,
                },
                isKnownOfThePast: false,
                new Beside<T, string>(db.CustomValues.Where(value => value.FieldId == id), record => record.Id, value => value!.Text ?? ""));
        });

    public static IEnumerable<Figure<T>> Figures<T>(Db db, Texts texts, IEnumerable<CustomField> fields) where T : class, IHasCustomFields =>
        fields.Where(field => field.IsNumeric).Select(field =>
        {
            var id = field.Id;
            return new Figure<T>(field.Name, texts[field.Label], record => db.CustomValues.Where(value => value.FieldId == id && value.RecordId == record.Id).Select(value => value.Number).FirstOrDefault())
            { Steps = 10_000, IsKnownOfThePast = false, Beside = new Beside<T, long?>(db.CustomValues.Where(value => value.FieldId == id), record => record.Id, value => value!.Number) };
        });
}
