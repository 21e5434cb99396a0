namespace Trichter.Offers.Configure;

/// <summary>
/// Looks for one choice that breaks no rule, by trying: option after option, first as it is by default, going back as soon as a group or a rule
/// can no longer be kept. It gives up after so many steps, and a set that it could not decide is not published either.
/// </summary>
public static class FindValidChoice
{
    public const int MostSteps = 200_000;

    public static ValidChoice In(ChoiceSet set, int most = MostSteps)
    {
        var search = new Search(set, most);
        return search.From(0) ? new ValidChoice.Found(search.Chosen) : search.IsOver ? new ValidChoice.Undecided() : new ValidChoice.None();
    }

    private sealed class Search(ChoiceSet set, int most)
    {
        private readonly List<ChoiceOption> options = [.. set.Options];
        private readonly HashSet<string> open = [.. set.Options.Select(option => option.Key)];
        private readonly HashSet<string> usual = set.Defaults();
        private int steps;

        public HashSet<string> Chosen { get; } = [];

        public bool IsOver => steps > most;

        public bool From(int at)
        {
            if (++steps > most || !CanBeKept()) return false;
            if (at == options.Count) return true;

            var key = options[at].Key;
            open.Remove(key);
            foreach (var take in usual.Contains(key) ? new[] { true, false } : [false, true])
            {
                if (take) Chosen.Add(key);
                if (From(at + 1)) return true;
                Chosen.Remove(key);
            }

            open.Add(key);
            return false;
        }

        private bool CanBeKept() =>
            set.Groups.TrueForAll(group => Fits(group.Options.Select(option => option.Key), group.Min, group.Max))
            && set.Rules.TrueForAll(rule => !rule.When.All(Chosen.Contains) || rule.Kind switch
            {
                RuleKind.Requires => rule.Then.Exists(key => Chosen.Contains(key) || open.Contains(key)),
                RuleKind.Excludes or RuleKind.ForbiddenWhen => !rule.Then.Exists(Chosen.Contains),
                RuleKind.Count => Fits(rule.Then, rule.Min, rule.Max),
                _ => true,
            });

        private bool Fits(IEnumerable<string> keys, int min, int max)
        {
            var (taken, possible) = (0, 0);
            foreach (var key in keys)
                if (Chosen.Contains(key)) taken++;
                else if (open.Contains(key)) possible++;
            return taken <= max && taken + possible >= min;
        }
    }
}

/// <summary>What came of looking for a valid choice.</summary>
public abstract record ValidChoice
{
    public sealed record Found(IReadOnlySet<string> Chosen) : ValidChoice;

    public sealed record None : ValidChoice;

    public sealed record Undecided : ValidChoice;
}
