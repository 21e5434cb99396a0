using Trichter.Insight.Facts;
using Trichter.Insight.Facts.Kept;

namespace Trichter.Insight.Probability;

/// <summary>The open deals of a process that the reader sees, as they are now, with what a model and a forecast need of each.</summary>
public sealed class OpenDeals(ReadFactTable tables)
{
    /// <param name="kept">Which says how likely they are won; null before the first night.</param>
    public async Task<IReadOnlyList<OpenDealOfReport>> OfAsync(ReportScope scope, KeptModel? kept, CancellationToken cancellation = default)
    {
        var table = await tables.NowAsync(scope.Process.Id, cancellation);
        var asked = (scope.AsOf, scope.Version.Id, kept?.Id, kept?.TrainedAt);
        var (stages, chances) = (scope.Version.Stages.ToDictionary(stage => stage.Position, stage => stage.Key), kept is null ? null : new ChancesOfMany(kept));
        var parts = table.Each(block => block.Part(asked, () => Of(block, table.Lists, scope.AsOf, stages, chances)), cancellation);

        var found = new List<OpenDealOfReport>(parts.Sum(part => part.Count));
        foreach (var part in parts) found.AddRange(scope.Whole ? part : part.Where(deal => scope.MaySee(deal.Deal.OwnerId)));
        return found;
    }

    private static List<OpenDealOfReport> Of(FactBlock block, FactLists lists, DateOnly asOf, Dictionary<int, string> stages, ChancesOfMany? chances)
    {
        var found = new List<OpenDealOfReport>();
        foreach (ref readonly var row in block.Deals.AsSpan())
        {
            if (!row.Is(DealMarks.Open) || row.Is(DealMarks.Deleted)) continue;

            var entry = EntryOf(block.Of(row));
            found.Add(new OpenDealOfReport(
                new OpenDeal(
                    row.Id, stages.GetValueOrDefault(row.Position, ""), lists.Sources[row.Source], lists.Products[row.Product], row.Owner == 0 ? null : lists.Owners[row.Owner],
                    row.Is(DealMarks.ExistingCustomer), row.ValueMinor, entry is { } day ? asOf.DayNumber - day : 0, Math.Max(0, row.Visits - 1)),
                Day(entry), lists.Currencies[row.Currency], Day(row.ExpectedClose < 0 ? null : row.ExpectedClose)));
        }

        if (chances is null || found.Count == 0) return found;

        var its = chances.Of(found.ConvertAll(deal => deal.Deal));
        for (var place = 0; place < found.Count; place++) found[place] = found[place] with { Chance = its[place] };
        return found;
    }

    private static int? EntryOf(ReadOnlySpan<VisitRow> visits)
    {
        int? entry = null;
        foreach (ref readonly var visit in visits)
        {
            if (visit.Is(VisitMarks.Start) && visit.EnteredDay >= 0 && !(entry <= visit.EnteredDay)) entry = visit.EnteredDay;
        }

        return entry;
    }

    private static DateOnly? Day(int? number) => number is { } day ? DateOnly.FromDayNumber(day) : null;
}

/// <param name="EntryDay">Null where nothing says when it entered.</param>
public sealed record OpenDealOfReport(OpenDeal Deal, DateOnly? EntryDay, string Currency, DateOnly? ExpectedClose)
{
    /// <summary>Null before the first night.</summary>
    public DealChance? Chance { get; init; }
}
