using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Returns;
using Trichter.Customers.Privacy.Retention;

namespace Trichter.Campaigns;

/// <summary>Forms, downloads, talks at fairs and answers of people; mailings that reached them.</summary>
internal sealed class CampaignsRetention(Db db) : IKnowLastContact
{
    public IEnumerable<IQueryable<ContactMoment>> Theirs() =>
    [
        db.Touches.Where(its => its.PersonId != null).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.At }),
        db.FairEntries.Where(its => its.PersonId != null).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.EnteredAt }),
        db.LeadMails.Where(its => its.PersonId != null).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.At }),
        db.ReturnNotes.Where(its => its.PersonId != null && its.Kind == ReturnKind.Other).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.At }),
    ];

    public IEnumerable<IQueryable<ContactMoment>> Ours() =>
    [
        db.MailingRecipients.Where(its => its.State == RecipientState.Taken).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.At }),
        db.LetterRecipients.Where(its => its.Position != null).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.At }),
    ];
}
