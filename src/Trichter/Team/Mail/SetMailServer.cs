using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Timeline;

namespace Trichter.Team.Mail;

/// <summary>Says which relay takes the mail of the workspace, tries it, and looks after mails that did not go out.</summary>
public sealed class SetMailServer(Db db, Me me, Change change, MailSecret secret, Texts texts, TimelineWriter timeline)
{
    /// <param name="password">Null keeps the one that is set.</param>
    /// <returns>What is wrong, by the name of the input; empty when it was saved.</returns>
    /// <exception cref="NotAllowedException">The role may not manage the workspace.</exception>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(MailServerDraft draft, string? password, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var faults = draft.Faults();
        if (faults.Count > 0) return faults;

        var server = await db.MailServers.SingleOrDefaultAsync(cancellation);
        if (server is null) db.MailServers.Add(server = draft.New());
        else draft.Apply(server);
        if (password is not null) server.Password = secret.Hide(password);
        timeline.Record(new MailServerSet(server.Id, server.Host));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <summary>Sends one mail to myself, past the outbox.</summary>
    /// <returns>What the relay says against it, or null when it took the mail.</returns>
    public async Task<Told?> TryAsync(CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } server) return new Told("Say first which relay takes the mail.");

        var mail = new OutgoingMail { ToAddress = me.User.Email, ToName = me.User.Name, Subject = texts["Trichter can send mail"], Text = texts["This mail was sent by hand from the settings, to try the relay."], CreatedAt = change.Now };
        return await SendMails.TryAsync(server, secret.Show(server.Password), mail, change.Now, cancellation) is { } answer ? new Told("The relay says: {0}", answer) : null;
    }

    /// <summary>Takes the relay away; mails stay in the outbox.</summary>
    public async Task RemoveAsync(CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await db.MailServers.SingleOrDefaultAsync(cancellation) is not { } server) return;
        db.MailServers.Remove(server);
        timeline.Record(new MailServerSet(server.Id, ""));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Sends it again, or never.</summary>
    /// <returns>False when there is no such mail, or it was sent.</returns>
    public async Task<bool> SettleAsync(Guid id, bool again, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await db.OutgoingMails.SingleOrDefaultAsync(mail => mail.Id == id, cancellation) is not { State: not (MailState.Sent or MailState.Sending) } mail) return false;
        if (again) mail.Again(change.Now);
        else mail.Drop();
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

/// <summary>The settings of the relay as the form carries them.</summary>
public sealed record MailServerDraft(string Host, int Port, MailSecurity Security, string UserName, string FromName, string FromAddress, string Address, string DkimSelector = "")
{
    public Dictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown) faults["Host"] = new Told("This is not the name of a machine.");
        if (Port is < 1 or > 65535) faults["Port"] = new Told("A port is a number from 1 to 65535.");
        if (!MailAddresses.IsOne(FromAddress) || !FromAddress.All(char.IsAscii)) faults["FromAddress"] = new Told("This is not an e-mail address.");
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) faults["Address"] = new Told("An address begins with https://");
        if (DkimSelector.Length > 0 && Uri.CheckHostName(DkimSelector) != UriHostNameType.Dns) faults["DkimSelector"] = new Told("Letters, digits, hyphens and dots.");
        if (Security == MailSecurity.None && UserName.Length > 0) faults["Security"] = new Told("A password is not sent without encryption.");
        return faults;
    }

    public MailServer New() => new()
    {
        Host = Host,
        Port = Port,
        Security = Security,
        UserName = UserName,
        FromName = FromName,
        FromAddress = FromAddress,
        Address = Address.TrimEnd('/'),
        DkimSelector = DkimSelector,
    };

    public void Apply(MailServer server) =>
        (server.Host, server.Port, server.Security, server.UserName, server.FromName, server.FromAddress, server.Address, server.DkimSelector) = (Host, Port, Security, UserName, FromName, FromAddress, Address.TrimEnd('/'), DkimSelector);
}

public sealed record MailServerSet(Guid ServerId, string Host) : Happening(ServerId)
{
    public override Told Told => Host.Length == 0 ? new("took the mail relay away") : new("set the mail relay {0}", Host);

    public override string Icon => "mail";
}
