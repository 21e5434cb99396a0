namespace Trichter.Insight.Learning;

/// <summary>A model with all that is told of it: plain data, kept from the night in which it was trained.</summary>
/// <param name="Won">Of the rows it was trained on.</param>
/// <param name="Calendar">Fields left out because they are the calendar in disguise.</param>
/// <param name="Leaks">Fields on which the model as a whole leans too much.</param>
public sealed record TrainedModel(
    Recipe Recipe, LogisticModel Model, Calibration Calibration, double Penalty, int Won, int NotWon, Verdict Verdict,
    IReadOnlyList<WindowSummary> Windows, Reliability? Reliability,
    IReadOnlyList<LeakFinding> Findings, IReadOnlyList<string> Calendar, IReadOnlyList<string> Leaks)
{
    private const double Least = .01;

    public bool IsTrained => Recipe.Fields.Count > 0;

    public static TrainedModel Untrained(int won, int notWon) => new(
        new Recipe([]), new LogisticModel(0, [], [], true), Calibration.None, 0, won, notWon, Verdict.Silent(Silence.TooFewCases), [], null, [], [], []);

    /// <summary>No deal is certain.</summary>
    public static double Clamp(double share) => Math.Clamp(share, Least, 1 - Least);

    public Prediction Predict(IReadOnlyList<Field> fields, int row)
    {
        var why = Explanation.Of(Recipe, Model, fields, row);
        var raw = Odds.ToShare(why.LogOdds);
        return new Prediction(Clamp(Calibration.Map(raw)), raw, why);
    }

    /// <summary>For many cases at once, without reasons.</summary>
    public double[] Predict(IReadOnlyList<Field> fields, IReadOnlyList<int> rows) =>
        [.. Model.Predict(Recipe.Encode(fields, rows)).Select(raw => Clamp(Calibration.Map(raw)))];
}

/// <param name="Raw">Before calibration and clamp, which are lines of their own in the reasons.</param>
public sealed record Prediction(double P, double Raw, Explanation Why);

/// <summary>One window of the validation, in short.</summary>
public sealed record WindowSummary(int Part, double? Auc, double Said, double Rate, double LogLoss, double BaseLogLoss);
