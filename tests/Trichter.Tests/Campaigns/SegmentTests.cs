using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Segments;
using Trichter.Customers;

namespace Trichter.Tests.Campaigns;

/// <summary>A segment follows what changes, and looks only at what has changed.</summary>
public sealed class SegmentTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();

    public async ValueTask InitializeAsync() => await desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Who_begins_to_fit_comes_in_and_who_no_longer_fits_goes_and_only_they_are_looked_at()
    {
        var people = await desk.PeopleAsync(500);
        var segment = await desk.SegmentAsync("?f=language~is~pl");
        Assert.Equal(0, await MembersAsync(segment));

        await SpeakAsync(people[7], "pl");
        await SpeakAsync(people[8], "pl");
        await desk.FollowAsync();
        Assert.Equal(2, await MembersAsync(segment));
        Assert.InRange((await ReadAsync(segment)).RowsRead, 2, 3);

        await SpeakAsync(people[7], "de");
        await desk.FollowAsync();
        Assert.Equal(1, await MembersAsync(segment));
        Assert.Equal(1, (await ReadAsync(segment)).RowsRead);
        await desk.FollowAsync();
        Assert.Equal(1, (await ReadAsync(segment)).RowsRead);
    }

    [Fact]
    public async Task A_segment_as_of_its_day_stays_as_it_was()
    {
        var people = await desk.PeopleAsync(3, language: "pl");
        var (segment, _) = await desk.Desk.DoAsync<SaveSegment, (Segment?, Trichter.Customers.Consent.Fault?)>(verb => verb.RunAsync(null, "Polish then", SegmentKind.Fixed, "?f=language~is~pl"));
        await desk.FollowAsync();
        await SpeakAsync(people[0], "de");
        await desk.FollowAsync();

        Assert.Equal(3, await MembersAsync(segment!));
    }

    [Fact]
    public async Task It_is_built_on_its_page_from_the_conditions_of_the_list_of_people()
    {
        await desk.PeopleAsync(4);
        var browser = desk.Desk.Browser;
        await browser.VisitAsync("/campaigns/segments/new?f=last-name~contains~petry");
        Assert.Contains("4 people fit", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("main form:has([name=kind])", ("name", "Petry"));
        await desk.FollowAsync();
        await browser.VisitAsync("/campaigns/segments");
        Assert.Contains("Petry", browser.Text, StringComparison.Ordinal);

        await browser.VisitAsync("/campaigns/segments/new");
        await browser.SubmitAsync("main form:has([name=kind])", ("name", "Everybody"));
        Assert.Contains("A segment needs at least one condition.", browser.Text, StringComparison.Ordinal);
    }

    private async Task SpeakAsync(Person person, string language) =>
        Assert.IsType<SaveResult<Person>.Saved>(await desk.Desk.DoAsync<SavePerson, SaveResult<Person>>(verb =>
            verb.ChangeAsync(person.Id, new Dictionary<string, string> { ["language"] = language == "pl" ? "de" : "pl" }, new Dictionary<string, string> { ["language"] = language }, null)));

    private Task<int> MembersAsync(Segment segment) => desk.App.InDbAsync(db => db.SegmentMembers.CountAsync(its => its.SegmentId == segment.Id));

    private Task<Segment> ReadAsync(Segment segment) => desk.App.InDbAsync(db => db.Segments.AsNoTracking().SingleAsync(its => its.Id == segment.Id));
}
