namespace Trichter.Platform.Statistics;

/// <summary>
/// Sums up the cumulative incidence of one cause while the curve is walked once. The variance is a sum of squares around the
/// value of the day, here multiplied out, so that each further time costs the same few operations. Source: Aalen and Johansen
/// 1978; the variance as in Putter, Fiocco, Geskus 2007 (Statistics in Medicine 26).
/// </summary>
internal sealed class CauseOfEnd
{
    private double incidence;
    private double hazard, hazardByIncidence, hazardBySquare;
    private double own, cross, crossByIncidence;

    public double Incidence => incidence;
    public double StandardError => Math.Sqrt(Math.Max(0, Variance));

    /// <summary>
    /// At one time: what was open just before, how many were at risk, how many ended, and how many of them for this cause.
    /// </summary>
    public void Step(double openBefore, double atRisk, double ended, double endedHere)
    {
        incidence += openBefore * endedHere / atRisk;

        var ofAll = ended < atRisk ? ended / (atRisk * (atRisk - ended)) : 0;
        hazard += ofAll;
        hazardByIncidence += incidence * ofAll;
        hazardBySquare += incidence * incidence * ofAll;

        own += openBefore * openBefore * endedHere * (atRisk - endedHere) / (atRisk * atRisk * atRisk);

        var ofHere = openBefore * endedHere / (atRisk * atRisk);
        cross += ofHere;
        crossByIncidence += incidence * ofHere;
    }

    private double Variance =>
        incidence * incidence * hazard - 2 * incidence * hazardByIncidence + hazardBySquare
        + own
        - 2 * (incidence * cross - crossByIncidence);
}
