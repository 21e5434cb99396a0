namespace Trichter.Team.Lists;

/// <summary>Rows of a list that have something in common.</summary>
/// <param name="Label">What they have in common, as whoever looks reads it.</param>
/// <param name="Shows">The condition that shows them; null where none says it.</param>
/// <param name="Sums">By currency, the largest first; empty where there is nothing to add up, or it is hidden.</param>
public sealed record GroupRow(string Label, ListCondition? Shows, int Count, IReadOnlyList<(string Currency, long Minor)> Sums);
