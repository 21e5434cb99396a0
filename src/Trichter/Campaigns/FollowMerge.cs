using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Merge;

namespace Trichter.Campaigns;

/// <summary>
/// What somebody left, and the letters they got, go over to the person that stays. Of a letter to both, the other one stays where it was: it is listed
/// among those to be taken out of the pile.
/// </summary>
internal sealed class FollowMerge(Db db) : IFollowMerge
{
    public Task CompanyAsync(Company stays, Company goes, CancellationToken cancellation) => Task.CompletedTask;

    public async Task PersonAsync(Person stays, Person goes, CancellationToken cancellation)
    {
        foreach (var touch in await db.Touches.Where(its => its.PersonId == goes.Id).ToListAsync(cancellation)) touch.PersonId = stays.Id;
        foreach (var entry in await db.FairEntries.Where(its => its.PersonId == goes.Id).ToListAsync(cancellation)) entry.PersonId = stays.Id;
        foreach (var link in await db.MagnetLinks.Where(its => its.PersonId == goes.Id).ToListAsync(cancellation)) link.PersonId = stays.Id;
        foreach (var mail in await db.LeadMails.Where(its => its.PersonId == goes.Id).ToListAsync(cancellation)) mail.PersonId = stays.Id;
        foreach (var note in await db.ReturnNotes.Where(its => its.PersonId == goes.Id).ToListAsync(cancellation)) note.PersonId = stays.Id;

        var letters = await db.LetterRecipients.Where(its => its.PersonId == goes.Id || its.PersonId == stays.Id).ToListAsync(cancellation);
        foreach (var letter in letters.Where(its => its.PersonId == goes.Id))
            if (!letters.Exists(other => other.LetterId == letter.LetterId && other.PersonId == stays.Id)) letter.PersonId = stays.Id;
    }
}
