using System.Globalization;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Products;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Offers.Configure;

/// <summary>Groups, options and rules as they are typed, a row each.</summary>
internal sealed record ConfiguratorTyped(IReadOnlyList<GroupTyped> Groups, IReadOnlyList<OptionTyped> Options, IReadOnlyList<RuleTyped> Rules)
{
    private const int MostOptions = 300, MostRules = 500, LongestKey = 30;

    public static ConfiguratorTyped Of(ChoiceSet set, CultureInfo culture) => new(
        set.Groups.ConvertAll(group => new GroupTyped(group.Key, group.Name, group.Min.ToString(culture), group.Max.ToString(culture))),
        [.. set.Groups.SelectMany(group => group.Options.Select(option => new OptionTyped(group.Key, option.Key, option.Name, option.Article, option.Price is { } price ? Micros.Write(price, culture) : "", option.Cost is { } cost ? Micros.Write(cost, culture) : "", option.IsDefault)))],
        set.Rules.ConvertAll(rule => new RuleTyped(rule.Kind, string.Join(", ", rule.When), string.Join(", ", rule.Then), rule.Kind == RuleKind.Count ? rule.Min.ToString(culture) : "", rule.Kind == RuleKind.Count ? rule.Max.ToString(culture) : "")));

    public static ConfiguratorTyped Read(IFormCollection form)
    {
        string At(string name, int row) => row < form[name].Count ? form[name][row]!.Trim() : "";
        Localized Name(string prefix, int row) => new(At($"{prefix}-en", row), At($"{prefix}-de", row), At($"{prefix}-pl", row));
        return new(
            [.. Enumerable.Range(0, form["group-key"].Count).Select(row => new GroupTyped(At("group-key", row).ToUpperInvariant(), Name("group", row), At("group-min", row), At("group-max", row))).Where(row => row.Key.Length > 0 || row.Name != Localized.Empty)],
            [.. Enumerable.Range(0, form["option-key"].Count).Select(row => new OptionTyped(At("option-group", row).ToUpperInvariant(), At("option-key", row).ToUpperInvariant(), Name("option", row), At("option-article", row).ToUpperInvariant(), At("option-price", row), form.ContainsKey("option-cost") ? At("option-cost", row) : null, At("option-default", row) == "yes"))
                .Where(row => row.Key.Length > 0 || row.Name != Localized.Empty)],
            [.. Enumerable.Range(0, form["rule-kind"].Count).Select(row => new RuleTyped(FormValues.One<RuleKind>(At("rule-kind", row)) ?? RuleKind.Requires, At("rule-when", row).ToUpperInvariant(), At("rule-then", row).ToUpperInvariant(), At("rule-min", row), At("rule-max", row))).Where(row => row.When.Length + row.Then.Length > 0)]);
    }

    /// <param name="stored">Costs stay as they are for who may not see them.</param>
    public ChoiceSet Write(ChoiceSet stored, CultureInfo culture, Dictionary<string, Told> faults)
    {
        if (Options.Count > MostOptions) faults["options"] = new Told("At most {0}.", MostOptions);
        if (Rules.Count > MostRules) faults["rules"] = new Told("At most {0}.", MostRules);
        KeysFit("group", [.. Groups.Select(group => group.Key)], faults);
        KeysFit("option", [.. Options.Select(option => option.Key)], faults);
        var known = Groups.Select(group => group.Key).ToHashSet();
        foreach (var (option, row) in Options.Select((option, row) => (option, row)))
            if (!known.Contains(option.Group)) faults.TryAdd($"option-{row}-group", new Told("No group has this key."));

        var groups = Groups.Select((group, row) => group.Read(row, faults)).ToList();
        foreach (var (option, row) in Options.Select((option, row) => (option, row)))
            groups.Find(group => group.Key == option.Group)?.Options.Add(option.Read(row, stored, culture, faults));
        var keys = Options.Select(option => option.Key).ToHashSet();
        return new(groups, [.. Rules.Select((rule, row) => rule.Read(row, keys, faults))]);
    }

    private static void KeysFit(string what, List<string> keys, Dictionary<string, Told> faults)
    {
        for (var row = 0; row < keys.Count; row++)
            if (keys[row].Length is 0 or > LongestKey || keys[row].Any(letter => !char.IsLetterOrDigit(letter) && letter is not ('-' or '_' or '.'))) faults[$"{what}-{row}-key"] = new Told("A key of letters, digits and - _ . is needed.");
            else if (keys.IndexOf(keys[row]) < row) faults[$"{what}-{row}-key"] = new Told("Another row has this key.");
    }
}

internal sealed record GroupTyped(string Key, Localized Name, string Min, string Max)
{
    public ChoiceGroup Read(int row, Dictionary<string, Told> faults)
    {
        if (Name == Localized.Empty) faults.TryAdd($"group-{row}-name", new Told("A name is needed, in one language at least."));
        if (!int.TryParse(Min, NumberStyles.None, CultureInfo.InvariantCulture, out var min)) faults.TryAdd($"group-{row}-min", new Told("A whole number, 0 or more."));
        if (!int.TryParse(Max, NumberStyles.None, CultureInfo.InvariantCulture, out var max) || max < Math.Max(min, 1)) faults.TryAdd($"group-{row}-max", new Told("A whole number, 1 or more, and not below the least."));
        return new(Key, Name, min, max, []);
    }
}

/// <param name="Cost">Null for who may not see costs.</param>
internal sealed record OptionTyped(string Group, string Key, Localized Name, string Article, string Price, string? Cost, bool IsDefault)
{
    public ChoiceOption Read(int row, ChoiceSet stored, CultureInfo culture, Dictionary<string, Told> faults)
    {
        if (Name == Localized.Empty) faults.TryAdd($"option-{row}-name", new Told("A name is needed, in one language at least."));
        if (new[] { Name.En, Name.De, Name.Pl }.Any(name => name.Length > DocumentLine.LongestName)) faults.TryAdd($"option-{row}-name", new Told("At most {0} characters.", DocumentLine.LongestName));
        if (Article.Length > Product.LongestKey) faults.TryAdd($"option-{row}-article", new Told("At most {0} characters.", Product.LongestKey));
        var (price, cost) = (Micros.Read(Price, culture), Cost is null ? stored.Find(Key)?.Cost : Micros.Read(Cost, culture));
        if (Price.Length > 0 && price is null) faults.TryAdd($"option-{row}-price", new Told("This is not an amount of money."));
        if (Cost?.Length > 0 && cost is not >= 0) faults.TryAdd($"option-{row}-cost", new Told("A number of zero or more, with at most six decimals."));
        return new(Key, Name, Article, price, cost, IsDefault);
    }
}

internal sealed record RuleTyped(RuleKind Kind, string When, string Then, string Min, string Max)
{
    public ChoiceRule Read(int row, IReadOnlySet<string> known, Dictionary<string, Told> faults)
    {
        var (when, then) = (Keys(When), Keys(Then));
        if (when.Concat(then).FirstOrDefault(key => !known.Contains(key)) is { } unknown) faults.TryAdd($"rule-{row}", new Told("No option has the key {0}.", unknown));
        if (then.Count == 0 || (when.Count == 0 && Kind != RuleKind.Count)) faults.TryAdd($"rule-{row}", new Told("Name the options of both sides."));
        if (when.Intersect(then).Any()) faults.TryAdd($"rule-{row}", new Told("An option cannot stand on both sides."));
        var (min, max) = (0, 0);
        if (Kind == RuleKind.Count && (!int.TryParse(Min, NumberStyles.None, CultureInfo.InvariantCulture, out min) || !int.TryParse(Max, NumberStyles.None, CultureInfo.InvariantCulture, out max) || max < min)) faults.TryAdd($"rule-{row}", new Told("Say how many at least and at most."));
        return new(Kind, when, then, min, max);
    }

    private static List<string> Keys(string text) => [.. text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}
