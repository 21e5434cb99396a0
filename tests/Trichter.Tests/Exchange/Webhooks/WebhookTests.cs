using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Move;
using Trichter.Exchange.Webhooks;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange.Webhooks;

/// <summary>Nordwerk's warehouse program wants to know when a deal moves.</summary>
[Trait("Database", "any")]
public sealed class WebhookTests : IAsyncLifetime
{
    private readonly Desk desk = new(new App { Settings = new() { [WebhookLine.Setting] = "true" } });
    private Receiver warehouse = null!;

    public async ValueTask InitializeAsync()
    {
        warehouse = await Receiver.StartAsync();
        await desk.SetUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await warehouse.DisposeAsync();
    }

    [Fact]
    public void Messages_are_signed_as_the_standard_says()
    {
        var vectors = SharedData.Json("standard-webhooks", "vectors.json");
        foreach (var vector in vectors.GetProperty("vectors").EnumerateArray())
        {
            var signed = Signature.Of([vectors.GetProperty("secret").GetString()!], vector.GetProperty("webhook-id").GetString()!, vector.GetProperty("webhook-timestamp").GetInt64(), vector.GetProperty("body").GetString()!);
            Assert.Equal(vector.GetProperty("valid_ignoring_age").GetBoolean(), signed == vector.GetProperty("webhook-signature").GetString());
        }
    }

    [Fact]
    public async Task A_moved_deal_is_told_once_signed_with_the_secret_that_was_shown()
    {
        var secret = await SetUpAsync("deal.moved");
        var deal = await desk.EnterAsync("Two excavators");
        await MoveAsync(deal.Id);
        Assert.Empty(warehouse.Got);

        await SendAsync();
        await SendAsync();

        var (id, timestamp, signature, body) = Assert.Single(warehouse.Got);
        Assert.Equal(Signature.Of([secret], id, timestamp, body), signature);
        Assert.Equal(new DateTimeOffset(desk.App.Clock.Now).ToUnixTimeSeconds(), timestamp);
        var told = JsonDocument.Parse(body).RootElement;
        Assert.Equal(("deal.moved", deal.Id, "moved from First contact to Qualify fit"), (told.GetProperty("type").GetString(), told.GetProperty("data").GetProperty("subjectId").GetGuid(), told.GetProperty("data").GetProperty("told").GetString()));
        await desk.Browser.VisitAsync(await PageAsync());
        Assert.Contains("deal.moved", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Delivered", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_arrive_is_tried_again_later_and_at_last_by_hand()
    {
        await SetUpAsync("deal.moved");
        await MoveAsync((await desk.EnterAsync("Two excavators")).Id);
        warehouse.Answers = 500;
        await SendAsync();
        await SendAsync();
        Assert.Single(warehouse.Got);

        desk.App.Clock.Now += TimeSpan.FromSeconds(6);
        await SendAsync();
        Assert.Equal(2, warehouse.Got.Count);

        for (var hours = 0; hours < 100; hours++)
        {
            desk.App.Clock.Now += TimeSpan.FromHours(1);
            await SendAsync();
        }

        Assert.Equal(10, warehouse.Got.Count);
        Assert.Single(warehouse.Got.Select(its => its.Id).Distinct());
        Assert.Equal(MessageState.GivenUp, (await MessageAsync()).State);

        warehouse.Answers = 200;
        await desk.Browser.VisitAsync(await PageAsync());
        Assert.Contains("500 noted", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action$='/again']:not(:has([name=message]))");
        await SendAsync();
        Assert.Equal((11, MessageState.Delivered), (warehouse.Got.Count, (await MessageAsync()).State));
    }

    [Fact]
    public async Task Who_answers_gone_is_sent_nothing_more()
    {
        await SetUpAsync("deal.moved");
        var deal = await desk.EnterAsync("Two excavators");
        await MoveAsync(deal.Id);
        warehouse.Answers = 410;
        await SendAsync();

        desk.App.Clock.Now += TimeSpan.FromHours(1);
        await SendAsync();
        await MoveAsync((await desk.EnterAsync("Crane")).Id);
        await SendAsync();

        Assert.Single(warehouse.Got);
        await desk.Browser.VisitAsync("/settings/webhooks");
        Assert.Contains("Stopped", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_secret_signs_along_with_the_old_one_for_a_day()
    {
        var old = await SetUpAsync();
        await desk.Browser.VisitAsync(await PageAsync());
        await desk.Browser.SubmitAsync("form:has(input[value=renew])");
        var secret = desk.Browser.Page.QuerySelector("input[readonly]")!.GetAttribute("value")!;
        await desk.Browser.SubmitAsync("form[action$='/test']");
        await SendAsync();

        var message = warehouse.Got.Last();
        Assert.Equal(Signature.Of([secret, old], message.Id, message.Timestamp, message.Body), message.Signature);
    }

    [Fact]
    public async Task Only_an_address_of_the_outside_is_taken_unless_the_operator_allows_others()
    {
        await using var careful = await Desk.OpenAsync();
        await careful.Browser.VisitAsync("/settings/webhooks");
        await careful.Browser.SubmitAsync("form:has(input[name='Form.Url'])", ("Form.Name", "Warehouse"), ("Form.Url", warehouse.Address));
        Assert.Contains("Only addresses that begin with https://", careful.Browser.Text, StringComparison.Ordinal);

        await careful.Browser.SubmitAsync("form:has(input[name='Form.Url'])", ("Form.Name", "Warehouse"), ("Form.Url", warehouse.Address.Replace("http:", "https:", StringComparison.Ordinal)));
        await careful.EnterAsync("Two excavators");
        await careful.App.WithAsync<SendMessages, bool>(async verb => { await verb.SendDueAsync(); return true; });
        Assert.Contains("private network", (await careful.App.InDbAsync(db => db.WebhookMessages.AsNoTracking().FirstAsync())).LastAnswer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("93.184.215.14", true)]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.20.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("0.0.0.0", false)]
    public void Addresses_inside_a_network_are_known(string address, bool isPublic) => Assert.Equal(isPublic, WebhookLine.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("DealMoved", "deal.moved")]
    [InlineData("DealHandedOver", "deal.handed_over")]
    public void Kinds_are_named_after_what_happened(string happening, string kind) => Assert.Equal(kind, EventKinds.Of(happening));

    /// <returns>The secret, as it is shown once.</returns>
    private async Task<string> SetUpAsync(params string[] kinds)
    {
        await desk.Browser.VisitAsync("/settings/webhooks");
        foreach (var kind in kinds) ((AngleSharp.Html.Dom.IHtmlInputElement)desk.Browser.Page.QuerySelector($"input[value='{kind}']")!).IsChecked = true;
        await desk.Browser.SubmitAsync("form:has(input[name='Form.Url'])", ("Form.Name", "Warehouse"), ("Form.Url", warehouse.Address));
        return desk.Browser.Page.QuerySelector("input[readonly]")!.GetAttribute("value")!;
    }

    private async Task<string> PageAsync() => $"/settings/webhooks/{await desk.App.InDbAsync(db => db.Webhooks.Select(its => its.Id).SingleAsync())}";

    private Task<WebhookMessage> MessageAsync() => desk.App.InDbAsync(db => db.WebhookMessages.AsNoTracking().SingleAsync());

    private Task SendAsync() => desk.App.WithAsync<SendMessages, bool>(async verb => { await verb.SendDueAsync(); return true; });

    private async Task MoveAsync(Guid deal)
    {
        var target = (await desk.VersionAsync()).Stages[1].Id;
        Assert.IsType<MoveResult.Moved>(await desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync(deal, target, [], "Known customer")));
    }
}
