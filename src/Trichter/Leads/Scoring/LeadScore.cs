namespace Trichter.Leads.Scoring;

/// <summary>
/// How well a lead fits and how much it does, 0 to 50 each, as a sum that can be checked line by line (metrics, section 5). It is a rule that people can
/// read and change, and makes no claim; it is never turned into a per cent.
/// </summary>
/// <param name="Fit">0 to 50.</param>
/// <param name="Engagement">0 to 50; 0 for who objected.</param>
/// <param name="Lines">Every rule and every kind of event, with what it adds.</param>
/// <param name="Unknown">Rules that could not be judged because a field is empty.</param>
public sealed record LeadScore(double Fit, double Engagement, IReadOnlyList<ScoreLine> Lines, IReadOnlyList<FitRule> Unknown)
{
    public const int Most = 50;

    /// <summary>0 to 100, rounded half up.</summary>
    public int Total => (int)Math.Floor(Fit + Engagement + 0.5);

    /// <summary>"B2": the fit by its letter, A best; the engagement by its figure, 1 best.</summary>
    public string Grade => $"{"DCBA"[Quarter(Fit)]}{4 - Quarter(Engagement)}";

    /// <param name="rules">Each with whether it holds; null where its field is empty.</param>
    /// <param name="events">What happened, in any order; what lies after <paramref name="asOf"/> does not exist.</param>
    /// <param name="hasObjected">Unsubscribed or objected: no engagement counts.</param>
    public static LeadScore Of(IReadOnlyList<(FitRule Rule, bool? Holds)> rules, IReadOnlyList<ScoredEvent> events, IReadOnlyList<EventRule> kinds, int halfLifeDays, DateTime asOf, bool hasObjected = false)
    {
        var lines = rules.Where(its => its.Holds == true).Select(its => new ScoreLine(its.Rule, null, its.Rule.Points, 1)).ToList();
        var fit = Math.Clamp(lines.Sum(line => line.Points), 0, Most);
        var engagement = 0.0;
        foreach (var kind in kinds)
        {
            var past = events.Where(its => its.Kind == kind.Kind && its.At <= asOf).ToList();
            if (past.Count == 0 || hasObjected) continue;

            var points = Math.Min(past.Sum(its => kind.Points * Math.Pow(0.5, (asOf - its.At).TotalDays / halfLifeDays)), kind.Cap);
            lines.Add(new ScoreLine(null, kind.Kind, points, past.Count));
            engagement += points;
        }

        return new LeadScore(fit, Math.Clamp(engagement, 0, Most), lines, [.. rules.Where(its => its.Holds is null).Select(its => its.Rule)]);
    }

    private static int Quarter(double points) => Math.Min((int)(points / (Most / 4.0)), 3);
}

/// <param name="Rule">Null for a kind of event.</param>
/// <param name="Many">How many events.</param>
public sealed record ScoreLine(FitRule? Rule, EventKind? Kind, double Points, int Many);

public sealed record ScoredEvent(EventKind Kind, DateTime At);
