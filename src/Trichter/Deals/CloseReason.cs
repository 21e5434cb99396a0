using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Deals;

/// <summary>Why deals are lost, disqualified or parked: a list that a workspace keeps, each in one class that reports can compare.</summary>
public sealed class CloseReason : IRecorded
{
    public Guid Id { get; private init; } = Ids.New();
    public required Outcome Outcome { get; init; }
    public required ReasonClass Class { get; init; }
    public required Localized Name { get; set; }
    public required int Position { get; init; }

    /// <summary>The reasons that a new workspace begins with.</summary>
    public static IReadOnlyList<CloseReason> Usual() =>
    [
        Of(Outcome.Lost, ReasonClass.LostToCompetitor, "Competitor was cheaper", "Wettbewerb war günstiger", "Konkurencja była tańsza", 1),
        Of(Outcome.Lost, ReasonClass.LostToCompetitor, "Competitor fitted better", "Wettbewerb passte besser", "Oferta konkurencji lepiej pasowała", 2),
        Of(Outcome.Lost, ReasonClass.NoDecision, "No budget", "Kein Budget", "Brak budżetu", 3),
        Of(Outcome.Lost, ReasonClass.NoDecision, "Put off, no decision", "Aufgeschoben, keine Entscheidung", "Odłożone, brak decyzji", 4),
        Of(Outcome.Lost, ReasonClass.NoDecision, "No longer reachable", "Nicht mehr erreichbar", "Brak kontaktu", 5),
        Of(Outcome.Lost, ReasonClass.NoLongerAFit, "Need has gone", "Bedarf entfallen", "Potrzeba zniknęła", 6),
        Of(Outcome.Lost, ReasonClass.WithdrawnByUs, "Withdrawn by us", "Von uns zurückgezogen", "Wycofane przez nas", 7),
        Of(Outcome.Disqualified, ReasonClass.NeverFitted, "Wrong target group", "Falsche Zielgruppe", "Niewłaściwa grupa docelowa", 8),
        Of(Outcome.Disqualified, ReasonClass.NeverFitted, "No need", "Kein Bedarf", "Brak potrzeby", 9),
        Of(Outcome.Disqualified, ReasonClass.NeverFitted, "Not a real inquiry", "Keine echte Anfrage", "Nieprawdziwe zapytanie", 10),
        Of(Outcome.Parked, ReasonClass.NoDecision, "Later, budget of next year", "Später, Budget nächstes Jahr", "Później, budżet na przyszły rok", 11),
        Of(Outcome.Parked, ReasonClass.NoDecision, "Waits for an event at the customer", "Wartet auf ein Ereignis beim Kunden", "Czeka na zdarzenie u klienta", 12),
    ];

    private static CloseReason Of(Outcome outcome, ReasonClass reasonClass, string en, string de, string pl, int position) =>
        new() { Outcome = outcome, Class = reasonClass, Name = new Localized(en, de, pl), Position = position };
}

public enum ReasonClass
{
    [Says("never fitted")] NeverFitted,
    [Says("lost to a competitor")] LostToCompetitor,
    [Says("no decision")] NoDecision,
    [Says("no longer a fit")] NoLongerAFit,
    [Says("withdrawn by us")] WithdrawnByUs,
}
