namespace Trichter.Insight.Facts.Kept;

/// <summary>Up to so many deals with their visits. Never changed: who follows a change makes another one.</summary>
internal sealed class FactBlock(DealRow[] deals, VisitRow[] visits)
{
    public const int MostDeals = 1024;

    /// <summary>A period, and the one before it.</summary>
    private const int MostOfAKind = 2;

    private readonly Dictionary<Type, List<(object Question, object Part)>> parts = [];
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

    /// <summary>What was made of this block for a question, made once; of each kind of part the last two are kept.</summary>
    public T Part<T>(object question, Func<T> make) where T : class
    {
        lock (parts)
        {
            if (parts.TryGetValue(typeof(T), out var those) && those.Find(its => its.Question.Equals(question)).Part is T part) return part;
        }

        var made = make();
        lock (parts)
        {
            if (!parts.TryGetValue(typeof(T), out var its)) parts[typeof(T)] = its = new(MostOfAKind);
            if (its.Count == MostOfAKind) its.RemoveAt(0);
            its.Add((question, made));
        }

        return made;
    }

    private sealed record Known(DateOnly Day, DateTime End, DealVisits?[] Facts);
}
