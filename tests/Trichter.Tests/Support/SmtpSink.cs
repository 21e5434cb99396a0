using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trichter.Tests.Support;

/// <summary>A mail relay that keeps what it is given, and answers what a test wants.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<SunkMail> mails = [];
    private readonly Task accepting;

    public SmtpSink()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public int Connections { get; private set; }

    /// <summary>The answer to RCPT for an address; null takes it.</summary>
    public Func<string, string?> Refuses { get; set; } = _ => null;

    /// <summary>Hangs up after the message, before it says that it took it.</summary>
    public bool HangsUp { get; set; }

    public IReadOnlyList<SunkMail> Mails
    {
        get
        {
            lock (mails) return [.. mails];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
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
        Connections++;
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                async Task SayAsync(string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop.Token);
                var (from, to) = ("", "");
                await SayAsync("220 sink");
                while (await reader.ReadLineAsync(stop.Token) is { } line)
                {
                    if (line.StartsWith("EHLO", StringComparison.Ordinal)) await SayAsync("250-sink\r\n250-PIPELINING\r\n250 8BITMIME");
                    else if (line.StartsWith("MAIL FROM:", StringComparison.Ordinal))
                    {
                        (from, to) = (line[10..], "");
                        await SayAsync("250 ok");
                    }
                    else if (line.StartsWith("RCPT TO:", StringComparison.Ordinal))
                    {
                        var refusal = Refuses(line[8..].Trim('<', '>'));
                        if (refusal is null) to = line[8..].Trim('<', '>');
                        await SayAsync(refusal ?? "250 ok");
                    }
                    else if (line == "DATA" && to.Length == 0) await SayAsync("503 no recipient");
                    else if (line == "DATA")
                    {
                        await SayAsync("354 go on");
                        var text = new StringBuilder();
                        var next = await reader.ReadLineAsync(stop.Token);
                        for (; next is not null and not "."; next = await reader.ReadLineAsync(stop.Token)) text.Append(next.StartsWith('.') ? next[1..] : next).Append('\n');
                        if (next is null) return;
                        lock (mails) mails.Add(new SunkMail(from.Trim('<', '>'), to, text.ToString()));
                        if (HangsUp) return;
                        await SayAsync("250 taken");
                    }
                    else if (line == "QUIT") return;
                    else await SayAsync("250 ok");
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }
}

/// <param name="Source">As it came over the line, lines ending in \n.</param>
internal sealed record SunkMail(string From, string To, string Source)
{
    public string Header(string name) =>
        Decoded(string.Join(' ', Source[..Source.IndexOf("\n\n", StringComparison.Ordinal)].Replace("\n ", "\u0001", StringComparison.Ordinal).Split('\n')
            .Where(line => line.StartsWith(name + ": ", StringComparison.Ordinal)).Select(line => line[(name.Length + 2)..])).Replace("\u0001", " ", StringComparison.Ordinal));

    /// <summary>The texts of all parts, one after the other.</summary>
    public string Text => string.Join('\n', Source.Split("Content-Transfer-Encoding: base64\n\n").Skip(1)
        .Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part.Split("\n--")[0].Replace("\n", "", StringComparison.Ordinal)))));

    private static string Decoded(string header) => System.Text.RegularExpressions.Regex.Replace(
        header.Replace("?= =?", "?==?", StringComparison.Ordinal), @"=\?utf-8\?B\?([^?]*)\?=", match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)));
}
