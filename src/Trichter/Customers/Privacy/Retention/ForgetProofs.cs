using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>
/// Proofs of consent that nothing needs any longer (R16): it was withdrawn, ran out or its person was erased, and the claims from it have lapsed. Consent
/// to calls is proven for five years from when it was given and from every use (§ 7a(2) UWG). The events of a contact point are one chain, so they go
/// together, with the requests that led to them; that somebody wants nothing is kept apart from them.
/// </summary>
internal sealed class ForgetProofs(Db db, Change change, IEnumerable<IKnowLastContact> contacts) : IForget
{
    private const int YearsOfCalls = 5, Portion = 500;
    private static readonly ConsentAction[] Given = [ConsentAction.Given, ConsentAction.Confirmed, ConsentAction.Used, ConsentAction.Noticed];
    private static readonly ConsentAction[] Ended = [ConsentAction.Withdrawn, ConsentAction.Objected, ConsentAction.Expired];
    private static readonly ContactChannel[] Calls = [ContactChannel.Phone, ContactChannel.AutomaticCall];

    public RetentionClass Class => RetentionClass.Proofs;

    public Task<int> CountAsync(DateTime before, CancellationToken cancellation) => Due(before).CountAsync(cancellation);

    public async Task<int> RunAsync(DateTime before, CancellationToken cancellation)
    {
        var gone = 0;
        while (await Due(before).OrderBy(key => key).Take(Portion).ToListAsync(cancellation) is { Count: > 0 } keys)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.ConsentEvents.Where(its => keys.Contains(its.PointKey) && !db.ConsentEvents.Any(newer => newer.PointKey == its.PointKey && newer.At >= before)).ExecuteDeleteAsync(cancellation);
            await db.OptInRequests.Where(its => keys.Contains(its.PointKey) && its.RequestedAt < before).ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            gone += keys.Count;
        }

        return gone;
    }

    /// <summary>Keys of the contact points of which everything may go.</summary>
    private IQueryable<string> Due(DateTime before)
    {
        var (unused, calls) = (before.AddMonths(-ConsentStates.UnusedMonths), change.Now.AddYears(-YearsOfCalls));
        var events = db.ConsentEvents;
        var open = events.Where(its => Given.Contains(its.Action) && !events.Any(end => end.PointKey == its.PointKey && end.Purpose == its.Purpose && end.Channel == its.Channel && end.Sequence > its.Sequence && Ended.Contains(end.Action)));
        var wanted = open.Where(its => !db.Erasures.Any(erased => erased.Id == its.PersonId && erased.At < before));
        var needed = events.Where(its => its.At >= before || (Calls.Contains(its.Channel) && its.At >= calls) || db.LegalHolds.Any(hold => hold.PersonId == its.PersonId && hold.EndedAt == null))
            .Concat(wanted.Where(its => its.At >= unused)).Select(its => its.PointKey);

        var due = events.Where(its => its.At < before).Select(its => its.PointKey).Distinct().Where(key => !needed.Contains(key));
        foreach (var uses in contacts.SelectMany(source => source.Ours()))
        {
            var used = wanted.Where(its => uses.Any(use => use.PersonId == its.PersonId && use.At >= unused))
                .Concat(open.Where(its => Calls.Contains(its.Channel) && uses.Any(use => use.PersonId == its.PersonId && use.At >= calls))).Select(its => its.PointKey);
            due = due.Where(key => !used.Contains(key));
        }

        return due;
    }
}
