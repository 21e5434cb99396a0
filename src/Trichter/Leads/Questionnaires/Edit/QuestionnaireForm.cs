using System.Globalization;
using Trichter.Platform.Language;
using Trichter.Process.Edit;

namespace Trichter.Leads.Questionnaires.Edit;

/// <summary>A questionnaire as it is typed. Everything is text, so that nothing typed is lost when something does not fit.</summary>
public sealed class QuestionnaireForm
{
    /// <summary>The version of the draft that was shown; -1 when there was none.</summary>
    public int Seen { get; set; } = -1;

    public Words Name { get; set => field = value ?? new(); } = new();
    public string? FitFrom { get; set; }
    public bool ProposesFits { get; set; }
    public List<GroupRow> Groups { get; set => field = value ?? []; } = [];
    public List<QuestionRow> Questions { get; set => field = value ?? []; } = [];

    public static QuestionnaireForm Of(Questionnaire questionnaire, QuestionnaireVersion? version) => new()
    {
        Seen = version is { IsDraft: true } ? version.Version : -1,
        Name = Words.Of(questionnaire.Name),
        FitFrom = (version?.FitFrom ?? 70).ToString(CultureInfo.InvariantCulture),
        ProposesFits = version?.ProposesFits ?? false,
        Groups = [.. (version?.Groups ?? []).Select(GroupRow.Of)],
        Questions = [.. (version?.Groups ?? []).SelectMany(group => group.Questions.Select(question => QuestionRow.Of(group, question)))],
    };

    /// <summary>Field → what is wrong with it.</summary>
    public IReadOnlyDictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        var groups = KeptGroups();
        if (Name.IsEmpty) faults["Name"] = new Told("A name is needed.");
        if (!(Row.Whole(FitFrom) <= 100)) faults["FitFrom"] = new Told("A whole number up to {0}.", 100);
        if (groups.Count == 0) faults["Groups"] = new Told("At least one group is needed.");
        if (!Questions.Any(row => row.IsKept)) faults["Questions"] = new Told("At least one question is needed.");

        foreach (var (row, index) in Questions.Select((row, index) => (row, index)).Where(one => one.row.IsKept))
            if (row.Fault(groups.ConvertAll(group => group.Key)) is { } fault) faults[$"Questions[{index}]"] = fault;
        return faults;
    }

    /// <summary>Only after <see cref="Faults"/> found nothing.</summary>
    public void WriteTo(QuestionnaireVersion draft)
    {
        var taken = new List<string>();
        draft.FitFrom = Row.Whole(FitFrom)!.Value;
        draft.ProposesFits = ProposesFits;
        draft.Groups = [.. KeptGroups().Select(group => group with
        {
            Questions = [.. Questions.Where(row => row.IsKept && row.Group == group.Key).OrderBy(row => Row.Whole(row.Order) ?? int.MaxValue).Select(row => row.ToQuestion(taken))],
        })];
    }

    private List<QuestionGroup> KeptGroups()
    {
        var taken = new List<string>();
        return [.. Groups.Where(row => row.IsKept).Select(row => row.ToGroup(taken))];
    }
}

/// <summary>A group as typed; one without a name is none.</summary>
public sealed class GroupRow
{
    public string? Key { get; set; }
    public string? Letter { get; set; }
    public Words Name { get; set => field = value ?? new(); } = new();
    public bool Remove { get; set; }

    public bool IsKept => !Remove && !Name.IsEmpty;

    public static GroupRow Of(QuestionGroup its) => new() { Key = its.Key, Letter = its.Letter, Name = Words.Of(its.Name) };

    internal QuestionGroup ToGroup(List<string> taken)
    {
        var name = Name.ToLocalized();
        var letter = Letter?.Trim() is { Length: > 0 } its ? its : name.In("en")[..1];
        return new QuestionGroup(RowKey.Of(Key, Name, taken), letter[..Math.Min(2, letter.Length)], name, []);
    }
}

internal static class Row
{
    public static int? Whole(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static decimal? Number(string? text) =>
        decimal.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string? Typed(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);
}
