using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings.Split;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Team.Mail;

namespace Trichter.Campaigns.Mailings;

/// <summary>Shows a mailing as one person will get it, and sends a test of it to whoever writes it.</summary>
public sealed class TryMailing(Db db, Me me, Change change, MailSecret secret, WriteMail mail, HandOverMails handOver, ContactKeys keys)
{
    /// <param name="person">Null for an example.</param>
    /// <returns>Null where it is not there, or not written in this language.</returns>
    public async Task<FilledMail?> ShowAsync(Guid id, string language, Guid? person, MailVariant variant = MailVariant.None, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Mailings.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } mailing || !mailing.Languages.Contains(language)) return null;

        var visible = person is { } wanted ? await db.People.AsNoTracking().VisibleTo(me, db).SingleOrDefaultAsync(its => its.Id == wanted, cancellation) : null;
        var recipient = ToSomebody(mailing, visible?.Id ?? Guid.Empty, visible?.MainEmail ?? me.User.Email, language);
        var known = visible is null ? null : await handOver.AddresseesAsync([recipient], cancellation);
        var test = variant == MailVariant.B ? await db.MailingTests.AsNoTracking().SingleOrDefaultAsync(its => its.MailingId == id, cancellation) : null;
        return MailingText.Of(mailing, language, test).Fill(known?.GetValueOrDefault(recipient.PersonId) ?? Addressee.Example, new MailingFrame(mailing.Imprint, "#", "#", "#"));
    }

    public async Task<Fault?> RunAsync(Guid id, string language, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Mailings.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } mailing || !mailing.Languages.Contains(language)) return Fault.NotThere;
        if (await mail.ServerAsync(cancellation) is not { } server) return new("", new Told("No relay is set that takes our mails; mailings need one."));

        await keys.LoadAsync(cancellation);
        var recipient = ToSomebody(mailing, me.User.Id, me.User.Email, language);
        var frame = handOver.FrameOf(mailing, server, recipient);
        var message = WriteMailing.Of(mailing, recipient, MailingText.Of(mailing, language).Fill(Addressee.Example, frame), frame, server, "", change.Now);
        try
        {
            await using var lines = await MailLines.OpenAsync(server, secret.Show(server.Password), cancellation);
            var refused = await lines.PrepareAsync(0, server.FromAddress, recipient.Address, message, cancellation) ?? await lines.FinishAsync(0, cancellation);
            return refused is null ? null : new("", new Told("The relay does not take it: {0}", refused.Text));
        }
        catch (Exception unreachable) when (MailLines.IsOfTheLine(unreachable, cancellation))
        {
            return new("", new Told("The relay does not take it: {0}", unreachable.Message));
        }
    }

    private static MailingRecipient ToSomebody(Mailing mailing, Guid person, string address, string language) =>
        new() { MailingId = mailing.Id, PersonId = person, Address = address, Domain = "", Language = language };
}
