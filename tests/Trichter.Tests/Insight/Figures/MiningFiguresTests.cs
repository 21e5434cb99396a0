using System.Text.Json;
using Trichter.Insight.Mining.Figures;
using Trichter.Platform.Statistics;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

/// <summary>The worked example of process mining (metrics, section 10).</summary>
public sealed class MiningFiguresTests
{
    private static JsonElement Example => SharedData.Json("oracles", "worked-examples", "10-process-mining.json");

    private static List<Trace> Traces =>
        [.. Example.GetProperty("deals").EnumerateArray().Select(deal => new Trace(deal.GetProperty("trace").GetString()!.Split(Trace.Arrow), deal.GetProperty("finished").GetBoolean()))];

    [Fact]
    public void Ten_deals_keep_to_the_process_or_do_not()
    {
        var rules = RulesOf(Example.GetProperty("process"));
        var checks = Traces.ConvertAll(rules.Check);
        foreach (var (expected, check) in Example.GetProperty("deals").EnumerateArray().Zip(checks))
        {
            Assert.Equal(
                (expected.GetProperty("allowed").GetInt32(), expected.GetProperty("moves").GetInt32(), expected.GetProperty("alignment_cost").GetInt32()),
                (check.Allowed, check.Moves, check.Cost));
            Assert.Equal(Texts(expected, "not_allowed"), check.Broken.Select(move => $"{move.From} > {move.To}"));
            Same(Number(expected, "alignment_fitness"), check.Fitness);
        }

        Same(Number(Example, "move_fitness"), (double)checks.Sum(check => check.Allowed) / checks.Sum(check => check.Moves));
        Assert.Equal(new Rate(6, 10), new Rate(checks.Count(check => check.Conforms), checks.Count));
        Assert.Equal(2, rules.Shortest);
        Assert.Equal(4, rules.Check(new Trace(["unheard of", "contact", "lost"], true) with { Steps = ["a", "b", "contact", "c", "d", "lost"] }).Cost);
    }

    [Fact]
    public void Ten_deals_make_the_graph_and_the_ways_of_the_worked_example()
    {
        Assert.Equal(
            Example.GetProperty("dfg").EnumerateArray().Select(arc => (arc[0].GetString(), arc[1].GetString(), arc[2].GetInt32())),
            ProcessGraph.Arcs(Traces).Select(arc => ((string?)arc.From, (string?)arc.To, arc.Count)));
        Assert.Equal(
            Example.GetProperty("variants").EnumerateArray().Select(way => (way[0].GetString(), way[1].GetInt32())),
            ProcessGraph.Variants(Traces).Select(way => ((string?)way.Way, way.Records)));
    }

    internal static ProcessRules RulesOf(JsonElement process) =>
        new(process.EnumerateObject().Select(arc => KeyValuePair.Create(arc.Name, arc.Value.EnumerateArray().Select(step => step.GetString()!))));
}
