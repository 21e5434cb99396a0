using Trichter.Platform.Language;

namespace Trichter.Offers.Negotiation.Edit;

/// <summary>Concessions that most can give: those that cost little and are worth much come first. What they cost is for each company to enter.</summary>
public static class UsualConcessions
{
    public static IReadOnlyList<ConcessionKind> All() =>
    [
        new() { Name = new Localized("Longer support", "Längere Betreuung", "Dłuższe wsparcie"), Measure = ConcessionMeasure.Months, Value = 4 },
        new() { Name = new Localized("Free delivery", "Lieferung frei Haus", "Bezpłatna dostawa"), Measure = ConcessionMeasure.Freight, Value = 4 },
        new() { Name = new Localized("Longer warranty", "Längere Gewährleistung", "Dłuższa gwarancja"), Measure = ConcessionMeasure.Months, Value = 4 },
        new() { Name = new Localized("Training", "Schulung", "Szkolenie"), Measure = ConcessionMeasure.Other, Value = 3 },
        new() { Name = new Localized("Longer payment", "Längeres Zahlungsziel", "Dłuższy termin płatności"), Measure = ConcessionMeasure.PaymentDays, Value = 3 },
        new() { Name = new Localized("Discount", "Preisnachlass", "Rabat"), Measure = ConcessionMeasure.Percent, Value = 3 },
    ];
}
