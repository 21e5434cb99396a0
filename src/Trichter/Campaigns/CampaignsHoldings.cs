using Trichter.Customers;
using Trichter.Customers.Privacy;
using Trichter.Platform.Language;

namespace Trichter.Campaigns;

/// <summary>Mailings to a person, forms they sent and mails that came back. Counts stay: they name nobody.</summary>
internal sealed class CampaignsHoldings(Db db) : IHoldPersonalData
{
    public IEnumerable<HeldRows> Of(Person person)
    {
        var (id, emails) = (person.Id, person.Emails);
        yield return HeldRows.Of(db.SegmentMembers.Where(its => its.PersonId == id), Fate.Delete);
        yield return HeldRows.Of(db.MailingRecipients.Where(its => its.PersonId == id || emails.Contains(its.Address)), Fate.Clear);
        yield return HeldRows.Of(db.LetterFiles.Where(file => db.LetterRecipients.Any(its => its.LetterId == file.Id && its.PersonId == id && its.Position != null)), Fate.Delete);
        yield return HeldRows.Of(db.LetterRecipients.Where(its => its.PersonId == id), Fate.Clear);
        yield return HeldRows.Of(db.FairEntries.Where(its => its.PersonId == id), Fate.Clear);
        yield return HeldRows.Of(db.MagnetLinks.Where(its => its.PersonId == id), Fate.Delete);
        yield return HeldRows.Of(db.LeadMails.Where(its => its.PersonId == id), Fate.Clear);
        yield return HeldRows.Of(db.AudienceMembers.Where(its => its.PersonId == id && its.RemovedAt == null), Fate.Keep, new Told("Hashed, until they were taken out of the audience on the platform").Key);
        yield return HeldRows.Of(db.Touches.Where(its => its.PersonId == id), Fate.Clear);
        yield return HeldRows.Of(db.ReturnNotes.Where(its => its.PersonId == id || emails.Contains(its.Address)), Fate.Clear);
    }
}
