using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Team.Mail.SenderDomain;
using Trichter.Tests.Campaigns;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>Nordwerk wants its mails to arrive: the page of the relay says what their domain lacks (R46).</summary>
[Trait("Database", "any")]
public sealed class SenderDomainTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();
    private readonly Zone zone = new();

    public async ValueTask InitializeAsync() => await desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData("v=spf1 include:relay.example -all", FindingState.Good)]
    [InlineData("v=spf1 ip4:192.0.2.1 ~all", FindingState.Good)]
    [InlineData("v=spf1 redirect=relay.example", FindingState.Good)]
    [InlineData("v=spf1 mx +all", FindingState.Wrong)]
    [InlineData("v=spf1 mx ?all", FindingState.Weak)]
    [InlineData("v=spf1 mx", FindingState.Weak)]
    [InlineData("v=spf1 include:many.example -all", FindingState.TooLong)]
    [InlineData("v=spf1 redirect=open.example", FindingState.Wrong)]
    [InlineData("v=spf1 redirect=nowhere.example", FindingState.Broken)]
    [InlineData("v=spf1 include:nowhere.example -all", FindingState.Broken)]
    [InlineData("v=spf1 redirect=relay.example +all", FindingState.Wrong)]
    [InlineData("v=spf10 -all", FindingState.Missing)]
    [InlineData("v=spf1 -all¦v=spf1 mx -all", FindingState.Several)]
    public async Task R46_SPF_says_who_may_send(string records, FindingState state)
    {
        zone["nordwerk.example"] = records.Split('¦');
        zone["relay.example"] = ["v=spf1 ip4:192.0.2.0/24 -all"];
        zone["open.example"] = ["v=spf1 +all"];
        zone["many.example"] = ["v=spf1 " + string.Join(' ', Enumerable.Range(0, 10).Select(number => $"a:m{number}.example")) + " -all"];
        Assert.Equal(state, await StateAsync(DomainRecord.Spf));
    }

    [Theory]
    [InlineData(2048, FindingState.Good)]
    [InlineData(1024, FindingState.Weak)]
    [InlineData(0, FindingState.Wrong)]
    public async Task R46_DKIM_carries_the_key_of_the_relay(int bits, FindingState state)
    {
        await desk.App.InDbAsync(db => db.MailServers.ExecuteUpdateAsync(set => set.SetProperty(its => its.DkimSelector, "s1")));
        Assert.Equal(FindingState.Missing, await StateAsync(DomainRecord.Dkim));
        using var rsa = RSA.Create(bits == 0 ? 2048 : bits);
        zone["s1._domainkey.nordwerk.example"] = [$"v=DKIM1; k=rsa; p={(bits == 0 ? "" : Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()))}"];
        Assert.Equal(state, await StateAsync(DomainRecord.Dkim));
    }

    [Theory]
    [InlineData("_dmarc.nordwerk.example", "v=DMARC1; p=Reject", FindingState.Good)]
    [InlineData("_dmarc.nordwerk.example", "v=DMARC1; p=none; rua=mailto:a@nordwerk.example", FindingState.Weak)]
    [InlineData("_dmarc.nordwerk.example", "v=DMARC1; p=maybe", FindingState.Wrong)]
    [InlineData("_dmarc.other.example", "v=DMARC1; p=reject", FindingState.Missing)]
    public async Task R46_DMARC_says_what_becomes_of_the_others(string name, string record, FindingState state)
    {
        zone[name] = [record];
        Assert.Equal(state, await StateAsync(DomainRecord.Dmarc));
    }

    [Fact]
    public async Task R46_the_page_shows_it_and_no_answer_is_not_taken_for_none()
    {
        zone.IsSilent = true;
        Assert.Equal(FindingState.Unknown, await StateAsync(DomainRecord.Spf));
        await desk.Desk.Browser.VisitAsync("/settings/mail");
        Assert.Contains("No name server answered", desk.Desk.Browser.Page.QuerySelector("[data-record=Dmarc]")!.TextContent, StringComparison.Ordinal);
        await desk.Desk.Browser.SubmitAsync("form:has([name='Form.DkimSelector'])", ("Form.DkimSelector", "not a name"));
        Assert.Contains("Letters, digits, hyphens and dots.", desk.Desk.Browser.Text, StringComparison.Ordinal);

        await desk.Desk.HireAsync("Sam", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => CheckAsync("sam@nordwerk.example"));
    }

    private async Task<FindingState> StateAsync(DomainRecord record) => (await CheckAsync()).Single(its => its.Record == record).State;

    private Task<IReadOnlyList<DomainFinding>> CheckAsync(string email = App.OwnerEmail) =>
        desk.Desk.DoAsync<IServiceProvider, IReadOnlyList<DomainFinding>>(services => ActivatorUtilities.CreateInstance<CheckDomain>(services, zone).RunAsync(), email);

    private sealed class Zone : Dictionary<string, string[]>, IAskDns
    {
        public bool IsSilent { get; set; }

        public Task<IReadOnlyList<string>?> TextsAsync(string name, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>?>(IsSilent ? null : this.GetValueOrDefault(name, []));
    }
}
