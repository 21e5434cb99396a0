using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Chat;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Touches;
using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>A visitor answers the questions of a chat, talks with one of us, or leaves an address; before that nothing of them is kept.</summary>
public sealed class ChatTests : IAsyncLifetime
{
    private Desk desk = null!;
    private ChatScript script = null!;

    private DateTime Now => desk.App.Clock.Now;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        while (Now.DayOfWeek != DayOfWeek.Tuesday) desk.App.Clock.Now = Now.AddDays(1);
        desk.App.Clock.Now = Now.Date.AddHours(10);
        var process = await desk.App.InDbAsync(db => db.Processes.OrderBy(its => its.Position).Select(its => its.Id).FirstAsync());
        ChatStep[] steps =
        [
            new(ChatStepKind.Question, "What can we do for you?") { Answers = [new("I need a price", 2), new("I have a question", 3)] },
            new(ChatStepKind.Contact, "Where may we send it?"),
            new(ChatStepKind.Person, "Somebody knows that."),
        ];
        (var saved, var fault) = await desk.DoAsync<SaveChat, (ChatScript?, Fault?)>(verb => verb.RunAsync(null, "Pile drivers", "en", process, steps));
        Assert.Null(fault);
        script = saved!;
        var page = (await desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(null, "ramme", new LandingContent("en", "Pile driver", "# Quiet", "", [], false, null, [], process, "") { ChatId = script.Id }))).Item1!;
        Assert.True(await desk.DoAsync<SaveLanding, bool>(verb => verb.PublishAsync(page.Id)));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Who_answers_and_says_who_they_are_becomes_a_lead_with_all_that_was_said()
    {
        var stranger = await AskAsync("0");
        Assert.Equal(0, await desk.App.InDbAsync(db => db.People.CountAsync()));
        await stranger.PressAsync("#chat form", "contact", "true", ("name", "Eva Nowak"), ("email", "nobody"));
        Assert.Contains("This is not an e-mail address.", stranger.Text, StringComparison.Ordinal);
        Assert.Equal("Eva Nowak", stranger.Page.QuerySelector("#chat [name=name]")!.GetAttribute("value"));
        await stranger.PressAsync("#chat form", "contact", "true", ("email", "eva@nowak.example"));
        Assert.Contains("Thank you. We will get in touch with you.", stranger.Text, StringComparison.Ordinal);

        var touch = await desk.App.InDbAsync(db => db.Touches.AsNoTracking().SingleAsync());
        Assert.Equal((TouchKind.Chat, "chat"), (touch.Kind, touch.Source));
        await desk.Browser.VisitAsync($"/deals/{touch.DealId}");
        Assert.Contains("What can we do for you?", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("I need a price", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_one_of_us_is_answered_and_nobody_else_reads_along()
    {
        var stranger = await AskAsync("1");
        await stranger.PressAsync("#chat form", "talk", "true");
        await stranger.SubmitAsync("form:has([name=text])", ("text", "How loud is it?"));
        Assert.Contains("You: How loud is it?", stranger.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync("/notifications");
        Assert.Contains("A visitor waits in the chat Pile drivers", desk.Browser.Text, StringComparison.Ordinal);
        var talk = await desk.App.InDbAsync(db => db.Set<ChatTalk>().AsNoTracking().SingleAsync());
        await desk.Browser.VisitAsync($"/chats/{talk.Id}");
        Assert.Contains("I have a question", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form:has([name=text])", ("text", "62 dB."));
        await stranger.VisitAsync(stranger.Address.PathAndQuery);
        Assert.Contains("Ada Lovelace: 62 dB.", stranger.Text, StringComparison.Ordinal);

        await stranger.SubmitAsync("form:has([name=email])", ("name", "Eva Nowak"), ("email", "eva@nowak.example"));
        var lead = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync());
        await desk.Browser.VisitAsync($"/deals/{lead.Id}");
        Assert.Contains("62 dB.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.NotNull(await desk.DoAsync<AnswerChat, Told?>(verb => verb.SayAsync(talk.Id, "Still there?")));
        var other = desk.App.OpenBrowser();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await other.Http.GetAsync(new Uri($"/chat/talk/{talk.Id}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Where_nobody_is_there_or_answers_the_chat_asks_for_an_address()
    {
        var stranger = await AskAsync("1");
        await stranger.PressAsync("#chat form", "talk", "true");
        Assert.Contains("One of us will be with you in a moment.", stranger.Text, StringComparison.Ordinal);
        desk.App.Clock.Now = Now.AddMinutes(3);
        await stranger.VisitAsync(stranger.Address.PathAndQuery);
        Assert.True(stranger.Page.QuerySelector("details")!.HasAttribute("open"));

        desk.App.Clock.Now = Now.Date.AddHours(22);
        var late = await AskAsync("1");
        await late.PressAsync("#chat form", "talk", "true");
        Assert.Contains("Nobody is there at the moment.", late.Text, StringComparison.Ordinal);
        Assert.NotNull(late.Page.QuerySelector("#chat [name=email]"));

        desk.App.Clock.Now = Now.AddDays(31);
        await desk.App.WithAsync<AnswerChat, int>(async chats =>
        {
            await chats.ForgetAsync();
            return 0;
        });
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Set<ChatTalk>().CountAsync()));
    }

    [Fact]
    public async Task A_script_is_written_on_its_page_and_what_is_missing_stands_at_its_step()
    {
        await desk.Browser.VisitAsync("/campaigns/chats/new");
        await desk.Browser.SubmitAsync("main form.tr-stack", ("Name", "Cranes"), ("Text-0", "Which crane?"), ("Answer-0-0", "A big one"), ("Next-0-0", "9"));
        Assert.Contains("Each answer goes on at a step from 1 to 1.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form.tr-stack", ("Next-0-0", "2"), ("Kind-1", "End"), ("Text-1", "Thank you!"));
        Assert.Contains("Try it", desk.Browser.Text, StringComparison.Ordinal);
        await desk.HireAsync("Sam", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SaveChat, bool>(verb => verb.RetireAsync(script.Id), "sam@nordwerk.example"));
        Assert.True(await desk.DoAsync<SaveChat, bool>(verb => verb.RetireAsync(script.Id)));
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync("/p/ramme");
        Assert.Null(stranger.Page.QuerySelector("#chat"));
    }

    [Fact]
    [Trait("Database", "any")]
    public void Answers_that_are_not_there_change_nothing()
    {
        var state = ChatState.BeginningOf(script);
        Assert.Equal(state, state.After(script, 7));
        Assert.Equal(2, state.After(script, 0).Step);
        Assert.Equal(2, state.After(script, 0).After(script, 0).Step);
    }

    /// <summary>From the landing page, by one answer.</summary>
    private async Task<Browser> AskAsync(string answer)
    {
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync("/p/ramme");
        await stranger.PressAsync("#chat form", "answer", answer);
        return stranger;
    }
}
