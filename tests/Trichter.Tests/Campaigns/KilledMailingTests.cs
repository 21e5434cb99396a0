using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>The program is killed twice while it sends to ten thousand people; everybody gets the mailing exactly once.</summary>
public sealed class KilledMailingTests : IAsyncLifetime
{
    private const int Many = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly CampaignDesk desk = new();

    public async ValueTask InitializeAsync() => await desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Everybody_gets_it_exactly_once_through_two_kills()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "The order of saving and sending is the same on both databases.");
        desk.App.Clock.Now = DateTime.UtcNow.AddMinutes(-5);
        await desk.PeopleAsync(Many);
        var mailing = await desk.MailingAsync(await desk.SegmentAsync());
        await desk.StartAsync(mailing);

        using var program = new RunningProgram(desk.App);
        foreach (var killedAt in new[] { Many / 5, Many / 2 })
        {
            program.Start();
            await UntilAsync(() => desk.Sink.Mails.Count >= killedAt);
            program.Kill();
        }

        program.Start();
        await UntilAsync(() => desk.App.InDbAsync(db => db.Mailings.AnyAsync(its => its.State == MailingState.Done)).GetAwaiter().GetResult());
        program.Kill();

        var got = desk.Sink.Mails.GroupBy(mail => mail.To).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(Many, got.Count);
        Assert.All(got.Values, times => Assert.Equal(1, times));
        Assert.Equal(0, (await desk.RecipientsAsync()).Count(its => its.State is not (RecipientState.Taken or RecipientState.Handed)));
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var watch = Stopwatch.StartNew(); !isSo();)
        {
            Assert.True(watch.Elapsed < Patience, "It takes too long.");
            await Task.Delay(50);
        }
    }
}
