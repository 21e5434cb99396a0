using Microsoft.Extensions.DependencyInjection;
using Trichter.Platform.Jobs;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform;

/// <summary>Two nodes, one job: on PostgreSQL only one of them carries it out at a time.</summary>
public sealed class ClaimJobTests : IAsyncLifetime
{
    private readonly App app = new();

    public ValueTask InitializeAsync() => new(app.SetUpAsync());

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task While_one_node_is_at_it_the_other_leaves_it_alone()
    {
        await using var here = app.Services.CreateAsyncScope();
        await using var there = app.Services.CreateAsyncScope();
        var mine = await TryAsync(here, "Seal");
        Assert.NotNull(mine);

        Assert.Equal(TestDatabase.IsPostgres, await TryAsync(there, "Seal") is null);
        await using (var other = await TryAsync(there, "Deliver")) Assert.NotNull(other);

        await mine.DisposeAsync();
        await using var next = await TryAsync(there, "Seal");
        Assert.NotNull(next);
    }

    private static Task<IAsyncDisposable?> TryAsync(AsyncServiceScope node, string job) =>
        node.ServiceProvider.GetRequiredService<ClaimJob>().TryAsync(job, TestContext.Current.CancellationToken);
}
