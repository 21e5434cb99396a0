using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;

namespace Trichter.Offers.Objections;

/// <summary>How often something was said to objections, and how often the objection was resolved by it.</summary>
public readonly record struct ObjectionTally(int Worked, int Used)
{
    /// <summary>Fewer uses than this say nothing.</summary>
    public const int Enough = 5;

    public Told Told => Used switch
    {
        0 => new Told("not used yet"),
        < Enough => new Told("worked in {0} of {1}, too few to judge by", Worked, Used),
        _ => new Told("worked in {0} of {1}", Worked, Used),
    };
}

/// <summary>Counts what was said on all deals, by answer and by proof.</summary>
public sealed class ObjectionTallies(Db db)
{
    public async Task<IReadOnlyDictionary<(Guid Kind, string Answer), ObjectionTally>> ByAnswerAsync(CancellationToken cancellation = default)
    {
        var counts = await (from reply in db.ObjectionReplies
                            join deal in db.Deals on reply.DealId equals deal.Id
                            where reply.AnswerKey != ""
                            group reply by new { reply.KindId, reply.AnswerKey, reply.Result } into same
                            select new { same.Key, Count = same.Count() }).ToListAsync(cancellation);
        return counts.GroupBy(one => (one.Key.KindId, one.Key.AnswerKey)).ToDictionary(
            same => same.Key, same => new ObjectionTally(same.Where(one => one.Key.Result == ObjectionState.Resolved).Sum(one => one.Count), same.Sum(one => one.Count)));
    }

    public async Task<IReadOnlyDictionary<Guid, ObjectionTally>> ByProofAsync(CancellationToken cancellation = default)
    {
        var counts = await (from reply in db.ObjectionReplies
                            join deal in db.Deals on reply.DealId equals deal.Id
                            where reply.ProofId != null
                            group reply by new { Proof = reply.ProofId!.Value, reply.Result } into same
                            select new { same.Key, Count = same.Count() }).ToListAsync(cancellation);
        return counts.GroupBy(one => one.Key.Proof).ToDictionary(
            same => same.Key, same => new ObjectionTally(same.Where(one => one.Key.Result == ObjectionState.Resolved).Sum(one => one.Count), same.Sum(one => one.Count)));
    }
}
