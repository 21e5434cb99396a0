using Trichter.Platform.Mail;

namespace Trichter.Campaigns.Mailings;

/// <summary>A mail of a mailing as it travels, with the headers by which mail programs show "unsubscribe" (RFC 2369, RFC 8058).</summary>
internal static class WriteMailing
{
    public static byte[] Of(Mailing mailing, MailingRecipient to, FilledMail mail, MailingFrame frame, MailServer from, string returns, DateTime now)
    {
        var host = from.FromAddress[(from.FromAddress.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return WriteMime.Of(new MimeMail(to.Id, to.Address, "", mail.Subject, mail.Text)
        {
            Html = mail.Html,
            ReplyTo = mailing.ReplyTo,
            Headers =
            [
                ("List-ID", $"<{mailing.Purpose.ToString().ToLowerInvariant()}.{host}>"),
                ("List-Unsubscribe", returns.Length == 0 ? $"<{frame.OneClick}>" : $"<{frame.OneClick}>,\r\n <mailto:{returns}?subject=unsubscribe%20{frame.Token}>"),
                ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                ("Feedback-ID", $"{mailing.Id:N}:{mailing.Purpose.ToString().ToLowerInvariant()}:{host}"),
            ],
        }, from, now);
    }
}
