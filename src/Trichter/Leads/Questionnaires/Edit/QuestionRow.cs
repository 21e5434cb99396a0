using System.Globalization;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Process.Edit;

namespace Trichter.Leads.Questionnaires.Edit;

/// <summary>A question as typed; one without words is none.</summary>
public sealed class QuestionRow
{
    public string? Key { get; set; }

    /// <summary>The key of its group.</summary>
    public string? Group { get; set; }

    public string? Order { get; set; }
    public Words Text { get; set => field = value ?? new(); } = new();
    public AnswerKind Kind { get; set; }
    public string? Weight { get; set; }
    public bool Decisive { get; set; }

    /// <summary>"yes", "no", or keys of choices, with commas between.</summary>
    public string? Good { get; set; }

    public string? AtLeast { get; set; }
    public string? AtMost { get; set; }
    public string? StaleDays { get; set; }
    public bool ForCustomer { get; set; }

    /// <summary>One choice a line: "key: English | Deutsch | Polski".</summary>
    public string? Choices { get; set; }

    public bool Remove { get; set; }

    public bool IsKept => !Remove && !Text.IsEmpty;

    public static QuestionRow Of(QuestionGroup group, Question its) => new()
    {
        Key = its.Key,
        Group = group.Key,
        Order = (group.Questions.IndexOf(its) + 1).ToString(CultureInfo.InvariantCulture),
        Text = Words.Of(its.Text),
        Kind = its.Kind,
        Weight = its.Weight.ToString(CultureInfo.InvariantCulture),
        Decisive = its.Decisive,
        Good = string.Join(", ", its.Good.OneOf),
        AtLeast = Row.Typed(its.Good.AtLeast),
        AtMost = Row.Typed(its.Good.AtMost),
        StaleDays = its.StaleDays?.ToString(CultureInfo.InvariantCulture),
        ForCustomer = its.ForCustomer,
        Choices = string.Join('\n', its.Choices.Select(choice => $"{choice.Key}: {choice.Text.En} | {choice.Text.De} | {choice.Text.Pl}")),
    };

    internal Told? Fault(IReadOnlyCollection<string> groups)
    {
        var choices = ReadChoices();
        if (!groups.Contains(Group ?? "")) return new Told("Choose the group the question belongs to.");
        if (!IsBlank(Weight) && !(Row.Whole(Weight) <= Question.HighestWeight)) return new Told("The weight is a whole number up to {0}.", Question.HighestWeight);
        if (!IsBlank(StaleDays) && !(Row.Whole(StaleDays) is >= 1 and <= 3650)) return new Told("Days are a whole number.");
        if ((!IsBlank(AtLeast) && Row.Number(AtLeast) is null) || (!IsBlank(AtMost) && Row.Number(AtMost) is null)) return new Told("The limits are numbers.");
        if (Kind == AnswerKind.Choice && choices.Count < 2) return new Told("Write at least two choices, one a line.");

        string[] known = Kind switch { AnswerKind.YesNo => [Answer.Yes, Answer.No], AnswerKind.Choice => [.. choices.Select(choice => choice.Key)], _ => [] };
        return known.Length > 0 && ReadGood().FirstOrDefault(key => !known.Contains(key)) is { } strange ? new Told("No answer is called {0}. There are: {1}.", strange, string.Join(", ", known)) : null;
    }

    internal Question ToQuestion(List<string> taken) => new(
        RowKey.Of(Key, Text, taken), Text.ToLocalized(), Kind, Row.Whole(Weight) ?? 0, Decisive,
        new GoodAnswers(
            Kind is AnswerKind.YesNo or AnswerKind.Choice ? ReadGood() : [],
            Kind is AnswerKind.Number or AnswerKind.Money or AnswerKind.Date ? Row.Number(AtLeast) : null,
            Kind is AnswerKind.Number or AnswerKind.Money or AnswerKind.Date ? Row.Number(AtMost) : null),
        Row.Whole(StaleDays), ForCustomer, Kind == AnswerKind.Choice ? ReadChoices() : []);

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    private List<string> ReadGood() => Canonical.List(Good ?? "");

    private List<AnswerChoice> ReadChoices()
    {
        var taken = new List<string>();
        return [.. (Choices ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line =>
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var words = line[(colon + 1)..].Split('|', StringSplitOptions.TrimEntries);
            var text = new Words { En = words[0], De = words.ElementAtOrDefault(1), Pl = words.ElementAtOrDefault(2) };
            return new AnswerChoice(RowKey.Of(colon > 0 ? line[..colon].Trim() : null, text, taken), text.ToLocalized());
        })];
    }
}
