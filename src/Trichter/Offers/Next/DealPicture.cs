using Trichter.Activities;
using Trichter.Deals;
using Trichter.Deals.Needs;
using Trichter.Deals.Stakeholders;
using Trichter.Leads.Questionnaires;
using Trichter.Offers.Objections;
using Trichter.Offers.Signals;
using Trichter.Offers.Trials;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Offers.Next;

/// <summary>All that is known of a deal when it is asked what is missing, and what comes next.</summary>
/// <param name="Unmet">Exit criteria of its stage that are not met.</param>
public sealed record DealPicture(Deal Deal, Stage Stage, DateTime Now, DateOnly Today, IReadOnlyList<Criterion> Unmet)
{
    public IReadOnlyList<Activity> Activities { get; init; } = [];
    public IReadOnlyList<Commitment> Commitments { get; init; } = [];
    public IReadOnlyList<Need> Needs { get; init; } = [];
    public IReadOnlyList<Stakeholder> Stakeholders { get; init; } = [];

    /// <summary>What is missing among the stakeholders, in words.</summary>
    public IReadOnlyList<Told> Gaps { get; init; } = [];

    /// <summary>Questionnaires that were begun; where none was, the first that is asked.</summary>
    public IReadOnlyList<JudgedDeal> Questionnaires { get; init; } = [];

    public IReadOnlyList<(Objection Objection, Localized Kind)> OpenObjections { get; init; } = [];
    public IReadOnlyList<Signal> Signals { get; init; } = [];
    public IReadOnlyList<Trial> RunningTrials { get; init; } = [];

    public bool IsSomethingPlanned => Activities.Any(activity => activity.IsPlanned);

    /// <summary>Prescribed activities of the stage of which none was done since it was entered, nor is planned. Each activity stands for one.</summary>
    public IEnumerable<PrescribedActivity> NotDone()
    {
        var counting = Activities.Where(activity => activity.IsPlanned || activity.DoneAt >= Deal.StageEnteredAt).ToList();
        foreach (var prescribed in Stage.Activities)
        {
            var done = counting.Find(activity => activity.Type.ToString().Equals(prescribed.Type, StringComparison.OrdinalIgnoreCase));
            if (done is null) yield return prescribed;
            else counting.Remove(done);
        }
    }
}
