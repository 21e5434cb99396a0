using Trichter.Platform.Language;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder;

/// <summary>Answers a kept report for whoever asks, as it stands now.</summary>
public sealed class AskReport(IEnumerable<ISubject> subjects)
{
    /// <param name="narrowing">What a dashboard asks of all its reports; null for the report alone.</param>
    /// <returns>No answer where this role may not ask that; why, where it takes an agreement.</returns>
    public async Task<(Answer? Answer, Told? Why)> RunAsync(OwnReport report, Narrowing? narrowing = null, CancellationToken cancellation = default)
    {
        if (subjects.FirstOrDefault(its => its.Key == report.Subject && its.IsSeen) is not { } subject) return default;
        try
        {
            var fields = (await subject.OfferAsync(cancellation)).Fields;
            var question = report.AskedOf(fields);
            return (await subject.AnswerAsync(narrowing is null ? question : narrowing.Of(question, fields), cancellation), null);
        }
        catch (NotAgreedException refused)
        {
            return (null, refused.Why);
        }
        catch (CannotAskException)
        {
            return default;
        }
    }
}

/// <summary>Whose records, and of which process; each null for all.</summary>
public sealed record Narrowing(Guid? Owner, Guid? Team, Guid? Process)
{
    /// <summary>Added to every group of conditions. A kind of record that does not know the field is not narrowed by it.</summary>
    public Question Of(Question question, IReadOnlyList<FilterField> fields)
    {
        var more = new[] { Owner is { } owner ? $"owner~is~{owner}" : "", Team is { } team ? $"owner~team~{team}" : "", Process is { } process ? $"process~is~{process}" : "" }
            .Select(text => ListCondition.Read(text, fields)).OfType<ListCondition>().ToList();
        return more.Count == 0 ? question : question with { Groups = question.Groups.Count == 0 ? [more] : [.. question.Groups.Select(group => (IReadOnlyList<ListCondition>)[.. group, .. more])] };
    }
}
