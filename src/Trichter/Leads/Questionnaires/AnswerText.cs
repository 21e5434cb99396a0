using System.Globalization;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Leads.Questionnaires;

/// <summary>Answers between what is typed, what is stored and what is shown.</summary>
internal static class AnswerText
{
    /// <summary>In canonical form; empty when nothing was typed.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static Told? Read(Question question, string? typed, CultureInfo culture, out string value)
    {
        value = typed?.Trim() ?? "";
        if (value.Length == 0) return null;
        if (value.Length > Answer.Longest) return new Told("At most {0} characters.", Answer.Longest);

        switch (question.Kind)
        {
            case AnswerKind.YesNo:
                return value is Answer.Yes or Answer.No ? null : new Told("Choose one of the answers.");
            case AnswerKind.Choice:
                return question.ChoiceWith(value) is null ? new Told("Choose one of the answers.") : null;
            case AnswerKind.Number or AnswerKind.Money:
                var bare = Canonical.FromTyped(FieldKind.Money, value, culture);
                if (!decimal.TryParse(bare, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > 90_000_000_000_000m) return new Told("This is not a number.");
                value = number.ToString(CultureInfo.InvariantCulture);
                return null;
            case AnswerKind.Date:
                return DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : new Told("This is not a date.");
            default:
                return null;
        }
    }

    /// <summary>As a form shows it again.</summary>
    public static string Typed(Question question, string value, CultureInfo culture) =>
        question.Kind is AnswerKind.Number or AnswerKind.Money && decimal.TryParse(value, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("#,##0.##", culture) : value;

    public static string Show(Question question, string value, string currency, Texts texts) => question.Kind switch
    {
        AnswerKind.YesNo => value == Answer.Yes ? texts["yes"] : texts["no"],
        AnswerKind.Choice => question.ChoiceWith(value) is { } choice ? texts[choice.Text] : value,
        AnswerKind.Money when decimal.TryParse(value, CultureInfo.InvariantCulture, out var amount) => texts.Money((long)Math.Round(amount * 100), currency),
        AnswerKind.Number => Typed(question, value, texts.Culture),
        AnswerKind.Date when DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var day) => texts.Date(day),
        _ => value,
    };
}
