using Trichter.Platform.Language;

namespace Trichter.Insight.Coaching;

/// <summary>What there is to talk about with one seller, from facts alone.</summary>
public sealed record Agenda(Guid SellerId, IReadOnlyList<AgendaItem> Items)
{
    public int CountOf(AgendaTopic topic) => Items.Count(item => item.Topic == topic);

    public IEnumerable<IGrouping<AgendaTopic, AgendaItem>> Topics => Items.GroupBy(item => item.Topic).OrderBy(group => group.Key);
}

/// <param name="Deal">As it is called.</param>
/// <param name="What">Why it is here.</param>
public sealed record AgendaItem(AgendaTopic Topic, Guid DealId, string Deal, Told What);

/// <summary>In the order of the talk: what went well first.</summary>
public enum AgendaTopic
{
    [Says("Won in this time")] Won,
    [Says("Lost in this time")] Lost,
    [Says("Deals that are stuck")] Stuck,
    [Says("Promises overdue")] Promises,
    [Says("Objections not resolved")] Objections,
    [Says("First contacts missed")] Missed,
}
