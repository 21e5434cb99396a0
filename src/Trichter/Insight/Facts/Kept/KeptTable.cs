namespace Trichter.Insight.Facts.Kept;

/// <summary>
/// The table of one process and where each deal stands in it. What was read anew takes the place of what was there; only the blocks that hold it
/// are made again. One at a time may follow changes; <see cref="Now"/> may be read by all.
/// </summary>
internal sealed class KeptTable
{
    private readonly FactLists lists;
    private readonly Dictionary<Guid, int> blockOf = [];
    private readonly List<FactBlock> blocks = [];

    public KeptTable(FactLists lists, IReadOnlyCollection<ReadDeal> deals, long position)
    {
        this.lists = lists;
        foreach (var block in deals.Chunk(FactBlock.MostDeals)) Append(block);
        Now = new FactTable(lists, [.. blocks], position);
    }

    public FactTable Now { get; private set; }

    /// <param name="touched">Deals that may have changed; those not among <paramref name="deals"/> are gone.</param>
    public void Follow(IReadOnlyCollection<Guid> touched, IReadOnlyDictionary<Guid, ReadDeal> deals, long position)
    {
        foreach (var block in touched.Where(blockOf.ContainsKey).GroupBy(id => blockOf[id]).ToList())
        {
            var changed = block.ToHashSet();
            var old = blocks[block.Key];
            var kept = old.Deals.Where(row => !changed.Contains(row.Id) || deals.ContainsKey(row.Id))
                .Select(row => changed.Contains(row.Id) ? deals[row.Id] : Again(old, row)).ToList();
            foreach (var gone in changed.Where(id => !deals.ContainsKey(id))) blockOf.Remove(gone);
            blocks[block.Key] = Made(kept);
        }

        var added = deals.Values.Where(deal => !blockOf.ContainsKey(deal.Row.Id)).ToList();
        if (added.Count > 0 && blocks.Count > 0 && blocks[^1].Deals.Length < FactBlock.MostDeals)
        {
            var last = blocks[^1];
            var room = added.Take(FactBlock.MostDeals - last.Deals.Length).ToList();
            blocks[^1] = Made([.. last.Deals.Select(row => Again(last, row)), .. room]);
            foreach (var deal in room) blockOf[deal.Row.Id] = blocks.Count - 1;
            added.RemoveRange(0, room.Count);
        }

        foreach (var block in added.Chunk(FactBlock.MostDeals)) Append(block);
        Now = touched.Count == 0 ? Now with { Position = position } : new FactTable(lists, [.. blocks], position);
    }

    private void Append(IReadOnlyList<ReadDeal> deals)
    {
        foreach (var deal in deals) blockOf[deal.Row.Id] = blocks.Count;
        blocks.Add(Made(deals));
    }

    private static ReadDeal Again(FactBlock block, DealRow row)
    {
        var deal = new ReadDeal(row);
        deal.Visits.AddRange(block.Of(row));
        return deal;
    }

    private static FactBlock Made(IReadOnlyList<ReadDeal> deals)
    {
        var rows = new DealRow[deals.Count];
        var visits = new VisitRow[deals.Sum(deal => deal.Visits.Count)];
        var first = 0;
        for (var place = 0; place < rows.Length; place++)
        {
            var its = deals[place];
            its.Visits.CopyTo(visits, first);
            rows[place] = its.Row with { First = first, Visits = its.Visits.Count };
            first += its.Visits.Count;
        }

        return new FactBlock(rows, visits);
    }
}
