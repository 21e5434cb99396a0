using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trichter.Tests.Exchange.Webhooks;

/// <summary>A program of somebody else on this machine, which answers as it is told and keeps what it got.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication program;

    private Receiver(WebApplication program) => this.program = program;

    public int Answers { get; set; } = 200;
    public ConcurrentQueue<(string Id, long Timestamp, string Signature, string Body)> Got { get; } = [];
    public string Address => program.Urls.First() + "/hook";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver.program.MapPost("/hook", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            receiver.Got.Enqueue((request.Headers["webhook-id"]!, long.Parse(request.Headers["webhook-timestamp"]!, System.Globalization.CultureInfo.InvariantCulture), request.Headers["webhook-signature"]!, await reader.ReadToEndAsync()));
            return Results.Text("noted", statusCode: receiver.Answers);
        });
        await receiver.program.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await program.DisposeAsync();
}
