using Trichter.Deals;
using Trichter.Process;

namespace Trichter.Exchange.Columns;

/// <summary>Understands what a file says about where a deal stands: a stage by key or name in any language, or how it ended.</summary>
internal sealed class StageWords(ProcessVersion version)
{
    private static readonly Dictionary<string, Outcome> Outcomes = Folded(
        (Outcome.Won, ["won", "closed won", "deal won", "sold", "gewonnen", "abgeschlossen gewonnen", "geschlossen gewonnen", "erfolgreich", "verkauft", "wygrana", "wygrane", "wygrany", "wygrano", "zamknięta wygrana", "zamknięte wygrane", "sprzedana"]),
        (Outcome.Lost, ["lost", "closed lost", "deal lost", "verloren", "abgeschlossen verloren", "geschlossen verloren", "nicht erfolgreich", "przegrana", "przegrane", "przegrany", "przegrano", "utracona", "zamknięta przegrana", "zamknięte przegrane"]),
        (Outcome.Open, ["open", "in progress", "active", "offen", "laufend", "aktiv", "in bearbeitung", "otwarta", "otwarte", "otwarty", "w toku", "aktywna"]),
        (Outcome.Disqualified, ["disqualified", "unqualified", "junk", "disqualifiziert", "ungeeignet", "nicht qualifiziert", "zdyskwalifikowana", "zdyskwalifikowany", "zdyskwalifikowane", "odrzucona"]));

    private readonly Dictionary<string, Stage?> known = [];

    public Stage First => version.Stages[0];

    public Stage? StageOf(string text)
    {
        var folded = Headers.Fold(text);
        if (!known.TryGetValue(folded, out var stage)) known[folded] = stage = Find(folded);
        return stage;
    }

    public static Outcome? OutcomeOf(string text) => Outcomes.TryGetValue(Headers.Fold(text), out var outcome) ? outcome : null;

    private Stage? Find(string folded) => folded.Length == 0 ? null :
        version.Stages.FirstOrDefault(stage => Headers.Fold(stage.Key) == folded)
        ?? version.Stages.FirstOrDefault(stage =>
            new[] { stage.Name.En, stage.Name.De, stage.Name.Pl }.Any(name => Headers.Fold(name) == folded));

    private static Dictionary<string, Outcome> Folded(params (Outcome Outcome, string[] Words)[] words) =>
        words.SelectMany(group => group.Words.Select(word => (Headers.Fold(word), group.Outcome)))
            .DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Outcome);
}
