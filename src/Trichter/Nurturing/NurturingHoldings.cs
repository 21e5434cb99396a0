using Trichter.Customers;
using Trichter.Customers.Privacy;

namespace Trichter.Nurturing;

/// <summary>A person's way through programmes.</summary>
internal sealed class NurturingHoldings(Db db) : IHoldPersonalData
{
    public IEnumerable<HeldRows> Of(Person person)
    {
        var id = person.Id;
        yield return HeldRows.Of(db.EnrolmentNotes.Where(note => db.Enrolments.Any(its => its.Id == note.EnrolmentId && its.PersonId == id)), Fate.Clear);
        yield return HeldRows.Of(db.Enrolments.Where(its => its.PersonId == id), Fate.Clear);
    }
}
