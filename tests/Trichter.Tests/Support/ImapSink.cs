using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trichter.Tests.Support;

/// <summary>A mailbox that speaks as much IMAP as it takes to read and mark what is in it.</summary>
internal sealed class ImapSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public ImapSink()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>By number, from 1.</summary>
    public List<byte[]> Mails { get; } = [];

    public HashSet<int> Seen { get; } = [];
    public int Fetches { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested) _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                async Task SayAsync(string line) => await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), stop.Token);
                await SayAsync("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready");
                while (await reader.ReadLineAsync(stop.Token) is { } line)
                {
                    if (line.Split(' ', 2) is not [var tag, var command]) continue;
                    foreach (var answer in AnswersTo(command)) await SayAsync(answer);
                    await SayAsync(IsWrong(command) ? $"{tag} NO [AUTHENTICATIONFAILED] wrong" : $"{tag} OK {(command.StartsWith("SELECT", StringComparison.Ordinal) ? "[READ-WRITE] " : "")}done");
                }
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static string Secret => Convert.ToBase64String(Encoding.UTF8.GetBytes("\0returns\0open sesame"));

    private static bool IsWrong(string command) =>
        command.StartsWith("AUTHENTICATE", StringComparison.Ordinal) && !command.Contains(Secret, StringComparison.Ordinal) || command.StartsWith("LOGIN", StringComparison.Ordinal);

    private IEnumerable<string> AnswersTo(string command)
    {
        var uid = int.TryParse(command.Split(' ').ElementAtOrDefault(2)?.Split(':')[0], out var number) ? number : 0;
        if (command.StartsWith("CAPABILITY", StringComparison.Ordinal)) return ["* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR"];
        if (command.StartsWith("LIST", StringComparison.Ordinal)) return [command.Contains("INBOX", StringComparison.Ordinal) ? "* LIST (\\HasNoChildren) \"/\" INBOX" : "* LIST (\\Noselect) \"/\" \"\""];
        if (command.StartsWith("SELECT", StringComparison.Ordinal)) return ["* FLAGS (\\Seen)", $"* {Mails.Count} EXISTS", "* OK [UIDVALIDITY 7] valid", $"* OK [UIDNEXT {Mails.Count + 1}] next"];
        if (command.StartsWith("UID SEARCH", StringComparison.Ordinal)) return [$"* SEARCH {string.Join(' ', Enumerable.Range(1, Mails.Count))}"];
        if (command.StartsWith("UID FETCH", StringComparison.Ordinal))
        {
            Fetches++;
            var mail = Encoding.Latin1.GetString(Mails[uid - 1]);
            return [$"* {uid} FETCH (UID {uid} BODY[] {{{mail.Length}}}\r\n{mail})"];
        }

        if (command.StartsWith("UID STORE", StringComparison.Ordinal)) Seen.Add(uid);
        return [];
    }
}
