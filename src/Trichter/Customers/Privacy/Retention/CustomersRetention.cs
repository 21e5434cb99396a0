using Trichter.Customers.Consent;
using Trichter.Platform.Language;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>What people said about being contacted and asked of us; and whom the law, a lawsuit or they themselves keep here.</summary>
internal sealed class CustomersRetention(Db db) : IKnowLastContact, IHoldPeople
{
    /// <summary>What tells nothing of an act of theirs: somebody typed the address, we used a consent, others claimed it.</summary>
    private static readonly ConsentAction[] ByUs = [ConsentAction.Requested, ConsentAction.Used, ConsentAction.Claimed, ConsentAction.Expired];

    public IEnumerable<IQueryable<ContactMoment>> Theirs() =>
    [
        db.ConsentEvents.Where(its => its.PersonId != null && !ByUs.Contains(its.Action)).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.At }),
        db.InterestNotes.Select(its => new ContactMoment { PersonId = its.PersonId, At = its.CreatedAt }),
        db.PrivacyRequests.Where(its => its.PersonId != null).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.CreatedAt }),
    ];

    public IEnumerable<IQueryable<ContactMoment>> Ours() =>
    [
        db.ConsentEvents.Where(its => its.PersonId != null && its.Action == ConsentAction.Used).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.At }),
        db.PersonPrivacy.Where(its => its.InformedAt != null).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.InformedAt }),
    ];

    public IEnumerable<(string Why, IQueryable<HeldPerson> People)> Holds(DateOnly today) =>
    [
        (new Told("Legal hold").Key, db.LegalHolds.Where(its => its.EndedAt == null).Select(its => new HeldPerson { PersonId = its.PersonId })),
        (new Told("A request of theirs is open").Key, db.PrivacyRequests.Where(its => its.PersonId != null && its.SettledAt == null).Select(its => new HeldPerson { PersonId = its.PersonId })),
        (new Told("Their data are restricted (Article 18)").Key, db.PersonPrivacy.Where(its => its.RestrictedAt != null).Select(its => new HeldPerson { PersonId = its.PersonId })),
    ];
}
