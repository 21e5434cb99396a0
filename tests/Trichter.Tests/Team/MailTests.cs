using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Team.Mail;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>Mails wait in the outbox until a relay takes them; each goes once.</summary>
[Trait("Database", "any")]
public sealed class MailTests : IAsyncLifetime
{
    private Desk desk = null!;
    private SmtpSink sink = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        sink = new SmtpSink();
    }

    public async ValueTask DisposeAsync()
    {
        await sink.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_relay_mails_wait_and_with_one_they_go_over_one_connection()
    {
        await WriteAsync(3);
        await SendAsync();
        Assert.Empty(sink.Mails);
        await desk.Browser.VisitAsync("/settings/mail");
        Assert.Contains("Waiting: 3", desk.Browser.Text, StringComparison.Ordinal);

        await SetAsync();
        await SendAsync();
        Assert.Equal(["p0@petry.example", "p1@petry.example", "p2@petry.example"], sink.Mails.Select(mail => mail.To).Order());
        Assert.Equal(1, sink.Connections);
        await SendAsync();
        Assert.Equal(3, sink.Mails.Count);
    }

    [Fact]
    public async Task What_arrives_reads_as_it_was_written()
    {
        await SetAsync();
        await WriteAsync(1, texts => new MailWords("Angebot für Łódź: „Ramme“, Größe 2 — mit einem Betreff, der in keine einzige Zeile mehr passt", "Guten Tag,\n.\nein Punkt allein.\n…żółć"));
        await SendAsync();
        var mail = Assert.Single(sink.Mails);
        Assert.Equal("Angebot für Łódź: „Ramme“, Größe 2 — mit einem Betreff, der in keine einzige Zeile mehr passt", mail.Header("Subject"));
        Assert.Equal("Guten Tag,\r\n.\r\nein Punkt allein.\r\n…żółć", mail.Text);
        Assert.Equal("\"Nordwerk\" <crm@nordwerk.example>", mail.Header("From"));
        Assert.Matches(@"^<[0-9a-f]{32}@nordwerk\.example>$", mail.Header("Message-ID"));
        Assert.All(mail.Source.Split('\n'), line => Assert.InRange(line.Length, 0, 998));
    }

    [Theory]
    [InlineData("Nordwerk\r\nBcc: all@example.com", "Hello")]
    [InlineData("Nordwerk", "Hello\r\nBcc: all@example.com")]
    public async Task Nobody_writes_a_header_through_a_name_or_a_subject(string name, string subject)
    {
        await SetAsync();
        await desk.App.WithAsync<WriteMail, int>(async verb =>
        {
            verb.Add("p@petry.example", name, "en", TimeZoneInfo.Utc, _ => new MailWords(subject, "x"));
            return await Task.FromResult(0);
        });
        await desk.App.InDbAsync(db =>
        {
            db.OutgoingMails.Add(new OutgoingMail { ToAddress = "p@petry.example", ToName = name, Subject = subject, Text = "x", CreatedAt = desk.App.Clock.Now, NextAttemptAt = desk.App.Clock.Now });
            return db.SaveChangesAsync();
        });
        await SendAsync();
        Assert.DoesNotContain("\nBcc:", Assert.Single(sink.Mails).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_for_now_is_tried_later_and_what_is_refused_for_good_is_not()
    {
        await SetAsync();
        await WriteAsync(3);
        sink.Refuses = to => to[1] switch { '0' => "450 greylisted", '1' => "550 no such mailbox", _ => null };
        await SendAsync();
        Assert.Equal([MailState.Waiting, MailState.Failed, MailState.Sent], await StatesAsync());

        sink.Refuses = _ => null;
        await SendAsync();
        Assert.Equal([MailState.Waiting, MailState.Failed, MailState.Sent], await StatesAsync());
        desk.App.Clock.Now += TimeSpan.FromMinutes(2);
        await SendAsync();
        Assert.Equal([MailState.Sent, MailState.Failed, MailState.Sent], await StatesAsync());
    }

    [Fact]
    public async Task A_mail_that_may_have_arrived_is_not_sent_again_unasked()
    {
        await SetAsync();
        await WriteAsync(3);
        sink.HangsUp = true;
        await SendAsync();
        Assert.Single(await StatesAsync(), MailState.Uncertain);
        sink.HangsUp = false;
        await SendAsync();
        Assert.Equal(3, sink.Mails.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(3, sink.Mails.Count);

        await desk.Browser.VisitAsync("/settings/mail");
        await desk.Browser.SubmitAsync("form[action$='/again']");
        await SendAsync();
        Assert.Equal(4, sink.Mails.Count);
    }

    [Fact]
    public async Task What_a_program_was_sending_when_it_died_waits_for_somebody_to_decide()
    {
        await SetAsync();
        await WriteAsync(1);
        await desk.App.InDbAsync(async db =>
        {
            (await db.OutgoingMails.SingleAsync()).Claim(desk.App.Clock.Now);
            return await db.SaveChangesAsync();
        });
        await SendAsync();
        Assert.Equal([MailState.Sending], await StatesAsync());
        desk.App.Clock.Now += TimeSpan.FromMinutes(11);
        await SendAsync();
        Assert.Equal([MailState.Uncertain], await StatesAsync());
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task Two_nodes_send_each_mail_once()
    {
        await SetAsync();
        await WriteAsync(60);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync()));
        await SendAsync();
        Assert.Equal(60, sink.Mails.Count);
        Assert.Equal(60, sink.Mails.Select(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task A_relay_that_cannot_be_reached_is_named_and_the_mails_wait()
    {
        await SetAsync();
        await sink.DisposeAsync();
        await WriteAsync(1);
        await SendAsync();
        Assert.Equal([MailState.Waiting], await StatesAsync());
        await desk.Browser.VisitAsync("/settings/mail");
        Assert.Contains("The relay takes no mail", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_relay_is_set_and_tried_and_its_password_shown_to_nobody()
    {
        await desk.Browser.VisitAsync("/settings/mail");
        await desk.Browser.SubmitAsync("form:has([name='Form.Host'])", ("Form.Host", "not a host"), ("Form.Port", "0"), ("Form.FromAddress", "nobody"), ("Form.Address", "trichter"));
        foreach (var fault in new[] { "This is not the name of a machine.", "A port is a number", "This is not an e-mail address.", "An address begins with https://" }) Assert.Contains(fault, desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.SubmitAsync("form:has([name='Form.Host'])", ("Form.Host", "127.0.0.1"), ("Form.Port", sink.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Form.Security", "None"),
            ("Form.FromName", "Nordwerk"), ("Form.FromAddress", "crm@nordwerk.example"), ("Form.Address", "https://crm.nordwerk.example"), ("Form.Password", "geheim-4711"));
        await desk.Browser.SubmitAsync("form:has(input[value='try'])");
        Assert.Contains("The relay took the mail.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Trichter can send mail", Assert.Single(sink.Mails).Header("Subject"));
        Assert.DoesNotContain("geheim", desk.Browser.Page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", string.Join(' ', await desk.App.InDbAsync(db => db.Ledger.Select(entry => entry.Fields).ToListAsync())), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", (await desk.App.InDbAsync(db => db.MailServers.AsNoTracking().SingleAsync())).Password, StringComparison.Ordinal);

        await desk.HireAsync("Mona", Role.Manager);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SetMailServer, Told?>(verb => verb.TryAsync(), "mona@nordwerk.example"));
    }

    private async Task SetAsync() => Assert.Empty(await desk.DoAsync<SetMailServer, IReadOnlyDictionary<string, Told>>(verb =>
        verb.RunAsync(new MailServerDraft("127.0.0.1", sink.Port, MailSecurity.None, "", "Nordwerk", "crm@nordwerk.example", "https://crm.nordwerk.example"), "")));

    private Task WriteAsync(int many, Func<Texts, MailWords>? words = null) => desk.App.InDbAsync(async db =>
    {
        for (var n = 0; n < many; n++)
        {
            var text = words?.Invoke(new Texts()) ?? new MailWords($"Mail {n}", "Good morning");
            db.OutgoingMails.Add(new OutgoingMail { ToAddress = $"p{n}@petry.example", Subject = text.Subject, Text = text.Text, CreatedAt = desk.App.Clock.Now.AddSeconds(n), NextAttemptAt = desk.App.Clock.Now });
        }

        return await db.SaveChangesAsync();
    });

    private Task SendAsync() => desk.App.WithAsync<SendMails, bool>(async verb =>
    {
        await verb.SendDueAsync();
        return true;
    });

    private Task<List<MailState>> StatesAsync() => desk.App.InDbAsync(db => db.OutgoingMails.OrderBy(mail => mail.CreatedAt).Select(mail => mail.State).ToListAsync());
}
