using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Links;

namespace Trichter.Tests.Campaigns;

/// <summary>A mailing reaches everybody who may be written to, once, and says why the others were left out.</summary>
public sealed class MailingTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();

    public async ValueTask InitializeAsync() => await desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task R37_everybody_who_agreed_gets_it_once_and_the_others_are_listed_with_the_rule()
    {
        await desk.PeopleAsync(40, agreed: number => number % 4 != 0);
        var mailing = await desk.MailingAsync(await desk.SegmentAsync());
        await desk.StartAsync(mailing);
        await desk.SendAsync();
        await desk.SendAsync();

        Assert.Equal(30, desk.Sink.Mails.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(30, desk.Sink.Mails.Count);
        var recipients = await desk.RecipientsAsync();
        Assert.Equal(30, recipients.Count(its => its.State == RecipientState.Taken));
        Assert.All(recipients.Where(its => its.State == RecipientState.LeftOut), its => Assert.Equal("R24", its.Rule));
        await desk.Desk.Browser.VisitAsync($"/campaigns/mailings/{mailing.Id}");
        Assert.Matches(@"They have not consented to this\. ?R24 ?10", desk.Desk.Browser.Text);
        await desk.Desk.Browser.VisitAsync($"/campaigns/mailings/{mailing.Id}/recipients?state=LeftOut");
        Assert.Equal(10, desk.Desk.Browser.Page.QuerySelectorAll("tbody tr").Length);
        await desk.Desk.Browser.VisitAsync($"/people/{recipients.First(its => its.State == RecipientState.Taken).PersonId}");
        Assert.Contains("sent the mailing November", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R40_R41_the_mail_has_both_texts_in_their_language_and_the_headers_by_which_programs_unsubscribe()
    {
        await desk.PeopleAsync(1);
        await desk.StartAsync(await desk.MailingAsync(await desk.SegmentAsync(), draft => draft with { ReplyTo = "hello@nordwerk.example" }));
        await desk.SendAsync();

        var mail = Assert.Single(desk.Sink.Mails);
        Assert.Equal("Neues für Jan", mail.Header("Subject"));
        Assert.Equal("hello@nordwerk.example", mail.Header("Reply-To"));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        Assert.Matches(@"^<https://crm\.nordwerk\.example/u/[\w-]{80,}>$", mail.Header("List-Unsubscribe"));
        Assert.Equal("<newsletter.nordwerk.example>", mail.Header("List-ID"));
        Assert.Matches(@"^<[0-9a-f]{32}@nordwerk\.example>$", mail.Header("Message-ID"));
        Assert.Contains("multipart/alternative", mail.Source, StringComparison.Ordinal);
        Assert.Contains("<strong>neue</strong> Ramme", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Guten Tag", mail.Text, StringComparison.Ordinal);
        Assert.Contains("-- \r\nNordwerk GmbH, Rostock", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Text, StringComparison.Ordinal);
        Assert.All(mail.Source.Split('\n'), line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public async Task The_link_of_the_mail_unsubscribes_and_the_next_mailing_leaves_them_out()
    {
        await desk.PeopleAsync(2);
        var segment = await desk.SegmentAsync();
        await desk.StartAsync(await desk.MailingAsync(segment));
        await desk.SendAsync();

        using var provider = desk.App.CreateClient();
        var link = new Uri(desk.Sink.Mails[0].Header("List-Unsubscribe").Trim('<', '>'));
        (await provider.PostAsync(new Uri(link.AbsolutePath, UriKind.Relative), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(2);
        await desk.StartAsync(await desk.MailingAsync(segment));
        await desk.SendAsync();
        Assert.Equal(3, desk.Sink.Mails.Count);
        Assert.Equal("R23", Assert.Single(await desk.RecipientsAsync(), its => its.State == RecipientState.LeftOut).Rule);
    }

    [Fact]
    public async Task R43_whoever_unsubscribes_between_the_queue_and_the_sending_gets_nothing()
    {
        var people = await desk.PeopleAsync(3);
        var mailing = await desk.MailingAsync(await desk.SegmentAsync());
        await desk.StartAsync(mailing);
        await desk.App.WithAsync<QueueMailing, int>(async queue => await desk.App.InDbAsync(async db =>
        {
            await new QueueMailing(db, new TheirTime(db)).RunAsync(await db.Mailings.SingleAsync(), null, TestContext.Current.CancellationToken);
            return await db.SaveChangesAsync();
        }));
        Assert.Equal(3, (await desk.RecipientsAsync()).Count(its => its.State == RecipientState.Queued));

        var token = await desk.App.WithAsync<ContactKeys, string>(async keys =>
        {
            await keys.LoadAsync();
            return new PreferenceLink(people[1].Id, keys.Of(ContactPoint.Of(ContactChannel.Email, people[1].MainEmail)), Purpose.Newsletter).Write(keys);
        });
        await desk.App.WithAsync<ChooseByLink, int>(async choose =>
        {
            await choose.UnsubscribeAsync(token, all: false);
            return 0;
        });
        await desk.SendAsync();

        Assert.DoesNotContain(desk.Sink.Mails, mail => mail.To == people[1].MainEmail);
        Assert.Equal(2, desk.Sink.Mails.Count);
    }

    [Fact]
    public async Task One_address_gets_one_mail_also_when_two_people_share_it()
    {
        await desk.PeopleAsync(1, address: _ => "office@petry.example");
        await desk.App.InDbAsync(db =>
        {
            var second = new Person { LastName = "Petry", Emails = ["office@petry.example"], CreatedAt = desk.App.Clock.Now };
            var none = new Person { LastName = "Petry", CreatedAt = desk.App.Clock.Now };
            second.RefreshKeys();
            db.People.AddRange(second, none);
            return db.SaveChangesAsync();
        });
        await desk.StartAsync(await desk.MailingAsync(await desk.SegmentAsync()));
        await desk.SendAsync();

        Assert.Single(desk.Sink.Mails);
        Assert.Equal(["Somebody else with this address gets it.", "They have no e-mail address."], (await desk.RecipientsAsync()).Where(its => its.State == RecipientState.LeftOut).Select(its => its.Reason).Order());
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_closed_and_one_that_is_full_is_tried_again()
    {
        await desk.PeopleAsync(3);
        await desk.StartAsync(await desk.MailingAsync(await desk.SegmentAsync()));
        desk.Sink.Refuses = to => to[1] switch { '0' => "550 5.1.1 no such user", '1' => "452 4.2.2 mailbox full", _ => null };
        await desk.SendAsync();
        Assert.Single(desk.Sink.Mails);

        desk.Sink.Refuses = _ => null;
        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(5);
        await desk.SendAsync();
        Assert.Equal(2, desk.Sink.Mails.Count);
        Assert.Equal(RecipientState.Refused, Assert.Single(await desk.RecipientsAsync(), its => its.State is not RecipientState.Taken).State);
        Assert.Single(await desk.App.InDbAsync(db => db.PointHealth.AsNoTracking().ToListAsync()), its => its is { IsInvalid: true, LastStatus: "5.1.1" });
    }

    [Fact]
    public async Task A_relay_that_hangs_up_after_the_mail_gets_it_no_second_time()
    {
        await desk.PeopleAsync(5);
        await desk.StartAsync(await desk.MailingAsync(await desk.SegmentAsync()));
        desk.Sink.HangsUp = true;
        await desk.SendAsync();
        desk.Sink.HangsUp = false;
        await desk.SendAsync();

        Assert.Equal(5, desk.Sink.Mails.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(5, desk.Sink.Mails.Count);
        Assert.All(await desk.RecipientsAsync(), its => Assert.Equal(RecipientState.Handed, its.State));
    }

    [Fact]
    public async Task No_provider_gets_more_in_a_minute_than_was_said()
    {
        await desk.PeopleAsync(9, address: number => $"p{number}@{(number < 6 ? "gmx" : "petry")}.example");
        await desk.StartAsync(await desk.MailingAsync(await desk.SegmentAsync(), draft => draft with { PerDomainPerMinute = 4 }));
        await desk.SendAsync();
        Assert.Equal(7, desk.Sink.Mails.Count);
        desk.App.Clock.Now = desk.App.Clock.Now.AddSeconds(61);
        await desk.SendAsync();
        Assert.Equal(9, desk.Sink.Mails.Count);
    }

    [Fact]
    public async Task A_mailing_is_written_tried_and_started_on_its_page()
    {
        await desk.PeopleAsync(2);
        var segment = await desk.SegmentAsync();
        var browser = desk.Desk.Browser;
        await browser.VisitAsync("/campaigns/mailings/new");
        await browser.SubmitAsync("main form:has([name=Name])", ("Name", "Spring"), ("SegmentId", segment.Id), ("Subject-en", "Hello {{first_nam}}"), ("Body-en", "Text"), ("Imprint", "Nordwerk GmbH"));
        Assert.Contains("A placeholder is not known", browser.Text, StringComparison.Ordinal);
        Assert.Equal("Hello {{first_nam}}", browser.Page.QuerySelector("[name=Subject-en]")!.GetAttribute("value"));

        await browser.SubmitAsync("main form:has([name=Name])", ("Subject-en", "Hello {{first_name}}"));
        await browser.PressAsync("main form[action$='/try']", "language", "en");
        Assert.Equal("Hello Jan", Assert.Single(desk.Sink.Mails).Header("Subject"));
        Assert.Contains("<p>Text</p>", await browser.Http.GetStringAsync(new Uri($"{browser.Address.AbsolutePath}/preview?language=en", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await browser.SubmitAsync("main form:has([name=SendAt])");
        await desk.SendAsync();
        Assert.Equal(3, desk.Sink.Mails.Count);
    }

    [Fact]
    public async Task Without_an_imprint_or_a_way_out_nothing_starts()
    {
        var segment = await desk.SegmentAsync();
        var mailing = await desk.MailingAsync(segment, draft => draft with { Imprint = "" });
        Assert.Equal("Imprint", (await desk.Desk.DoAsync<SaveMailing, Fault?>(verb => verb.StartAsync(mailing.Id, null)))!.Field);

        await desk.App.InDbAsync(db => db.MailServers.ExecuteDeleteAsync());
        var other = await desk.MailingAsync(segment);
        Assert.NotNull(await desk.Desk.DoAsync<SaveMailing, Fault?>(verb => verb.StartAsync(other.Id, null)));
    }
}
