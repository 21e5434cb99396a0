using System.Text.Json.Serialization;
using Trichter.Platform.Language;

namespace Trichter.Offers.Configure;

/// <summary>Groups of options and the rules between them (O7). Options are named by a key that is theirs alone within the set.</summary>
public sealed record ChoiceSet(List<ChoiceGroup> Groups, List<ChoiceRule> Rules)
{
    public static readonly ChoiceSet Empty = new([], []);

    [JsonIgnore] public IEnumerable<ChoiceOption> Options => Groups.SelectMany(group => group.Options);

    [JsonIgnore] public bool IsEmpty => Groups.Count == 0;

    public ChoiceOption? Find(string key) => Options.FirstOrDefault(option => option.Key == key);

    public ChoiceGroup? GroupOf(string option) => Groups.Find(group => group.Options.Exists(its => its.Key == option));

    /// <summary>Every rule that a choice breaks, each with both of its sides; empty when it is valid.</summary>
    public IReadOnlyList<BrokenRule> Broken(IReadOnlySet<string> chosen)
    {
        var broken = chosen.Where(key => Find(key) is null).Order(StringComparer.Ordinal).Select(key => new BrokenRule(new Told("{0} is no longer offered.", key))).ToList();
        foreach (var group in Groups)
        {
            var taken = group.Options.Where(option => chosen.Contains(option.Key)).Select(option => option.Key).ToList();
            if (taken.Count < group.Min) broken.Add(new(taken.Count == 0 ? new Told("{0}: at least {1} must be chosen, none is.", group.Name, group.Min) : new Told("{0}: at least {1} must be chosen, there is only {2}.", group.Name, group.Min, Names(taken))));
            if (taken.Count > group.Max) broken.Add(new(new Told("{0}: at most {1} can be chosen, there are {2}.", group.Name, group.Max, Names(taken))));
        }

        broken.AddRange(Rules.Where(rule => rule.IsBrokenBy(chosen)).Select(rule => new BrokenRule(Why(rule, chosen))));
        return broken;
    }

    /// <summary>What is set beforehand: the defaults of the groups, then what is usual with them.</summary>
    public HashSet<string> Defaults()
    {
        var chosen = Options.Where(option => option.IsDefault).Select(option => option.Key).ToHashSet();
        while (Proposals(chosen) is { Count: > 0 } more) chosen.UnionWith(more.SelectMany(proposal => proposal.Then));
        return chosen;
    }

    /// <summary>Rules "usual with" that apply and whose group has room: proposed, never set behind anybody's back.</summary>
    public IReadOnlyList<ChoiceRule> Proposals(IReadOnlySet<string> chosen)
    {
        var (wanted, taken) = (new List<ChoiceRule>(), new HashSet<string>(chosen));
        foreach (var rule in Rules.Where(rule => rule.Kind == RuleKind.DefaultWhen && rule.When.All(chosen.Contains)))
        {
            var missing = rule.Then.Where(key => !taken.Contains(key)).ToList();
            if (missing.Count == 0 || !missing.TrueForAll(key => GroupOf(key) is { } group && group.Options.Count(option => taken.Contains(option.Key)) < group.Max)) continue;
            taken.UnionWith(missing);
            if (Groups.TrueForAll(group => group.Options.Count(option => taken.Contains(option.Key)) <= Math.Max(group.Max, group.Options.Count(option => chosen.Contains(option.Key))))) wanted.Add(rule with { Then = missing });
            else taken.ExceptWith(missing);
        }

        return wanted;
    }

    /// <summary>The names of options, in each language, joined by commas.</summary>
    public Localized Names(IEnumerable<string> keys)
    {
        var names = keys.Select(key => Find(key)?.Name ?? Localized.Same(key)).ToList();
        string In(string language) => string.Join(", ", names.Select(name => name.In(language)));
        return new(In("en"), In("de"), In("pl"));
    }

    private Told Why(ChoiceRule rule, IReadOnlySet<string> chosen) => rule.Kind switch
    {
        RuleKind.Requires when rule.Then.Count == 1 => new Told("{0} needs {1}, which is not chosen.", Names(rule.When), Names(rule.Then)),
        RuleKind.Requires => new Told("{0} needs one of {1}; none of them is chosen.", Names(rule.When), Names(rule.Then)),
        RuleKind.Excludes => new Told("{0} does not go together with {1}.", Names(rule.When), Names(rule.Then.Where(chosen.Contains))),
        RuleKind.ForbiddenWhen => new Told("{1} is not possible with {0}.", Names(rule.When), Names(rule.Then.Where(chosen.Contains))),
        _ when rule.When.Count == 0 => new Told("Of {0}, {1} to {2} must be chosen; chosen: {3}.", Names(rule.Then), rule.Min, rule.Max, rule.Then.Count(chosen.Contains)),
        _ => new Told("With {0}, {2} to {3} of {1} must be chosen; chosen: {4}.", Names(rule.When), Names(rule.Then), rule.Min, rule.Max, rule.Then.Count(chosen.Contains)),
    };
}

/// <param name="Min">So many of its options must be chosen at least.</param>
/// <param name="Max">And so many at most.</param>
public sealed record ChoiceGroup(string Key, Localized Name, int Min, int Max, List<ChoiceOption> Options);

/// <param name="Article">The product that it is; empty for none.</param>
/// <param name="Price">What it adds to the price of one; below zero for what it takes off, null for the price of its product, or none.</param>
/// <param name="Cost">What it costs us for one; null where its product says so, or where it is not known.</param>
/// <param name="IsDefault">Set beforehand.</param>
public sealed record ChoiceOption(string Key, Localized Name, string Article, decimal? Price, decimal? Cost, bool IsDefault);

/// <summary>What holds between options when all of some are chosen; without any of those it always holds.</summary>
/// <param name="Min">With <paramref name="Max"/>, only where so many of the others must be chosen.</param>
public sealed record ChoiceRule(RuleKind Kind, List<string> When, List<string> Then, int Min = 0, int Max = 0)
{
    public bool IsBrokenBy(IReadOnlySet<string> chosen) => When.All(chosen.Contains) && Kind switch
    {
        RuleKind.Requires => !Then.Exists(chosen.Contains),
        RuleKind.Excludes or RuleKind.ForbiddenWhen => Then.Exists(chosen.Contains),
        RuleKind.Count => Then.Count(chosen.Contains) is var count && (count < Min || count > Max),
        _ => false,
    };
}

public enum RuleKind
{
    [Says("requires one of")] Requires,
    [Says("excludes")] Excludes,
    [Says("wants so many of")] Count,
    [Says("makes usual")] DefaultWhen,
    [Says("forbids")] ForbiddenWhen,
}

/// <param name="Why">With both sides of the rule.</param>
public sealed record BrokenRule(Told Why);
