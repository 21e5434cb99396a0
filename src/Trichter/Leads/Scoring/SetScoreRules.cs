using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Leads.Scoring;

/// <summary>Says what makes a lead worth a call.</summary>
public sealed class SetScoreRules(Db db, Me me, TimelineWriter timeline)
{
    /// <returns>What is wrong, by field ("fit-2", "engagement-0", "half-life"); empty when it was saved.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(IReadOnlyList<FitRule?> fit, IReadOnlyList<EventRule?> engagement, int? halfLife, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var faults = new Dictionary<string, Told>();
        for (var i = 0; i < fit.Count; i++)
            if (FaultOf(fit[i]) is { } fault) faults[$"fit-{i}"] = fault;
        for (var i = 0; i < engagement.Count; i++)
            if (engagement[i] is not { Points: >= 0 and <= ScoreRules.MostPoints, Cap: >= 0 and <= ScoreRules.MostPoints }) faults[$"engagement-{i}"] = new Told("A whole number from {0} to {1}.", 0, ScoreRules.MostPoints);
        if (halfLife is not (>= 1 and <= 365)) faults["half-life"] = new Told("A whole number from {0} to {1}.", 1, 365);
        if (fit.Count > ScoreRules.MostRules) faults["fit-0"] = new Told("At most {0} rules.", ScoreRules.MostRules);
        if (faults.Count > 0) return faults;

        var rules = await db.ScoreRules.SingleOrDefaultAsync(cancellation);
        if (rules is null) db.ScoreRules.Add(rules = new ScoreRules());
        rules.Fit = [.. fit.OfType<FitRule>()];
        rules.Engagement = [.. engagement.OfType<EventRule>()];
        rules.HalfLifeDays = halfLife!.Value;
        timeline.Record(new ScoreRulesSet(rules.Id));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    private static Told? FaultOf(FitRule? rule) => rule switch
    {
        null or { Points: < -ScoreRules.MostPoints or > ScoreRules.MostPoints } => new Told("A whole number from {0} to {1}.", -ScoreRules.MostPoints, ScoreRules.MostPoints),
        { Field: FitField.Employees } when ReadScores.RangeOf(rule.Value) is null => new Told("A range such as 50-500."),
        { Field: not FitField.FreeMail, Value.Length: 0 or > 100 } => new Told("Say what the field contains."),
        _ => null,
    };
}

public sealed record ScoreRulesSet(Guid RulesId) : Happening(RulesId)
{
    public override Told Told => new("set the rules of the lead score");

    public override string Icon => "target";
}
