namespace Trichter.Insight.Facts.Kept;

/// <summary>Up to so many deals with their visits. Never changed: who follows a change makes another one.</summary>
internal sealed class FactBlock(DealRow[] deals, VisitRow[] visits)
{
    public const int MostDeals = 1024;

    private readonly Dictionary<Type, (object Question, object Part)> parts = [];
    private Known? known;

    public DealRow[] Deals => deals;

    public VisitRow[] Visits => visits;

    public ReadOnlySpan<VisitRow> Of(in DealRow deal) => visits.AsSpan(deal.First, deal.Visits);

    /// <summary>What was known of each deal by the day of a report, null for nothing; in the order of the deals, whoever may see them.</summary>
    /// <param name="keep">For today, of which many ask.</param>
    public DealVisits?[] On(FactLists lists, ReportScope scope, bool keep)
    {
        if (known is { } before && before.Day == scope.AsOf && before.End == scope.EndOfAsOf) return before.Facts;

        var facts = new DealVisits?[deals.Length];
        for (var place = 0; place < facts.Length; place++)
        {
            ref readonly var row = ref deals[place];
            if (DealFact.Of(lists, row, Of(row), scope) is { } fact) facts[place] = new DealVisits(fact, new VisitsOfDeal(lists, this, row, scope));
        }

        if (keep) known = new Known(scope.AsOf, scope.EndOfAsOf, facts);
        return facts;
    }

    /// <summary>What was made of this block for a question, made once; the next question of the same kind of part takes its place.</summary>
    public T Part<T>(object question, Func<T> make) where T : class
    {
        lock (parts)
        {
            if (parts.TryGetValue(typeof(T), out var its) && its.Question.Equals(question)) return (T)its.Part;
        }

        var part = make();
        lock (parts) parts[typeof(T)] = (question, part);
        return part;
    }

    private sealed record Known(DateOnly Day, DateTime End, DealVisits?[] Facts);
}
