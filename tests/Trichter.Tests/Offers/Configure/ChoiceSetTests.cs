using Trichter.Offers.Configure;
using Trichter.Platform.Language;

namespace Trichter.Tests.Offers.Configure;

/// <summary>The rules of a configurator (O7): what has a valid choice is found to have one, and what is broken is told with both of its sides.</summary>
[Trait("Database", "any")]
public sealed class ChoiceSetTests
{
    private static readonly Texts German = Texts.In("de", TimeZoneInfo.Utc);

    [Fact]
    public void A_set_is_found_to_have_a_valid_choice_exactly_when_it_has_one()
    {
        var (chance, without) = (new Random(7), 0);
        for (var round = 0; round < 2000; round++)
        {
            var set = AnySet(chance);
            var valid = All(set).Any(choice => set.Broken(choice).Count == 0);
            var found = FindValidChoice.In(set);
            if (found is ValidChoice.Found { Chosen: var chosen }) Assert.Empty(set.Broken(chosen));
            Assert.Equal(valid, found is ValidChoice.Found);
            if (!valid) without++;
        }

        Assert.InRange(without, 100, 1900);
    }

    [Fact]
    public void Every_broken_rule_is_told_and_names_both_sides()
    {
        var chance = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var set = AnySet(chance);
            var choice = All(set).ElementAt(chance.Next(1 << set.Options.Count()));
            var told = set.Broken(choice).Select(broken => German[broken.Why]).ToList();
            var broken = set.Rules.Where(rule => rule.IsBrokenBy(choice)).ToList();
            Assert.Equal(broken.Count + set.Groups.Count(group => group.Options.Count(option => choice.Contains(option.Key)) is var count && (count < group.Min || count > group.Max)), told.Count);
            foreach (var (rule, words) in broken.Zip(told.Skip(told.Count - broken.Count)))
            {
                Assert.All(rule.When, key => Assert.Contains($"Option {key}", words, StringComparison.Ordinal));
                Assert.Contains(rule.Then, key => words.Contains($"Option {key}", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Defaults_are_set_with_what_is_usual_and_what_was_chosen_is_never_changed()
    {
        var set = new ChoiceSet(
            [Group("MOTOR", 1, 1, Option("D", true), Option("E")), Group("LADEN", 0, 1, Option("LG"), Option("SG")), Group("EXTRA", 0, 2, Option("X"), Option("Y"))],
            [new(RuleKind.DefaultWhen, ["D"], ["X"]), new(RuleKind.DefaultWhen, ["E"], ["LG"]), new(RuleKind.Requires, ["E"], ["LG", "SG"]), new(RuleKind.ForbiddenWhen, ["D"], ["LG", "SG"])]);
        Assert.Equal(["D", "X"], set.Defaults().Order());
        Assert.Equal(["LG"], Assert.Single(set.Proposals(new HashSet<string> { "E" })).Then);
        Assert.Empty(set.Proposals(new HashSet<string> { "E", "SG" }));
        Assert.Equal("Option E braucht eine von Option LG, Option SG; keine davon ist gewählt.", German[Assert.Single(set.Broken(new HashSet<string> { "E" })).Why]);
        Assert.Equal("Option LG ist mit Option D nicht möglich.", German[Assert.Single(set.Broken(new HashSet<string> { "D", "LG" })).Why]);
    }

    [Fact]
    public void What_cannot_be_decided_in_time_is_said_to_be_undecided()
    {
        var options = Enumerable.Range(0, 60).Select(number => Option($"O{number}")).ToArray();
        var pairs = Enumerable.Range(0, 30).SelectMany(number => new ChoiceRule[] { new(RuleKind.Count, [], [$"O{number}", $"O{59 - number}"], 1, 1), new(RuleKind.Requires, [$"O{number}"], [$"O{(number + 7) % 60}"]) });
        Assert.IsType<ValidChoice.Undecided>(FindValidChoice.In(new([Group("ALL", 31, 60, options)], [.. pairs]), 5_000));
    }

    private static ChoiceGroup Group(string key, int min, int max, params ChoiceOption[] options) => new(key, Localized.Same(key), min, max, [.. options]);

    private static ChoiceOption Option(string key, bool isDefault = false) => new(key, Localized.Same($"Option {key}"), "", null, null, isDefault);

    private static ChoiceSet AnySet(Random chance)
    {
        var keys = Enumerable.Range(0, 8).Select(number => ((char)('A' + number)).ToString()).ToArray();
        ChoiceGroup Of(string name, params string[] some) => chance.Next(some.Length + 1) is var min ? Group(name, min, Math.Max(1, Math.Max(min, chance.Next(some.Length + 1))), [.. some.Select(key => Option(key, chance.Next(4) == 0))]) : null!;
        List<string> Some(int most, params string[] without) => [.. keys.Except(without).OrderBy(_ => chance.Next()).Take(chance.Next(1, most + 1))];
        return new([Of("G1", keys[..3]), Of("G2", keys[3..6]), Of("G3", keys[6..])], [.. Enumerable.Range(0, chance.Next(8)).Select(_ =>
        {
            var (kind, when) = ((RuleKind)chance.Next(5), Some(2));
            if (kind == RuleKind.Count && chance.Next(3) == 0) when = [];
            var then = Some(3, [.. when]);
            var min = chance.Next(then.Count + 1);
            return new ChoiceRule(kind, when, then, min, chance.Next(min, then.Count + 1));
        })]);
    }

    private static IEnumerable<HashSet<string>> All(ChoiceSet set)
    {
        var keys = set.Options.Select(option => option.Key).ToList();
        return Enumerable.Range(0, 1 << keys.Count).Select(bits => keys.Where((_, at) => (bits >> at & 1) == 1).ToHashSet());
    }
}
