using Microsoft.Extensions.DependencyInjection;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Record;
using Trichter.Ledger.Live;
using Trichter.Platform.Workspaces;
using Trichter.Tests.Support;

namespace Trichter.Tests.Ledger;

/// <summary>What open pages hear of the work of others.</summary>
public sealed class LiveTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_change_is_heard_once_it_is_saved_with_the_deal_that_it_touched()
    {
        var deal = await desk.EnterAsync("Two excavators");
        // That it was entered may be heard late: what is waited for is the change of the deal itself.
        var heard = await ListenAsync(touched => touched.Kinds.Contains(nameof(Deal)) && touched.Subjects?.Contains(deal.Id) == true, n => RenameAsync(deal, $"{n} excavators"));

        Assert.Contains(nameof(Deal), heard.Kinds);
        Assert.True(heard.MayConcern(deal.Id));
        Assert.False(heard.MayConcern(Guid.NewGuid()));
    }

    [Fact]
    public async Task An_open_page_of_a_deal_is_told_that_a_colleague_changed_it()
    {
        var (mine, other) = (await desk.EnterAsync("Two excavators"), await desk.EnterAsync("Crane"));
        using var stop = new CancellationTokenSource(Soon);
        await using var stream = await desk.Browser.Http.GetStreamAsync(new Uri($"/deals/{mine.Id}/live", UriKind.Relative), stop.Token);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(stop.Token) is not "event: hello") { }

        await RenameAsync(other, "Tower crane");
        await RenameAsync(mine, "Three excavators");

        string? line;
        do line = await reader.ReadLineAsync(stop.Token);
        while (line is not null && !line.StartsWith("event: ", StringComparison.Ordinal));
        Assert.Equal("event: changed", line);
    }

    [Fact]
    public async Task What_is_entered_in_bulk_is_heard_too() =>
        Assert.Contains(nameof(Company), (await ListenAsync(touched => touched.Kinds.Contains(nameof(Company)), n => desk.App.InDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Companies.AddRange(Enumerable.Range(0, 400).Select(place => new Company { Name = $"Petry {n}-{place}" }));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return n;
        }))).Kinds);

    /// <summary>Works until the listener, who may come a moment later, has heard what is wanted.</summary>
    private async Task<Touched> ListenAsync(Func<Touched, bool> wanted, Func<int, Task> work)
    {
        using var stop = new CancellationTokenSource(Soon);
        var live = desk.App.Services.GetRequiredService<LiveChanges>();
        var listening = Task.Run(async () =>
        {
            await foreach (var touched in live.ListenAsync(Place.Default, stop.Token))
                if (wanted(touched)) return touched;
            throw new TimeoutException();
        }, stop.Token);

        for (var n = 3; !listening.IsCompleted; n++)
        {
            await work(n);
            await Task.WhenAny(listening, Task.Delay(500, stop.Token));
        }

        return await listening;
    }

    private Task<SaveResult<Deal>> RenameAsync(Deal deal, string name) => desk.DoAsync<ChangeDeal, SaveResult<Deal>>(async verb =>
    {
        var now = await desk.ReadAsync(deal.Id);
        return await verb.RunAsync(deal.Id, new Dictionary<string, string> { ["name"] = now.Name }, new Dictionary<string, string> { ["name"] = name }, null);
    });
}
