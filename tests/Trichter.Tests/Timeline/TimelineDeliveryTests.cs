using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Deals;
using Trichter.Tests.Support;
using Trichter.Timeline;

namespace Trichter.Tests.Timeline;

public sealed class TimelineDeliveryTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.EnterAsync("Two excavators");
        await HappenAsync("first");
        await HappenAsync("second");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_happened_reaches_those_who_react_once_and_in_order()
    {
        await using var host = ReactingWith<NoteIt>();

        await DeliverAsync(host);
        await DeliverAsync(host);

        Assert.Equal("Two excavators first second", (await desk.ReadAsync(petry.Id)).Name);
    }

    [Fact]
    public async Task A_failed_reaction_leaves_nothing_behind_holds_its_record_back_and_is_tried_again_later()
    {
        await using (var failing = ReactingWith<NoteItAndFail>()) await DeliverAsync(failing);
        Assert.Equal("Two excavators", (await desk.ReadAsync(petry.Id)).Name);

        await using var repaired = ReactingWith<NoteIt>();
        await DeliverAsync(repaired);
        Assert.Equal("Two excavators", (await desk.ReadAsync(petry.Id)).Name);

        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(1);
        await DeliverAsync(repaired);
        Assert.Equal("Two excavators first second", (await desk.ReadAsync(petry.Id)).Name);
    }

    [Fact]
    public async Task After_eight_tries_it_is_parked_where_the_administrator_sees_it()
    {
        await using var failing = ReactingWith<NoteItAndFail>();
        for (var attempt = 0; attempt < TimelineEntry.MostAttempts; attempt++)
        {
            await DeliverAsync(failing);
            desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        }

        await desk.App.InDbAsync(async db =>
        {
            var parked = await db.Timeline.Where(entry => entry.ParkedAt != null).ToListAsync();
            Assert.Equal("first", ((DealWon)Assert.Single(parked).Read()).Note);
            return true;
        });
        var browser = await desk.App.SignInAsync();
        await browser.VisitAsync("/settings/log");
        Assert.Contains("The mail server is down.", browser.Text, StringComparison.Ordinal);
    }

    private Task HappenAsync(string note) => desk.App.InDbAsync(async db =>
    {
        db.Timeline.Add(TimelineEntry.Of(new DealWon(petry.Id, null, new DateOnly(2026, 3, 2), note), desk.App.Clock.Now, null, Guid.NewGuid(), needsDelivery: true));
        return await db.SaveChangesAsync();
    });

    private WebApplicationFactory<Program> ReactingWith<T>() where T : class, IReactTo<DealWon> =>
        desk.App.WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddScoped<IReactTo<DealWon>, T>()));

    private static async Task DeliverAsync(WebApplicationFactory<Program> host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TimelineDelivery>().DeliverPendingAsync();
    }

    private class NoteIt(Db db) : IReactTo<DealWon>
    {
        public virtual async Task ReactAsync(DealWon happening, CancellationToken cancellation)
        {
            var deal = await db.Deals.SingleAsync(d => d.Id == happening.DealId, cancellation);
            deal.Name += $" {happening.Note}";
            await db.SaveChangesAsync(cancellation);
        }
    }

    private sealed class NoteItAndFail(Db db) : NoteIt(db)
    {
        public override async Task ReactAsync(DealWon happening, CancellationToken cancellation)
        {
            await base.ReactAsync(happening, cancellation);
            throw new InvalidOperationException("The mail server is down.");
        }
    }
}
