using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Customers.Consent.OptIn;

/// <summary>One of us asks a person to confirm, after the person asked for it: in a talk, at a fair, on paper.</summary>
public sealed class AskByMail(Db db, Me me, Change change, AskOptIn ask)
{
    public async Task<Fault?> RunAsync(Guid personId, string address, Guid wordingId, Asker asker, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        if (await db.People.VisibleTo(me, db).SingleOrDefaultAsync(its => its.Id == personId, cancellation) is not { } person || !person.Emails.Contains(address)) return Fault.NotThere;
        var wording = await db.ConsentWordings.SingleOrDefaultAsync(its => its.Id == wordingId, cancellation);
        if (wording?.IsOffered(DateOnly.FromDateTime(change.Now)) != true || !wording.Channels.Contains(ContactChannel.Email)) return new("WordingId", new Told("Choose one of the answers."));
        if (wording.Purposes.Count == 0) return new("WordingId", new Told("Choose what it is for."));

        var spoken = person.Language is { Length: > 0 } own && Languages.All.Contains(own) ? own : me.User?.Language ?? "en";
        if (!await ask.AddAsync(wording, wording.Purposes, address, person.Id, asker with { Language = spoken, Page = $"{me.User?.Name}" }, cancellation))
            return new("", new Told("This address was asked already. One mail in a day and three in a month are enough."));

        await db.SaveChangesAsync(cancellation);
        return null;
    }
}
