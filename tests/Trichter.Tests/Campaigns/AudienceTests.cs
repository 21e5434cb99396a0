using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Audiences;
using Trichter.Campaigns.Segments;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>Nordwerk shows its advertisements to people who agreed to exactly that.</summary>
public sealed class AudienceTests
{
    [Fact]
    public async Task Only_who_agreed_is_in_the_file_hashed_as_the_platform_wants_it_and_who_withdraws_is_to_be_taken_out()
    {
        await using var desk = await Desk.OpenAsync("funnel-5");
        var wording = await WordingAsync(desk);
        var (ada, bert) = (await PersonAsync(desk, "Ada", "Ada.Berg@gmail.com", "0170 1234567"), await PersonAsync(desk, "Bert", "bert@petry.example", ""));
        var segment = await desk.App.InDbAsync(async db =>
        {
            var its = new Segment { Name = "Pumps", Query = "", OwnerId = await db.Users.Select(user => user.Id).FirstAsync(), CreatedAt = desk.App.Clock.Now };
            db.Segments.Add(its);
            db.SegmentMembers.AddRange(new[] { ada, bert }.Select(id => new SegmentMember { SegmentId = its.Id, PersonId = id, Since = desk.App.Clock.Now }));
            await db.SaveChangesAsync();
            return its.Id;
        });
        Assert.Null(await desk.DoAsync<KeepConsent, Fault?>(keep => keep.GiveAsync(ada, new Giving("ada.berg@gmail.com", Purpose.AdAudience, ContactChannel.AdPlatform, ConsentProof.Paper, wording, "Signed at the fair in Kiel, scan 12"))));

        await desk.Browser.VisitAsync("/campaigns/audiences");
        await desk.Browser.SubmitAsync("main form:has([name=platform])", ("segment", segment.ToString()), ("platform", "Google"));
        Assert.Contains("1 person is in it", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Matches("R24 ?1", desk.Browser.Text);
        var export = await desk.App.InDbAsync(db => db.AudienceExports.Select(its => its.Id).SingleAsync());
        Assert.Equal($"Email,Phone\r\n{AudienceHash.OfEmail("adaberg@gmail.com", AdPlatform.Meta)},\r\n", await FileAsync(desk, $"/campaigns/audiences/{export}.csv"));

        Assert.Null(await desk.DoAsync<KeepConsent, Fault?>(keep => keep.WithdrawAsync(ada, "ada.berg@gmail.com", Purpose.AdAudience, ContactChannel.AdPlatform)));
        await desk.Browser.VisitAsync("/campaigns/audiences");
        Assert.Contains("1 has to be taken out on the platform", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains(AudienceHash.OfEmail("adaberg@gmail.com", AdPlatform.Meta), await FileAsync(desk, $"/campaigns/audiences/{export}/removed.csv"), StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form[action$='/removed']");
        Assert.DoesNotContain("to be taken out", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Email,Phone\r\n", await FileAsync(desk, $"/campaigns/audiences/{export}.csv"));
    }

    [Theory]
    [Trait("Database", "any")]
    [InlineData(AdPlatform.Google, " Test@Example.com ", "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b")]
    [InlineData(AdPlatform.LinkedIn, "test@example.com", "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b")]
    public void An_address_is_hashed_in_small_letters_without_spaces(AdPlatform platform, string typed, string hash) => Assert.Equal(hash, AudienceHash.OfEmail(typed, platform));

    [Fact]
    [Trait("Database", "any")]
    public void A_number_has_its_country_first_with_a_plus_for_google_alone()
    {
        var number = ContactPoint.Of(ContactChannel.AdPlatform, "0170 1234567", "DE");
        Assert.Equal(("491701234567", "number:491701234567"), (number.Value, number.Identity));
        Assert.NotEqual(AudienceHash.OfPhone(number.Value, AdPlatform.Google), AudienceHash.OfPhone(number.Value, AdPlatform.Meta));
        Assert.Empty(AudienceHash.OfPhone(number.Value, AdPlatform.LinkedIn));
    }

    private static Task<string> FileAsync(Desk desk, string address) => desk.Browser.Http.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<Guid> WordingAsync(Desk desk)
    {
        Assert.Null(await desk.DoAsync<KeepWordings, Fault?>(verb => verb.SaveAsync(null, new WordingDraft("Ads", "We may show you advertisements elsewhere", "", "", [Purpose.AdAudience], [ContactChannel.AdPlatform], "Nordwerk, Kiel", "", null))));
        return await desk.App.InDbAsync(db => db.ConsentWordings.Select(its => its.Id).SingleAsync());
    }

    private static async Task<Guid> PersonAsync(Desk desk, string name, string email, string phone) => Assert.IsType<SaveResult<Person>.Saved>(await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
        new Dictionary<string, string> { ["first_name"] = name, ["last_name"] = "Berg", ["emails"] = email, ["phones"] = phone }, null, "", evenIfDuplicate: true))).Record.Id;
}
