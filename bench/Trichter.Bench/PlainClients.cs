using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trichter.Bench;

/// <summary>Clients that send one and the same request over an open connection and look only at the first line of the answer: as little of the two cores as possible goes to them.</summary>
internal static class PlainClients
{
    private const int Warm = 5000;

    public static async Task MeasureAsync(string name, string what, Uri server, string path, string answer, int clients, int requests)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
        await RunAsync(server, request, answer, clients, Warm);
        var watch = Stopwatch.StartNew();
        var took = await RunAsync(server, request, answer, clients, requests);
        Bench.Row(name, what, clients, took, watch.Elapsed);
    }

    private static async Task<List<double>> RunAsync(Uri server, byte[] request, string answer, int clients, int requests)
    {
        var left = requests;
        var took = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port));
            var (buffer, mine) = (new byte[4096], new List<double>());
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var began = Stopwatch.GetTimestamp();
                await socket.SendAsync(request);
                var read = 0;
                while (!buffer.AsSpan(0, read).EndsWith("\r\n\r\n"u8)) read += await socket.ReceiveAsync(buffer.AsMemory(read)) is > 0 and var more ? more : throw new InvalidOperationException("The server hung up.");
                if (!buffer.AsSpan(0, read).StartsWith(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}"))) throw new InvalidOperationException(Encoding.ASCII.GetString(buffer, 0, read));
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return mine;
        }));
        return [.. took.SelectMany(one => one)];
    }
}
