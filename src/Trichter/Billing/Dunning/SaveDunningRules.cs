using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Dunning;

/// <summary>Says how customers are reminded, and which interest and lump sums hold.</summary>
internal sealed class SaveDunningRules(Db db, Me me, TimelineWriter timeline, Texts texts)
{
    /// <returns>What is wrong, by "level-2-days", "rate-0-percent" or "sum-1-amount"; empty when it was saved.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(DunningTyped typed, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var faults = new Dictionary<string, Told>();
        var levels = typed.Levels.Select(row => row.Read(texts.Culture, faults)).ToList();
        var rates = typed.Rates.Select((row, index) => row.Read(index, texts.Culture, faults)).ToList();
        var sums = typed.Sums.Select((row, index) => row.Read(index, texts.Culture, faults)).ToList();
        foreach (var (level, before) in levels.Skip(1).Zip(levels))
            if (level.Days <= before.Days) faults.TryAdd($"level-{level.Level}-days", new Told("More days than the level before."));
        if (faults.Count > 0) return faults;

        var rules = await db.DunningRules.SingleOrDefaultAsync(cancellation);
        if (rules is null) db.DunningRules.Add(rules = new DunningRules());
        (rules.Levels, rules.Rates, rules.LumpSums) = (levels, [.. rates.OrderBy(rate => rate.Country, StringComparer.Ordinal).ThenBy(rate => rate.ForConsumers).ThenBy(rate => rate.From)], [.. sums.OrderBy(sum => sum.Country, StringComparer.Ordinal).ThenBy(sum => sum.FromMinor)]);
        timeline.Record(new DunningRulesSaved(rules.Id));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }
}

/// <summary>The rules as they are typed.</summary>
internal sealed record DunningTyped(IReadOnlyList<LevelTyped> Levels, IReadOnlyList<RateTyped> Rates, IReadOnlyList<SumTyped> Sums)
{
    public static DunningTyped Of(DunningRules rules, CultureInfo culture) => new(
        rules.Levels.ConvertAll(level => new LevelTyped(level.Level, level.Days.ToString(culture), level.Channel, Micros.Write(Round.ToMajor(level.FeeMinor), culture), level.ClaimsInterest, level.ClaimsLumpSum, level.Text)),
        rules.Rates.ConvertAll(rate => new RateTyped(rate.Country, rate.ForConsumers, Micros.Write(rate.Percent, culture), Canonical.Of(rate.From), rate.Source)),
        rules.LumpSums.ConvertAll(sum => new SumTyped(sum.Country, Micros.Write(Round.ToMajor(sum.FromMinor), culture), Micros.Write(Round.ToMajor(sum.AmountMinor), culture), sum.Currency)));

    public static DunningTyped Read(IFormCollection form)
    {
        string At(string name, int row) => form[name].ElementAtOrDefault(row)?.Trim() ?? "";
        return new(
            [.. Enumerable.Range(0, DunningRules.Highest + 1).Select(level => new LevelTyped(level, At($"days-{level}", 0), Enum.TryParse<DunningChannel>(At($"channel-{level}", 0), out var channel) ? channel : default, At($"fee-{level}", 0),
                form.ContainsKey($"interest-{level}"), form.ContainsKey($"lump-{level}"), new Localized(At($"en-{level}", 0), At($"de-{level}", 0), At($"pl-{level}", 0))))],
            [.. Enumerable.Range(0, form["rate-country"].Count).Select(row => new RateTyped(At("rate-country", row).ToUpperInvariant(), At("rate-for", row) == "consumers", At("rate-percent", row), At("rate-from", row), At("rate-source", row))).Where(row => !row.IsEmpty)],
            [.. Enumerable.Range(0, form["sum-country"].Count).Select(row => new SumTyped(At("sum-country", row).ToUpperInvariant(), At("sum-from", row), At("sum-amount", row), At("sum-currency", row).ToUpperInvariant())).Where(row => !row.IsEmpty)]);
    }
}

internal sealed record LevelTyped(int Level, string Days, DunningChannel Channel, string Fee, bool ClaimsInterest, bool ClaimsLumpSum, Localized Text)
{
    private const int LongestText = 2000;

    public DunningLevel Read(CultureInfo culture, Dictionary<string, Told> faults)
    {
        if (!int.TryParse(Days, NumberStyles.None, culture, out var days) || days is < 1 or > 3650) faults[$"level-{Level}-days"] = new Told("A whole number of days, 1 or more.");
        if ((Fee.Length == 0 ? 0 : Micros.Read(Fee, culture)) is not { } fee || fee < 0) faults[$"level-{Level}-fee"] = new Told("This is not an amount of money.");
        if (new[] { Text.En, Text.De, Text.Pl }.Any(text => text.Length is 0 or > LongestText)) faults[$"level-{Level}-text"] = new Told("Write the text in all three languages.");
        return new(Level, days, Channel, Round.ToMinor(Micros.Read(Fee, culture) ?? 0), ClaimsInterest, ClaimsLumpSum, Text);
    }
}

internal sealed record RateTyped(string Country, bool ForConsumers, string Percent, string From, string Source)
{
    public bool IsEmpty => Country.Length + Percent.Length + From.Length + Source.Length == 0;

    public InterestRate Read(int index, CultureInfo culture, Dictionary<string, Told> faults)
    {
        if (!(Country.Length == 2 && Country.All(char.IsAsciiLetterUpper))) faults[$"rate-{index}-country"] = new Told("Two letters, such as DE or PL.");
        if (Micros.Read(Percent, culture) is not (> 0 and <= 100)) faults[$"rate-{index}-percent"] = new Told("A number above 0, up to 100.");
        if (FormValues.Day(From) is null) faults[$"rate-{index}-from"] = new Told("This is not a date.");
        if (Source.Length is 0 or > 300) faults[$"rate-{index}-source"] = new Told("Say where the rate is published.");
        return new(Country, ForConsumers, Micros.Read(Percent, culture) ?? 0, FormValues.Day(From) ?? default, Source);
    }
}

internal sealed record SumTyped(string Country, string From, string Amount, string Currency)
{
    public bool IsEmpty => Country.Length + From.Length + Amount.Length + Currency.Length == 0;

    public LumpSum Read(int index, CultureInfo culture, Dictionary<string, Told> faults)
    {
        if (!(Country.Length == 2 && Country.All(char.IsAsciiLetterUpper))) faults[$"sum-{index}-country"] = new Told("Two letters, such as DE or PL.");
        if (Micros.Read(From, culture) is not >= 0) faults[$"sum-{index}-from"] = new Told("This is not an amount of money.");
        if (Micros.Read(Amount, culture) is not > 0) faults[$"sum-{index}-amount"] = new Told("This is not an amount of money.");
        if (!(Currency.Length == 3 && Currency.All(char.IsAsciiLetterUpper))) faults[$"sum-{index}-currency"] = new Told("Three letters, such as EUR or PLN.");
        return new(Country, Round.ToMinor(Micros.Read(From, culture) ?? 0), Round.ToMinor(Micros.Read(Amount, culture) ?? 0), Currency);
    }
}

public sealed record DunningRulesSaved(Guid SubjectId) : Happening(SubjectId)
{
    public override Told Told => new("changed how customers are reminded");

    public override string Icon => "bell";
}
