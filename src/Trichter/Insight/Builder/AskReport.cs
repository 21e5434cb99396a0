namespace Trichter.Insight.Builder;

/// <summary>Answers a kept report for whoever asks, as it stands now.</summary>
public sealed class AskReport(IEnumerable<ISubject> subjects)
{
    /// <returns>Null where this role may not ask that.</returns>
    public async Task<Answer?> RunAsync(OwnReport report, CancellationToken cancellation = default)
    {
        if (subjects.FirstOrDefault(its => its.Key == report.Subject && its.IsSeen) is not { } subject) return null;
        try
        {
            return await subject.AnswerAsync(report.AskedOf((await subject.OfferAsync(cancellation)).Fields), cancellation);
        }
        catch (CannotAskException)
        {
            return null;
        }
    }
}
