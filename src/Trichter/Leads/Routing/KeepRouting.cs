using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Leads.Routing;

/// <summary>Writes the rules for who gets new leads, puts them into another order and takes them away. Leads that were given stay where they are.</summary>
public sealed class KeepRouting(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <returns>The rule, or what is wrong by field ("Name", "Condition-2", "Sellers", "MostWaiting"); neither where it is not there.</returns>
    public async Task<(RoutingRule? Saved, IReadOnlyDictionary<string, Told> Faults)> SaveAsync(Guid? id, RoutingDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageTeam);
        var rules = await db.RoutingRules.Where(rule => rule.RetiredAt == null).OrderBy(rule => rule.Position).ToListAsync(cancellation);
        var rule = rules.Find(its => its.Id == id);
        if (id is not null && rule is null) return (null, new Dictionary<string, Told>());
        if (await FaultsAsync(draft, rules.Count + (rule is null ? 1 : 0), cancellation) is { Count: > 0 } faults) return (null, faults);

        if (rule is null) db.RoutingRules.Add(rule = new RoutingRule { Name = "", Position = rules.Count == 0 ? 1 : rules[^1].Position + 1 });
        (rule.Name, rule.Conditions, rule.Sellers, rule.Turn, rule.LanguageFirst, rule.MostWaiting) =
            (draft.Name.Trim(), [.. draft.Conditions.Select(typed => typed.Condition).OfType<RoutingCondition>()], [.. draft.Sellers.Distinct()], draft.Turn, draft.LanguageFirst, draft.MostWaiting);
        timeline.Record(new RoutingRuleSaved(rule.Id, rule.Name));
        await db.SaveChangesAsync(cancellation);
        return (rule, new Dictionary<string, Told>());
    }

    /// <summary>One place up; the first stays where it is.</summary>
    public async Task<bool> MoveUpAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageTeam);
        var rules = await db.RoutingRules.Where(rule => rule.RetiredAt == null).OrderBy(rule => rule.Position).ToListAsync(cancellation);
        if (rules.FindIndex(rule => rule.Id == id) is var at && at < 0) return false;
        if (at == 0) return true;

        (rules[at].Position, rules[at - 1].Position) = (rules[at - 1].Position, rules[at].Position);
        timeline.Record(new RoutingRuleSaved(id, rules[at].Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageTeam);
        if (await db.RoutingRules.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } rule) return false;

        rule.Retire(change.Now);
        timeline.Record(new RoutingRuleRemoved(id, rule.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task<Dictionary<string, Told>> FaultsAsync(RoutingDraft draft, int many, CancellationToken cancellation)
    {
        var faults = new Dictionary<string, Told>();
        if (draft.Name.Trim().Length is 0 or > RoutingRule.LongestName) faults["Name"] = new Told("A name of at most {0} characters is needed.", RoutingRule.LongestName);
        else if (many > RoutingRule.Most) faults["Name"] = new Told("At most {0} rules.", RoutingRule.Most);
        for (var i = 0; i < draft.Conditions.Count; i++)
            if (draft.Conditions[i].Fault is { } fault) faults[$"Condition-{i}"] = fault;
        if (!draft.HasReadableLimit || draft.MostWaiting is < 1 or > 1000) faults["MostWaiting"] = new Told("A whole number from {0} to {1}.", 1, 1000);
        var sellers = draft.Sellers.Distinct().ToList();
        var known = await db.Users.AsNoTracking().Where(user => sellers.Contains(user.Id) && user.DisabledAt == null).ToListAsync(cancellation);
        if (sellers.Count == 0 || known.Count(user => user.May(Right.ChangeDeals)) != sellers.Count) faults["Sellers"] = new Told("Choose who gets these leads: colleagues who may change deals.");
        return faults;
    }
}

/// <param name="HasReadableLimit">False where something was typed that is no number.</param>
public sealed record RoutingDraft(string Name, IReadOnlyList<TypedCondition> Conditions, IReadOnlyList<Guid> Sellers, RoutingTurn Turn, bool LanguageFirst, int? MostWaiting, bool HasReadableLimit = true);

/// <summary>A condition as it was typed; an empty place is none, words without a field are a fault: left out, they would make a rule for every lead.</summary>
public sealed record TypedCondition(RoutingField? Field, string Values)
{
    public RoutingCondition? Condition => Field is { } its ? new(its, Values.Trim()) : null;

    public Told? Fault => Condition is { } condition ? condition.Fault : Values.Trim().Length > 0 ? new("Choose a field.") : null;
}

public sealed record RoutingRuleSaved(Guid RuleId, string Name) : Happening(RuleId)
{
    public override Told Told => new("changed who gets leads: {0}", Name);

    public override string Icon => "arrows-exchange";
}

public sealed record RoutingRuleRemoved(Guid RuleId, string Name) : Happening(RuleId)
{
    public override Told Told => new("took away the rule {0}", Name);

    public override string Icon => "trash";
}
