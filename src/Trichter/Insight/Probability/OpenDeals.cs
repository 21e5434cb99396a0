using Trichter.Insight.Facts;
using Trichter.Insight.Facts.Kept;

namespace Trichter.Insight.Probability;

/// <summary>The open deals of a process that the reader sees, as they are now, with what a model and a forecast need of each.</summary>
public sealed class OpenDeals(ReadFactTable tables)
{
    public async Task<IReadOnlyList<OpenDealOfReport>> OfAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var table = await tables.NowAsync(scope.Process.Id, cancellation);
        var stages = scope.Version.Stages.ToDictionary(stage => stage.Position, stage => stage.Key);
        var maySee = scope.MaySeeAmong(table.Lists.Owners);
        var found = new List<OpenDealOfReport>();
        foreach (var block in table.Blocks)
        {
            foreach (ref readonly var row in block.Deals.AsSpan())
            {
                if (!row.Is(DealMarks.Open) || row.Is(DealMarks.Deleted) || !maySee[row.Owner]) continue;

                var entry = EntryOf(block.Of(row));
                found.Add(new OpenDealOfReport(
                    new OpenDeal(
                        row.Id, stages.GetValueOrDefault(row.Position, ""), table.Lists.Sources[row.Source], table.Lists.Products[row.Product], row.Owner == 0 ? null : table.Lists.Owners[row.Owner],
                        row.Is(DealMarks.ExistingCustomer), row.ValueMinor, entry is { } day ? scope.AsOf.DayNumber - day : 0, Math.Max(0, row.Visits - 1)),
                    Day(entry), table.Lists.Currencies[row.Currency], Day(row.ExpectedClose < 0 ? null : row.ExpectedClose)));
            }
        }

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
public sealed record OpenDealOfReport(OpenDeal Deal, DateOnly? EntryDay, string Currency, DateOnly? ExpectedClose);
