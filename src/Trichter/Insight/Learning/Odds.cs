namespace Trichter.Insight.Learning;

/// <summary>Between shares and log-odds.</summary>
public static class Odds
{
    private const double Nearly = 1e-15;

    public static double Of(double share)
    {
        var inside = Math.Clamp(share, Nearly, 1 - Nearly);
        return Math.Log(inside / (1 - inside));
    }

    public static double ToShare(double logOdds) => logOdds >= 0 ? 1 / (1 + Math.Exp(-logOdds)) : Math.Exp(logOdds) / (1 + Math.Exp(logOdds));

    /// <summary>The log loss of one prediction: small if it was right, large if it was sure and wrong.</summary>
    public static double Loss(double share, bool won) => -Math.Log(Math.Clamp(won ? share : 1 - share, Nearly, 1));
}
