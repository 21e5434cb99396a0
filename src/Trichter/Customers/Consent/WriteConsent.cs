using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Customers.Consent;

/// <summary>Adds events to the chain of each contact point; whoever calls it saves.</summary>
public sealed class WriteConsent(Db db, Change change, ContactKeys keys)
{
    private readonly Dictionary<string, (int Sequence, string Digest)> ends = [];

    public async Task<ConsentEvent> AddAsync(NewConsentEvent its, CancellationToken cancellation = default)
    {
        await keys.LoadAsync(cancellation);
        var key = its.PointKey ?? keys.Of(its.Point!);
        if (!ends.TryGetValue(key, out var end))
        {
            var last = await db.ConsentEvents.AsNoTracking().Where(known => known.PointKey == key).OrderByDescending(known => known.Sequence).FirstOrDefaultAsync(cancellation);
            end = (last?.Sequence ?? 0, last?.Digest ?? "");
        }

        var added = new ConsentEvent
        {
            PersonId = its.PersonId,
            PointKey = key,
            Point = its.Point is null ? "" : keys.Hide(its.Point.Value),
            Purpose = its.Purpose,
            Channel = its.Channel,
            Action = its.Action,
            Proof = its.Proof,
            WordingId = its.WordingId,
            Evidence = its.Evidence,
            ActorId = change.By,
            At = change.Now,
            Sequence = end.Sequence + 1,
            PreviousDigest = end.Digest,
        };
        added.Seal();
        ends[key] = (added.Sequence, added.Digest);
        db.ConsentEvents.Add(added);
        return added;
    }

    /// <param name="purpose">Null for all advertising.</param>
    /// <param name="channel">Null for every channel.</param>
    public async Task SuppressAsync(string key, Purpose? purpose, ContactChannel? channel, SuppressionReason reason, CancellationToken cancellation = default)
    {
        if (await db.Suppressions.AnyAsync(its => its.Key == key && its.Purpose == purpose && its.Channel == channel && its.EndedAt == null, cancellation)) return;
        db.Suppressions.Add(new Suppression { Key = key, Purpose = purpose, Channel = channel, Reason = reason, Since = change.Now });
    }
}

/// <summary>An event to add; either the point itself or, where only its key is known, that.</summary>
public sealed record NewConsentEvent(Guid? PersonId, Purpose Purpose, ContactChannel Channel, ConsentAction Action, ConsentProof Proof)
{
    public ContactPoint? Point { get; init; }
    public string? PointKey { get; init; }
    public Guid? WordingId { get; init; }
    public string Evidence { get; init; } = "";
}
