using Trichter.Platform.Language;
using Trichter.Process.Edit;

namespace Trichter.Offers.Objections.Edit;

/// <summary>A kind of objection as it is typed.</summary>
public sealed class ObjectionKindForm
{
    /// <summary>The version that was shown; 0 for a new one.</summary>
    public int Seen { get; set; }

    public Words Name { get; set => field = value ?? new(); } = new();
    public bool AboutPrice { get; set; }
    public List<AnswerRow> Answers { get; set => field = value ?? []; } = [];
    public List<Guid> Proofs { get; set => field = value ?? []; } = [];

    public static ObjectionKindForm Of(ObjectionKind kind) => new()
    {
        Seen = kind.Version,
        Name = Words.Of(kind.Name),
        AboutPrice = kind.AboutPrice,
        Answers = [.. kind.Answers.Select(AnswerRow.Of)],
        Proofs = [.. kind.Proofs],
    };

    /// <summary>Field → what is wrong with it.</summary>
    public Dictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if (Name.IsEmpty) faults["Name"] = new Told("A name is needed.");
        foreach (var (row, index) in Answers.Select((row, index) => (row, index)).Where(one => one.row.IsKept))
            if (new[] { row.Text.En, row.Text.De, row.Text.Pl }.Any(text => text?.Length > ObjectionReply.Longest)) faults[$"Answers[{index}]"] = new Told("At most {0} characters.", ObjectionReply.Longest);
        return faults;
    }

    /// <summary>Only after <see cref="Faults"/> found nothing.</summary>
    public void WriteTo(ObjectionKind kind)
    {
        var keys = new List<string>();
        (kind.Name, kind.AboutPrice) = (Name.ToLocalized(), AboutPrice);
        kind.Answers = [.. Answers.Where(row => row.IsKept).Select(row => row.ToAnswer(keys))];
        kind.Proofs = [.. Proofs.Distinct()];
    }
}

/// <summary>An answer as typed; one without words is none.</summary>
public sealed class AnswerRow
{
    public string? Key { get; set; }
    public AnswerTone Tone { get; set; }
    public Words Text { get; set => field = value ?? new(); } = new();
    public bool Remove { get; set; }

    public bool IsKept => !Remove && !Text.IsEmpty;

    public static AnswerRow Of(ObjectionAnswer its) => new() { Key = its.Key, Tone = its.Tone, Text = Words.Of(its.Text) };

    internal ObjectionAnswer ToAnswer(List<string> keys) => new(RowKey.Of(Key, Text, keys), Tone, Text.ToLocalized());
}
