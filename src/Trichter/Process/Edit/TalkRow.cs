using System.Globalization;
using Trichter.Platform.Language;

namespace Trichter.Process.Edit;

/// <summary>A point of the talk track as typed; one without words is none.</summary>
public sealed class TalkRow
{
    public string? Key { get; set; }

    /// <summary>Its place in the track; empty for the end.</summary>
    public string? Order { get; set; }

    public TalkKind Kind { get; set; }
    public Words Text { get; set => field = value ?? new(); } = new();

    /// <summary>"bant/need": the questionnaire and the question whose answer is noted there.</summary>
    public string? Asks { get; set; }

    public bool Remove { get; set; }

    public bool IsKept => !Remove && !Text.IsEmpty;

    public static TalkRow Of(TalkPoint its, int index) => new()
    {
        Key = its.Key,
        Order = StageForm.Typed(index + 1),
        Kind = its.Kind,
        Text = Words.Of(its.Text),
        Asks = its.Asks,
    };

    internal Told? Fault() =>
        !string.IsNullOrWhiteSpace(Order) && StageForm.Whole(Order) is null ? new Told("A whole number says the place.")
        : !string.IsNullOrWhiteSpace(Asks) && Asks.Trim().Split('/') is not [{ Length: > 0 }, { Length: > 0 }] ? new Told("Name a question as questionnaire/question: bant/need.")
        : null;

    internal TalkPoint ToPoint(List<string> keys)
    {
        var asks = string.IsNullOrWhiteSpace(Asks) ? null : Asks.Trim().ToLower(CultureInfo.InvariantCulture).Split('/');
        return new TalkPoint(RowKey.Of(Key, Text, keys), Kind, Text.ToLocalized(), asks?[0], asks?[1]);
    }
}
