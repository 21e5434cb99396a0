using Trichter.Activities;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Offers.Next;

/// <summary>
/// What helps the customer on their way now, most urgent first, each with its reason. Nothing is learned and nothing scored: who waits for an answer
/// comes first, then what runs out, then what we do not know, then what the stage asks for.
/// </summary>
public static class NextBest
{
    /// <summary>More would be a list to work off rather than a next step.</summary>
    public const int Most = 3;

    private const int FreshDays = 7;
    private const int SoonDays = 3;

    /// <param name="isPlanned">True for what is planned already in these words.</param>
    public static IReadOnlyList<NextAction> Of(DealPicture picture, Func<Told, bool> isPlanned) =>
        picture.Deal.Outcome != Outcome.Open ? [] : [.. All(picture).Where(action => !isPlanned(action.What)).Take(Most)];

    private static IEnumerable<NextAction> All(DealPicture picture) =>
        [.. Ready(picture), .. Trials(picture), .. Objections(picture), .. Promises(picture), .. Stale(picture), .. People(picture), .. Prescribed(picture), .. Criteria(picture), .. Agreed(picture)];

    private static IEnumerable<NextAction> Ready(DealPicture picture)
    {
        if (!picture.IsSomethingPlanned && picture.Signals.FirstOrDefault(signal => (picture.Now - signal.At).TotalDays <= FreshDays) is { } signal)
            yield return new($"signal-{signal.Id}", ActivityType.Call, new Told("Ask for the order"), new Told("The customer shows to be ready ({0}, {1}), and nothing is planned.", signal.Kind, signal.At), When.Now);
    }

    private static IEnumerable<NextAction> Trials(DealPicture picture) => picture.RunningTrials.Where(trial => trial.EndsOn.DayNumber - picture.Today.DayNumber <= SoonDays).OrderBy(trial => trial.EndsOn)
        .Select(trial => new NextAction($"trial-{trial.Id}", ActivityType.Call, new Told("Ask how the trial goes: {0}", trial.Text),
            trial.EndsOn < picture.Today ? new Told("It ended on {0}, and the result is not known.", trial.EndsOn) : new Told("It ends on {0}.", trial.EndsOn), When.Soon));

    private static IEnumerable<NextAction> Objections(DealPicture picture) => picture.OpenObjections.OrderByDescending(one => one.Objection.Weight).ThenBy(one => one.Objection.Id)
        .Select(one => new NextAction($"objection-{one.Objection.Id}", ActivityType.Call, new Told("Answer the objection: {0}", one.Kind),
            new Told("“{0}” is still open. It shows interest, and waits for an answer.", one.Objection.Words), When.Soon));

    private static IEnumerable<NextAction> Promises(DealPicture picture) =>
        from promise in picture.Commitments
        where promise.SettledAt is null && promise.Due is { } due && due.DayNumber - picture.Today.DayNumber <= SoonDays
        orderby promise.Due, promise.By
        let late = promise.Due < picture.Today
        select promise.By == CommitmentSide.Us
            ? new NextAction($"promise-{promise.Id}", ActivityType.Task, new Told("Keep what we promised: {0}", promise.Text), late ? new Told("It was due on {0}.", promise.Due) : new Told("It is due on {0}.", promise.Due), When.Soon)
            : new NextAction($"promise-{promise.Id}", ActivityType.Call, new Told("Ask about the promise: {0}", promise.Text), late ? new Told("The customer wanted to do it until {0}.", promise.Due) : new Told("It is due on {0}.", promise.Due), When.Tomorrow);

    private static IEnumerable<NextAction> Stale(DealPicture picture) => picture.Questionnaires.Where(its => its.Judgement.Stale > 0)
        .Select(its => new NextAction($"stale-{its.Asked.Questionnaire.Key}", ActivityType.Call, new Told("Ask again what is out of date: {0}", its.Asked.Questionnaire.Name),
            new Told("Answers that are out of date: {0}. They prove nothing any more.", its.Judgement.Stale), When.Tomorrow));

    private static IEnumerable<NextAction> People(DealPicture picture) => picture.Gaps.Take(1)
        .Select(gap => new NextAction("people", ActivityType.Call, new Told("Find out who else has a say, and speak with them"), gap, When.Tomorrow));

    private static IEnumerable<NextAction> Prescribed(DealPicture picture) => picture.NotDone().OrderBy(activity => activity.WithinDays ?? int.MaxValue)
        .Select(activity => new NextAction($"prescribed-{activity.Key}", TypeOf(activity), new Told("{0}", activity.Name),
            activity.WithinDays is { } days && (picture.Now - picture.Deal.StageEnteredAt).TotalDays > days
                ? new Told("“{0}” asks for it within {1} days, which have passed.", picture.Stage.Name, days)
                : new Told("“{0}” asks for it.", picture.Stage.Name), When.Tomorrow));

    private static IEnumerable<NextAction> Criteria(DealPicture picture) => picture.Unmet.Where(criterion => criterion.Kind is not ("activity" or "next-step" or "objections-answered")).OrderByDescending(criterion => criterion.Severity)
        .Select(criterion => new NextAction($"criterion-{criterion.Key}", ActivityType.Task, new Told("See to it: {0}", criterion.Label),
            criterion.Severity == Severity.Block ? new Told("Without it the deal cannot leave “{0}”.", picture.Stage.Name) : new Told("It should be true before the deal leaves “{0}”.", picture.Stage.Name), When.Tomorrow));

    private static IEnumerable<NextAction> Agreed(DealPicture picture)
    {
        if (!picture.IsSomethingPlanned)
            yield return new("agree", ActivityType.Call, new Told("Agree the next step with the customer"), new Told("Nothing is planned, so that the deal falls asleep."), When.Tomorrow);
    }

    private static ActivityType TypeOf(PrescribedActivity activity) => Enum.TryParse<ActivityType>(activity.Type, true, out var type) && type != ActivityType.Note ? type : ActivityType.Task;
}

/// <summary>One thing to do next, and why.</summary>
/// <param name="Key">The same as long as the reason is the same.</param>
public sealed record NextAction(string Key, ActivityType Type, Told What, Told Why, When When);

/// <summary>When it is planned, always within working hours.</summary>
public enum When
{
    Now,
    Soon,
    Tomorrow,
}
