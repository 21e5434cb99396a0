using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Trichter.Platform.Mail;

/// <summary>
/// A connection to a relay over which many mails go (RFC 5321 with STARTTLS, AUTH PLAIN and PIPELINING). The framework's own client opens a connection
/// for each mail and waits for every line.
/// </summary>
internal sealed class SmtpLine : IAsyncDisposable
{
    private const string Us = "trichter";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient client = new() { NoDelay = true };
    private readonly byte[] buffer = new byte[8192];
    private Stream stream = Stream.Null;
    private HashSet<string> offers = [];
    private int start, end;

    private SmtpLine()
    {
    }

    /// <param name="password">In plain text.</param>
    /// <exception cref="SmtpException">The relay refuses; <see cref="SmtpException.IsLasting"/> says whether trying again makes sense.</exception>
    /// <exception cref="IOException">The relay cannot be reached.</exception>
    public static async Task<SmtpLine> OpenAsync(MailServer server, string password, CancellationToken cancellation)
    {
        var line = new SmtpLine();
        try
        {
            await line.ConnectAsync(server, password, cancellation);
            return line;
        }
        catch (Exception failure)
        {
            await line.DisposeAsync();
            if (failure is SocketException unreachable) throw new IOException(unreachable.Message, unreachable);
            throw;
        }
    }

    /// <summary>Gives one mail to the relay; when it returns, the relay answers for it.</summary>
    public async Task SendAsync(string from, string to, byte[] message, CancellationToken cancellation)
    {
        await PrepareAsync(from, to, message, cancellation);
        await FinishAsync(cancellation);
    }

    /// <summary>Sends all of a mail but the point that ends it: the relay has it and keeps nothing yet.</summary>
    /// <exception cref="SmtpException">The relay takes no mail for this address; the connection goes on.</exception>
    public async Task PrepareAsync(string from, string to, byte[] message, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var envelope = new[] { $"MAIL FROM:<{from}>", $"RCPT TO:<{to}>", "DATA" };
        if (offers.Contains("PIPELINING"))
        {
            await WriteAsync(string.Join("\r\n", envelope) + "\r\n", patience.Token);
            var answers = new[] { await ReadAsync(patience.Token), await ReadAsync(patience.Token), await ReadAsync(patience.Token) };
            if (answers.FirstOrDefault(answer => answer.Code >= 400) is { Code: > 0 } refused)
            {
                // A relay that takes DATA all the same waits for a message: it gets an empty one, to no recipient.
                if (answers[2].Code == 354) await AskAsync(".", patience.Token);
                await AskAsync("RSET", patience.Token);
                throw new SmtpException(refused);
            }
        }
        else
        {
            foreach (var command in envelope)
                if (await AskAsync(command, patience.Token) is { Code: >= 400 } refused)
                {
                    await AskAsync("RSET", patience.Token);
                    throw new SmtpException(refused);
                }
        }

        await stream.WriteAsync(Stuffed(message), patience.Token);
    }

    /// <summary>Ends the mail that was prepared; when it returns, the relay answers for it.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        if (await AskAsync(".", patience.Token) is { Code: >= 400 } notTaken) throw new SmtpException(notTaken);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (client.Connected) await WriteAsync("QUIT\r\n", CancellationToken.None);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Nobody is there to say goodbye to.
        }

        await stream.DisposeAsync();
        client.Dispose();
    }

    private async Task ConnectAsync(MailServer server, string password, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        await client.ConnectAsync(server.Host, server.Port, patience.Token);
        stream = client.GetStream();
        if (server.Security == MailSecurity.Tls) await EncryptAsync(server.Host, patience.Token);
        Check(await ReadAsync(patience.Token));
        await GreetAsync(patience.Token);

        if (server.Security == MailSecurity.StartTls)
        {
            if (!offers.Contains("STARTTLS")) throw new SmtpException(new SmtpAnswer(554, "The relay offers no STARTTLS."));
            Check(await AskAsync("STARTTLS", patience.Token));
            await EncryptAsync(server.Host, patience.Token);
            await GreetAsync(patience.Token);
        }

        if (server.UserName.Length == 0) return;
        var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{server.UserName}\0{password}"));
        Check(await AskAsync("AUTH PLAIN " + plain, patience.Token));
    }

    private async Task GreetAsync(CancellationToken cancellation)
    {
        var answer = await AskAsync("EHLO " + Us, cancellation);
        Check(answer);
        offers = [.. answer.Text.Split('\n').Skip(1).Select(line => line.Split(' ')[0].ToUpperInvariant())];
    }

    /// <summary>The certificate has to be one that the machine trusts, for that name.</summary>
    private async Task EncryptAsync(string host, CancellationToken cancellation)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation);
        (stream, start, end) = (secure, 0, 0);
    }

    private static void Check(SmtpAnswer answer)
    {
        if (answer.Code >= 400) throw new SmtpException(answer);
    }

    private async Task<SmtpAnswer> AskAsync(string command, CancellationToken cancellation)
    {
        await WriteAsync(command + "\r\n", cancellation);
        return await ReadAsync(cancellation);
    }

    private ValueTask WriteAsync(string text, CancellationToken cancellation) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellation);

    /// <summary>All lines of an answer; the last one has a blank behind its number.</summary>
    private async Task<SmtpAnswer> ReadAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await ReadLineAsync(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) throw new IOException("This is no mail relay: " + line);
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-') return new SmtpAnswer(code, string.Join('\n', lines));
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (true)
        {
            for (; start < end; start++)
            {
                if (buffer[start] == '\n')
                {
                    start++;
                    return line.ToString().TrimEnd('\r');
                }

                line.Append((char)buffer[start]);
                if (line.Length > 4096) throw new IOException("The relay sends a line without an end.");
            }

            (start, end) = (0, await stream.ReadAsync(buffer, cancellation));
            if (end == 0) throw new IOException("The relay closed the connection.");
        }
    }

    /// <summary>A line that begins with a point gets a second one; a point alone, which comes later, ends the message.</summary>
    private static byte[] Stuffed(byte[] message)
    {
        var text = Encoding.ASCII.GetString(message);
        if (text.StartsWith('.')) text = "." + text;
        text = text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        return Encoding.ASCII.GetBytes(text + (text.EndsWith("\r\n", StringComparison.Ordinal) ? "" : "\r\n"));
    }
}

/// <param name="Code">As RFC 5321 numbers them: 2xx done, 3xx go on, 4xx not now, 5xx never.</param>
internal readonly record struct SmtpAnswer(int Code, string Text);

/// <summary>The relay refused.</summary>
internal sealed class SmtpException(SmtpAnswer answer) : Exception($"{answer.Code} {answer.Text}")
{
    /// <summary>Trying again makes no sense.</summary>
    public bool IsLasting => answer.Code >= 500;
}
