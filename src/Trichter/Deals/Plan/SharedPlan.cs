namespace Trichter.Deals.Plan;

/// <summary>
/// What both sides do until the sale, in the order of the days: the steps of the customer's buying process, and the commitments of either
/// side that have a day.
/// </summary>
public static class SharedPlan
{
    public static IReadOnlyList<PlanLine> Of(IEnumerable<BuyingStep> steps, IEnumerable<Commitment> commitments, DateOnly today) =>
    [.. steps.Select(step => new PlanLine(step.Id, step.Text, CommitmentSide.Customer, step.Due, StateOf(step, today), step))
        .Concat(commitments.Where(its => its.Due is not null && its.State != CommitmentState.Broken)
            .Select(its => new PlanLine(its.Id, its.Text, its.By, its.Due, StateOf(its, today), null)))
        .OrderBy(line => line.Due is null).ThenBy(line => line.Due).ThenBy(line => line.Id)];

    private static PlanState StateOf(BuyingStep step, DateOnly today) =>
        step.DoneOn is not null ? PlanState.Done : step.Due < today ? PlanState.Late : PlanState.Open;

    private static PlanState StateOf(Commitment its, DateOnly today) =>
        its.State == CommitmentState.Kept ? PlanState.Done : its.Due < today ? PlanState.Late : PlanState.Open;
}

/// <param name="Step">The step of the buying process; null for a commitment.</param>
public sealed record PlanLine(Guid Id, string Text, CommitmentSide By, DateOnly? Due, PlanState State, BuyingStep? Step);

public enum PlanState
{
    Open,
    Late,
    Done,
}
