namespace Trichter.Team.Lists;

/// <summary>Rows of a list that have something in common.</summary>
/// <param name="Label">What they have in common, as whoever looks reads it.</param>
/// <param name="Shows">The list that shows them alone, made of the one they are put together in; null where none does.</param>
/// <param name="Sums">By currency, the largest first; empty where there is nothing to add up, or it is hidden.</param>
public sealed record GroupRow(string Label, Func<ListQuery, ListQuery>? Shows, int Count, IReadOnlyList<(string Currency, long Minor)> Sums);
