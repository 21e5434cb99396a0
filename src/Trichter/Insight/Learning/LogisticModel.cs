using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Trichter.Insight.Learning;

/// <summary>
/// Logistic regression with an L2 penalty on all but the intercept (metrics 4.2), fitted by Newton's method with step halving until the
/// largest entry of the gradient is below 1e-8. Source: Hosmer, Lemeshow, Sturdivant 2013; le Cessie and van Houwelingen 1992.
/// </summary>
/// <param name="Means">Of the columns in training, from which reasons are told.</param>
public sealed record LogisticModel(double Intercept, double[] Weights, double[] Means, bool Converged)
{
    private const double SmallEnough = 1e-8;
    private const int MostSteps = 60;

    public double LogOdds(Design design, int row) => Intercept + design.Dot(row, Weights);

    public double[] Predict(Design design) => [.. Enumerable.Range(0, design.Count).Select(row => Odds.ToShare(LogOdds(design, row)))];

    /// <param name="nearby">A model of the same columns to start from; the optimum is the same without.</param>
    public static LogisticModel Fit(Design design, bool[] won, double penalty, LogisticModel? nearby = null)
    {
        var width = design.Width + 1;
        double[] at = nearby is null ? new double[width] : [.. nearby.Weights, nearby.Intercept];
        var rate = (double)won.Count(one => one) / Math.Max(1, won.Length);
        if (nearby is null) at[^1] = rate is > 0 and < 1 ? Odds.Of(rate) : 0;
        var loss = Loss(design, won, penalty, at);
        var converged = false;

        for (var step = 0; step < MostSteps && !converged; step++)
        {
            var (gradient, curvature) = Slopes(design, won, penalty, at);
            converged = gradient.Max(Math.Abs) < SmallEnough;
            if (converged) break;

            var direction = new DenseMatrix(width, width, curvature).Cholesky().Solve(new DenseVector(gradient));
            var (next, nextLoss) = Halving(design, won, penalty, at, direction, loss);
            if (ReferenceEquals(next, at)) break;
            (at, loss) = (next, nextLoss);
        }

        return new LogisticModel(at[^1], at[..^1], design.Means(), converged);
    }

    private static (double[] At, double Loss) Halving(Design design, bool[] won, double penalty, double[] at, Vector<double> direction, double loss)
    {
        for (var share = 1.0; share > 1e-10; share /= 2)
        {
            var next = at.Select((value, column) => value - share * direction[column]).ToArray();
            var nextLoss = Loss(design, won, penalty, next);
            if (nextLoss <= loss + 1e-9 * Math.Abs(loss)) return (next, nextLoss);
        }

        return (at, loss);
    }

    private static double Loss(Design design, bool[] won, double penalty, double[] at)
    {
        var loss = 0.0;
        for (var row = 0; row < design.Count; row++)
        {
            var z = at[^1] + design.Dot(row, at);
            loss += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (won[row] ? z : 0);
        }

        return loss + penalty / 2 * at.Take(at.Length - 1).Sum(weight => weight * weight);
    }

    private static (double[] Gradient, double[] Curvature) Slopes(Design design, bool[] won, double penalty, double[] at)
    {
        var (last, width, gradient, curvature) = (at.Length - 1, at.Length, new double[at.Length], new double[at.Length * at.Length]);
        for (var row = 0; row < design.Count; row++)
        {
            var cells = design[row];
            var p = Odds.ToShare(at[last] + design.Dot(row, at));
            var (miss, weight) = (p - (won[row] ? 1 : 0), p * (1 - p));
            gradient[last] += miss;
            curvature[last * width + last] += weight;
            for (var one = 0; one < cells.Length; one++)
            {
                gradient[cells[one].Column] += miss * cells[one].Value;
                var weighted = weight * cells[one].Value;
                var line = curvature.AsSpan(cells[one].Column * width, width);
                line[last] += weighted;
                foreach (var other in cells[..(one + 1)]) line[other.Column] += weighted * other.Value;
            }
        }

        for (var column = 0; column < last; column++)
        {
            gradient[column] += penalty * at[column];
            curvature[column * width + column] += penalty;
        }

        Mirror(curvature, width);
        return (gradient, curvature);
    }

    /// <summary>Only one half was summed: cells come in the order of their columns, the intercept is the last.</summary>
    private static void Mirror(double[] curvature, int width)
    {
        for (var row = 0; row < width; row++)
            for (var column = 0; column < row; column++)
            {
                if (row == width - 1) curvature[row * width + column] = curvature[column * width + row];
                else curvature[column * width + row] = curvature[row * width + column];
            }
    }
}
