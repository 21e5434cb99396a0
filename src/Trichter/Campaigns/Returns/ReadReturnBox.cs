using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Mail;
using Trichter.Team;

namespace Trichter.Campaigns.Returns;

/// <summary>Reads what is new in the mailbox for returned mails, over IMAP. Mails stay there and are marked as read.</summary>
public sealed partial class ReadReturnBox(Db db, Me me, Change change, MailSecret secret, TakeReturned take, ILogger<ReadReturnBox> logger)
{
    private const int Portion = 200;
    internal const int LargestBytes = 5_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>How many mails were read.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        me.ActAsProgram();
        if (await db.ReturnBoxes.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } box) return 0;

        using var client = new ImapClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            var read = await ReadAsync(client, box, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
            return read;
        }
        catch (Exception unreachable) when (IsOfTheLine(unreachable) && !cancellation.IsCancellationRequested)
        {
            var error = unreachable.Message.Length > 300 ? unreachable.Message[..300] : unreachable.Message;
            await db.ReturnBoxes.Where(its => its.Id == box.Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.LastError, error), cancellation);
            return 0;
        }
    }

    private async Task<int> ReadAsync(ImapClient client, ReturnBox box, CancellationToken cancellation)
    {
        await client.ConnectAsync(box.Host, box.Port, box.Security switch { MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.StartTls => SecureSocketOptions.StartTls, _ => SecureSocketOptions.None }, cancellation);
        await client.AuthenticateAsync(box.UserName, secret.Show(box.Password), cancellation);
        var inbox = client.Inbox!;
        await inbox.OpenAsync(FolderAccess.ReadWrite, cancellation);
        var last = inbox.UidValidity == box.Validity ? box.LastUid : 0;
        var from = new UniqueId((uint)last + 1);
        var uids = (await inbox.SearchAsync(MailKit.Search.SearchQuery.Uids(new UniqueIdRange(from, UniqueId.MaxValue)), cancellation)).Where(uid => uid.Id > last).Order().Take(Portion).ToList();
        foreach (var uid in uids)
        {
            using var mail = new MemoryStream();
            using (var content = await inbox.GetStreamAsync(uid, cancellation)) await CopyAsync(content, mail, cancellation);
            await TakeAsync(uid, mail.ToArray(), cancellation);
            await inbox.AddFlagsAsync(uid, MessageFlags.Seen, silent: true, cancellation);
            await KeepAsync(box.Id, inbox.UidValidity, uid.Id, cancellation);
            db.ChangeTracker.Clear();
            change.StartAnew();
        }

        await KeepAsync(box.Id, inbox.UidValidity, uids.Count > 0 ? uids[^1].Id : last, cancellation);
        return uids.Count;
    }

    /// <summary>A mail that cannot be dealt with is left in the mailbox, unread, and those behind it are read all the same.</summary>
    private async Task TakeAsync(UniqueId uid, byte[] mail, CancellationToken cancellation)
    {
        try
        {
            await take.RunAsync(mail, cancellation);
        }
        catch (Exception fault) when (fault is InvalidOperationException or DbUpdateException or FormatException)
        {
            LogLeft(fault, uid.Id);
            db.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(LogLevel.Error, "Mail {Uid} of the mailbox for returned mails could not be dealt with")]
    private partial void LogLeft(Exception fault, uint uid);

    /// <summary>Of a very large mail the beginning is enough: what a mail system says stands before what it gives back.</summary>
    private static async Task CopyAsync(Stream content, MemoryStream mail, CancellationToken cancellation)
    {
        var buffer = new byte[81_920];
        int read;
        while (mail.Length < LargestBytes && (read = await content.ReadAsync(buffer, cancellation)) > 0) mail.Write(buffer, 0, read);
    }

    private Task<int> KeepAsync(Guid id, long validity, long uid, CancellationToken cancellation)
    {
        var now = change.Now;
        return db.ReturnBoxes.Where(its => its.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(its => its.Validity, validity).SetProperty(its => its.LastUid, uid).SetProperty(its => its.ReadAt, now).SetProperty(its => its.LastError, ""), cancellation);
    }

    private static bool IsOfTheLine(Exception fault) =>
        fault is IOException or System.Net.Sockets.SocketException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException or ServiceNotAuthenticatedException or CommandException or ProtocolException or NotSupportedException or TimeoutException or OperationCanceledException;
}
