using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Customers.Consent;

namespace Trichter.Tests.Campaigns;

/// <summary>A mailing goes out at nine, by the clock of whoever reads it.</summary>
public sealed class TheirTimeTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();

    public async ValueTask InitializeAsync() => await desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Each_gets_it_at_that_hour_where_they_are_and_by_our_clock_where_nobody_knows()
    {
        var people = await desk.PeopleAsync(3);
        await desk.App.InDbAsync(db =>
        {
            db.PersonPrivacy.AddRange(new PersonPrivacy { PersonId = people[0].Id, Country = "FI" }, new PersonPrivacy { PersonId = people[1].Id, Country = "GB" });
            return db.SaveChangesAsync();
        });
        var mailing = await desk.MailingAsync(await desk.SegmentAsync());
        Assert.Equal("SendAt", (await desk.Desk.DoAsync<SaveMailing, Fault?>(verb => verb.StartAsync(mailing.Id, null, inTheirTime: true)))!.Field);
        Assert.Null(await desk.Desk.DoAsync<SaveMailing, Fault?>(verb => verb.StartAsync(mailing.Id, new DateTime(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc), inTheirTime: true)));

        foreach (var (hour, minute, whom) in new[] { (0, 5, Array.Empty<int>()), (6, 59, []), (7, 0, [0]), (8, 0, [0, 2]), (8, 59, [0, 2]), (9, 0, [0, 2, 1]) })
        {
            desk.App.Clock.Now = new DateTime(2026, 3, 10, hour, minute, 0, DateTimeKind.Utc);
            await desk.SendAsync();
            Assert.Equal(whom.Select(number => people[number].MainEmail), desk.Sink.Mails.Select(mail => mail.To));
        }

        Assert.Equal(MailingState.Done, await desk.App.InDbAsync(db => db.Mailings.Select(its => its.State).SingleAsync()));
        Assert.InRange(desk.Sink.Connections, 1, 3 * 32);
        foreach (var country in new[] { "DE", "UA", "US", "NZ", "CL" }) Assert.NotNull(Trichter.Platform.Calendar.CountryZones.Of(country));
    }
}
