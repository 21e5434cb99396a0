namespace Trichter.Platform.Statistics;

/// <summary>
/// How long one record was watched and how that ended. <paramref name="Time"/> is from entry to the end, or to the day of the
/// report while it is open, in any one unit, never negative. <paramref name="Cause"/> is 0 for open (censored), 1 and up for
/// the ways to end. <paramref name="Start"/> is for delayed entry: at risk only at times after it and up to <paramref
/// name="Time"/>; -1 is from the start.
/// </summary>
public readonly record struct Observation(double Time, int Cause, double Start = -1);
