using Trichter.Customers.Consent;

namespace Trichter.Customers.Privacy;

/// <summary>What the address book and the consents hold of a person.</summary>
internal sealed class CustomersHoldings(Db db, ContactKeys keys) : IHoldPersonalData
{
    public IEnumerable<HeldRows> Of(Person person)
    {
        var id = person.Id;
        var points = person.Emails.Select(address => keys.Of(ContactPoint.Of(ContactChannel.Email, address)))
            .Concat(person.Phones.Select(number => keys.Of(ContactPoint.Of(ContactChannel.Phone, number)))).ToList();
        yield return HeldRows.Of(db.Employments.Where(its => its.PersonId == id), Fate.Delete);
        yield return HeldRows.Of(db.PersonPrivacy.Where(its => its.PersonId == id), Fate.Delete);
        yield return HeldRows.Of(db.InterestNotes.Where(its => its.PersonId == id), Fate.Delete);
        yield return HeldRows.Of(db.OptInRequests.Where(its => its.PersonId == id || points.Contains(its.PointKey)), Fate.Clear);
        yield return HeldRows.Of(db.PointHealth.Where(its => points.Contains(its.PointKey)), Fate.Delete);
        yield return HeldRows.Of(db.PrivacyFiles.Where(file => db.PrivacyRequests.Any(request => request.Id == file.Id && request.PersonId == id)), Fate.Delete);
        yield return HeldRows.Of(db.PrivacyRequests.Where(its => its.PersonId == id), Fate.Clear);
        yield return HeldRows.Of(db.ConsentEvents.Where(its => its.PersonId == id), Fate.Keep, "Proof of what they allowed and refused");
        yield return HeldRows.Of(db.Suppressions.Where(its => points.Contains(its.Key)), Fate.Keep, "So that nobody writes to them again; without the address");
    }
}
