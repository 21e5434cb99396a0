using System.Text.RegularExpressions;

namespace Trichter.Platform.Mail;

/// <summary>Several connections to the relay, so that many mails are on their way at once. One that breaks is opened anew for the next mail.</summary>
public sealed partial class MailLines : IAsyncDisposable
{
    /// <summary>Relays commonly allow some dozens from one address.</summary>
    private const int Most = 32;

    private readonly MailServer server;
    private readonly string password;
    private readonly SmtpLine?[] lines = new SmtpLine?[Most];

    private MailLines(MailServer server, string password) => (this.server, this.password) = (server, password);

    public int Count => lines.Length;

    /// <exception cref="IOException">The relay cannot be reached.</exception>
    public static async Task<MailLines> OpenAsync(MailServer server, string password, CancellationToken cancellation)
    {
        var opened = new MailLines(server, password);
        opened.lines[0] = await SmtpLine.OpenAsync(server, password, cancellation);
        return opened;
    }

    public static bool IsOfTheLine(Exception failure, CancellationToken cancellation) =>
        failure is SmtpException or IOException or System.Security.Authentication.AuthenticationException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    /// <summary>Whether a mail can be sent to the address at all: in ASCII, and nothing in it that ends the line or the address.</summary>
    public static bool Carries(string address) => address.All(char.IsAscii) && !address.AsSpan().ContainsAny("\r\n<> ");

    /// <summary>Sends all of a mail but its end.</summary>
    /// <returns>Null when it waits for its end, else why the relay does not take it.</returns>
    public async Task<SmtpRefusal?> PrepareAsync(int line, string from, string to, byte[] message, CancellationToken cancellation)
    {
        if (!Carries(to)) return new(RefusalKind.Never, "The address has characters that mail does not carry.", "5.1.3");
        try
        {
            lines[line] ??= await SmtpLine.OpenAsync(server, password, cancellation);
            await lines[line]!.PrepareAsync(from, to, message, cancellation);
            return null;
        }
        catch (SmtpException refused)
        {
            return Of(refused);
        }
        catch (Exception broken) when (IsOfTheLine(broken, cancellation))
        {
            await BreakAsync(line);
            return new(RefusalKind.NotNow, broken.Message, "4.4.2");
        }
    }

    /// <summary>Ends the mail that waits on this line.</summary>
    /// <returns>Null when the relay answers for it.</returns>
    public async Task<SmtpRefusal?> FinishAsync(int line, CancellationToken cancellation)
    {
        try
        {
            await lines[line]!.FinishAsync(cancellation);
            return null;
        }
        catch (SmtpException refused)
        {
            return Of(refused);
        }
        catch (Exception broken) when (IsOfTheLine(broken, cancellation))
        {
            await BreakAsync(line);
            return new(RefusalKind.NoAnswer, broken.Message, "4.4.2");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in lines)
            if (line is not null) await line.DisposeAsync();
    }

    private async Task BreakAsync(int line)
    {
        if (lines[line] is { } broken) await broken.DisposeAsync();
        lines[line] = null;
    }

    private static SmtpRefusal Of(SmtpException refused) =>
        new(refused.IsLasting ? RefusalKind.Never : RefusalKind.NotNow, refused.Message, Status().Match(refused.Message) is { Success: true } status ? status.Value : refused.IsLasting ? "5.0.0" : "4.0.0");

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex Status();
}

/// <param name="Status">Enhanced status of RFC 3463, "5.1.1".</param>
public sealed record SmtpRefusal(RefusalKind Kind, string Text, string Status);

public enum RefusalKind
{
    Never,
    NotNow,

    /// <summary>The end was sent and no answer came: it may have arrived.</summary>
    NoAnswer,
}
