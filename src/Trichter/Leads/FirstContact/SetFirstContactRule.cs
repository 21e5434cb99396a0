using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Leads.FirstContact;

/// <summary>Says how quickly new leads are to be contacted. Clocks that run already keep their time.</summary>
public sealed class SetFirstContactRule(Db db, Me me, TimelineWriter timeline)
{
    /// <returns>What is wrong, by field ("minutes", "reroutes", "calls"); empty when it was saved.</returns>
    /// <exception cref="NotAllowedException">The role may not manage the workspace.</exception>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(int? minutes, int? reroutes, int? calls, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var faults = new Dictionary<string, Told>();
        if (minutes is not (>= FirstContactRule.Shortest and <= FirstContactRule.Longest)) faults["minutes"] = new Told("A whole number from {0} to {1}.", FirstContactRule.Shortest, FirstContactRule.Longest);
        if (reroutes is not (>= 0 and <= FirstContactRule.MostReroutes)) faults["reroutes"] = new Told("A whole number from {0} to {1}.", 0, FirstContactRule.MostReroutes);
        if (calls is not (>= 1 and <= FirstContactRule.MostCalls)) faults["calls"] = new Told("A whole number from {0} to {1}.", 1, FirstContactRule.MostCalls);
        if (faults.Count > 0) return faults;

        var rule = await db.FirstContactRules.SingleOrDefaultAsync(cancellation);
        if (rule is null) db.FirstContactRules.Add(rule = new FirstContactRule());
        (rule.Minutes, rule.Reroutes, rule.CallsPerSeller) = (minutes!.Value, reroutes!.Value, calls!.Value);
        timeline.Record(new FirstContactRuleSet(rule.Id, rule.Minutes));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }
}

public sealed record FirstContactRuleSet(Guid RuleId, int Minutes) : Happening(RuleId)
{
    public override Told Told => new("set the time for a first contact to {0} working minutes", Minutes);

    public override string Icon => "alarm";
}
