namespace Trichter.Nurturing;

/// <summary>The way of one person through the steps, reckoned without doing anything: for trying a programme before it runs.</summary>
public static class ProgrammePath
{
    /// <param name="fits">Whether a condition fits the person; as of now, for nobody knows the future.</param>
    /// <param name="from">When they begin.</param>
    /// <returns>Step numbers from 1 with the day on which each happens, waits and conditions included.</returns>
    public static IReadOnlyList<(int Step, ProgrammeStep Does, DateTime At)> Of(IReadOnlyList<ProgrammeStep> steps, Func<ProgrammeStep, bool> fits, DateTime from)
    {
        var way = new List<(int, ProgrammeStep, DateTime)>();
        for (var next = 0; next < steps.Count;)
        {
            var step = steps[next];
            way.Add((next + 1, step, from));
            if (step.Kind == StepKind.End) break;
            if (step.Kind == StepKind.Wait) from = from.AddDays(step.Days);
            next = step.IsBranch && !fits(step) ? step.Otherwise - 1 : next + 1;
        }

        return way;
    }
}
