using System.Text.Json;
using Trichter.Deals.History;
using Trichter.Insight.CycleTime;
using Trichter.Insight.Facts;
using Trichter.Insight.Funnel;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;
using Trichter.Process;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>The ten deals of the metrics paper: facts (section 1), funnel (2) and cycle time (3), to the unit.</summary>
public sealed class StageHistoryTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);

    [Fact]
    public void The_ten_deals_have_the_26_facts_of_the_worked_example()
    {
        using var example = Read("01-02-facts-and-funnel.json");
        var rows = Histories(example).ToDictionary(history => history.Key, history => history.Value.Rows);

        Assert.Equal(26, rows.Values.Sum(its => its.Count));
        foreach (var fact in example.RootElement.GetProperty("facts").EnumerateArray())
        {
            var row = rows[fact.GetProperty("deal").GetString()!].Single(row => row.Seq == fact.GetProperty("seq").GetInt32());
            Assert.Equal(fact.GetProperty("stage").GetString(), row.StageKey);
            Assert.Equal(fact.GetProperty("entered").GetString(), $"{row.EnteredDay:yyyy-MM-dd}");
            Assert.Equal(fact.GetProperty("left").GetString(), row.LeftDay is null ? null : $"{row.LeftDay:yyyy-MM-dd}");
            Assert.Equal(fact.GetProperty("to").GetString(), row.LeftTo);
            Assert.Equal(fact.GetProperty("kind").GetString(), row.Kind.ToString().ToLowerInvariant());
            Assert.Equal(fact.GetProperty("visit").GetInt32(), row.Visit);
            Assert.Equal(fact.GetProperty("skipped").EnumerateArray().Select(key => key.GetString()), row.Skipped);

            var valid = fact.GetProperty("valid_duration");
            double? days = valid.ValueKind == JsonValueKind.True ? fact.GetProperty("days").GetDouble() : null;
            Assert.Equal(days, row.Days);
        }
    }

    [Fact]
    public void The_funnel_counts_each_deal_once_with_its_late_entries_and_losses()
    {
        using var example = Read("01-02-facts-and-funnel.json");
        var groups = Histories(example).Values.Select(history =>
            (history.Rows[0].Position, history.Rows.Max(row => row.Position), StateOf(history.Rows[^1]), 1));

        var stages = CohortFunnel.Of([1, 2, 3, 4], groups);

        Assert.Equal([9, 8, 6, 3], stages.Select(stage => stage.Reached));
        Assert.Equal([9, 0, 1, 0], stages.Select(stage => stage.EnteredHere));
        Assert.Equal([8, 5, 3, 3], stages.Select(stage => stage.WentOn));
        Assert.Equal([0, 1, 1, 0], stages.Select(stage => stage.LostHere));
        Assert.Equal([1, 2, 2, 0], stages.Select(stage => stage.NotYetKnown));
        Assert.Equal(.875, stages[1].AtMost);
        Assert.Equal(.6250, stages[1].SoFar.Value!.Value, 6);
    }

    [Fact]
    public void Cycle_times_are_those_of_the_worked_example()
    {
        using var example = Read("01-02-facts-and-funnel.json");
        var facts = Histories(example).Values.Select(FactOf).ToList();

        var times = CycleTimes.Of(facts, AsOf, AsOf.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

        Assert.True(times.InCalendarDays);
        Assert.Equal([28, 13, 21, 49, 7, 70, 67, 56, 48, 39], times.Observations.Select(one => one.Time));
        var curve = Survival.Of(times.Observations, 2);
        Assert.Equal(49, curve.Quantile(.5).Time);
        Assert.Equal(.30, curve.CumulativeIncidence(1, 60)!.Value.Value, 9);
    }

    [Fact]
    public void A_deal_that_was_won_at_once_enters_on_the_day_it_was_won()
    {
        var version = Version("contact", "offer");
        var history = new StageHistory(Guid.NewGuid(), version, []);

        history.End(StageHistory.Won, Moment.OnDay(new DateOnly(2026, 1, 5)), () => version.Stages[0]);

        var row = Assert.Single(history.Rows);
        Assert.Equal((TransitionKind.Start, "won", 0d), (row.Kind, row.LeftTo, row.Days!.Value));
    }

    private static DealFact FactOf(StageHistory history)
    {
        var (first, last) = (history.Rows[0], history.Rows[^1]);
        return new DealFact(first.DealId, first.EnteredAt, first.EnteredDay, 1, 0, StateOf(last), last.Position, last.LeftAt, last.LeftDay, "", null, 0, "EUR");
    }

    private static int StateOf(StageTransition last) => last.LeftTo switch { "won" => 2, "lost" => 1, _ => 0 };

    private static Dictionary<string, StageHistory> Histories(JsonDocument example)
    {
        var version = Version([.. example.RootElement.GetProperty("stages").EnumerateArray().Select(stage => stage.GetString()!)]);
        return example.RootElement.GetProperty("log").EnumerateObject().ToDictionary(deal => deal.Name, deal =>
        {
            var history = new StageHistory(Guid.NewGuid(), version, []);
            foreach (var step in deal.Value.EnumerateArray())
            {
                var (what, day) = (step[0].GetString()!, Moment.OnDay(DateOnly.Parse(step[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture)));
                if (what is "won" or "lost") history.End(what, day, () => version.Stages[0]);
                else history.Enter(version.StageWithKey(what)!, day);
            }

            return history;
        });
    }

    private static ProcessVersion Version(params string[] stages)
    {
        var version = new ProcessVersion { ProcessId = Guid.NewGuid(), Number = 1 };
        foreach (var (key, index) in stages.Select((key, index) => (key, index)))
            version.Add(new Stage { Key = key, Position = index + 1, Name = Localized.Same(key), Goal = Localized.Empty, Phases = ["contact"] });
        return version;
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllText(SharedData.Path("oracles", "worked-examples", file)));
}
