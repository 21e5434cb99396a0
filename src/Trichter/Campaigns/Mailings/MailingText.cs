using HandlebarsDotNet;
using Trichter.Campaigns.Mailings.Split;
using Trichter.Platform.Language;

namespace Trichter.Campaigns.Mailings;

/// <summary>The text of a mailing in one language, ready to be filled for one person after the other: HTML that fits a phone, and the same as plain text.</summary>
public sealed class MailingText
{
    private static readonly IHandlebars ForHtml = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true });
    private static readonly IHandlebars ForText = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true, NoEscape = true });

    private readonly HandlebarsTemplate<object, object> subject, html, text;
    private readonly string language;

    private MailingText(string language, HandlebarsTemplate<object, object> subject, HandlebarsTemplate<object, object> html, HandlebarsTemplate<object, object> text) =>
        (this.language, this.subject, this.html, this.text) = (language, subject, html, text);

    /// <exception cref="HandlebarsException">The placeholders cannot be read.</exception>
    /// <param name="test">Whose second version it is; null for the first. Where that leaves something empty the first one's stands.</param>
    /// <param name="address">What stands in place of a link's address; null for what was written.</param>
    public static MailingText Of(Mailing mailing, string language, MailingTest? test = null, Func<string, string>? address = null) =>
        Of(Or(test?.Subject.Alone(language), mailing.Subject.In(language)), Or(test?.Body.Alone(language), mailing.Body.In(language)), language, address);

    private static string Or(string? second, string first) => string.IsNullOrWhiteSpace(second) ? first : second;

    private static MailingText Of(string subject, string body, string language, Func<string, string>? address) =>
        new(language, ForText.Compile(subject), ForHtml.Compile(MarkdownText.Html(body, address)), ForText.Compile(MarkdownText.Plain(body, address)));

    /// <summary>What is wrong with the placeholders, tried with an example; null when all of them are known.</summary>
    public static string? FaultOf(string subject, string body, string language)
    {
        try
        {
            Of(subject, body, language, null).Fill(Addressee.Example, new MailingFrame("", "", "", ""));
            return null;
        }
        catch (Exception unreadable) when (unreadable is HandlebarsException or HandlebarsDotNet.Compiler.HandlebarsUndefinedBindingException)
        {
            return unreadable.InnerException?.Message ?? unreadable.Message;
        }
    }

    public FilledMail Fill(Addressee person, MailingFrame frame)
    {
        var values = person.Values(language);
        var texts = Texts.In(language, TimeZoneInfo.Utc);
        var (why, out_, choices) = (texts["You get this mail because you agreed to it or are our customer."], texts["Unsubscribe"], texts["What may we send you?"]);
        var content = text(values).ReplaceLineEndings("\n").Trim();
        return new FilledMail(
            subject(values).ReplaceLineEndings(" ").Trim(),
            Frame(html(values), language, Html(why), $"<a href=\"{Html(frame.Unsubscribe)}\">{Html(out_)}</a> · <a href=\"{Html(frame.Preferences)}\">{Html(choices)}</a>", Html(frame.Imprint).Replace("\n", "<br>", StringComparison.Ordinal)),
            $"{content}\n\n-- \n{frame.Imprint}\n{why}\n{out_}: {frame.Unsubscribe}\n{choices} {frame.Preferences}\n");
    }

    /// <summary>One column of at most 600 pixels in a table, with its styles at each element: what mail programs of all ages show.</summary>
    private static string Frame(string content, string language, string why, string links, string imprint) => $$"""
        <!doctype html>
        <html lang="{{language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <style>body{margin:0;padding:0}img{max-width:100%;height:auto}a{color:#1756a9}@media(prefers-color-scheme:dark){body,td{background:#15181d!important;color:#e8eaed!important}a{color:#8ab8f5} }</style></head>
        <body style="margin:0;background:#f4f5f7"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:16px">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff"><tr><td style="padding:24px;font:16px/1.5 Arial,Helvetica,sans-serif;color:#1b1f24">
        {{content}}</td></tr><tr><td style="padding:16px 24px;font:13px/1.5 Arial,Helvetica,sans-serif;color:#5b6470;border-top:1px solid #d9dde3">
        <p>{{why}}<br>{{links}}</p><p>{{imprint}}</p></td></tr></table></td></tr></table></body></html>
        """;

    private static string Html(string plain) => System.Net.WebUtility.HtmlEncode(plain);
}

/// <summary>Who gets it, as far as placeholders may name them.</summary>
public sealed record Addressee(string FirstName, string LastName, string Title, Customers.Salutation Salutation, string Company)
{
    public static readonly Addressee Example = new("Jan", "Petry", "Dr.", Customers.Salutation.Mr, "Petry Baumaschinen");

    /// <summary>The names that may stand between two curly brackets.</summary>
    public static readonly IReadOnlyList<string> Names = ["salutation", "first_name", "last_name", "title", "company"];

    internal Dictionary<string, string> Values(string language) => new()
    {
        ["salutation"] = GreetingIn(language),
        ["first_name"] = FirstName,
        ["last_name"] = LastName,
        ["title"] = Title,
        ["company"] = Company,
    };

    private string GreetingIn(string language)
    {
        var name = Title.Length > 0 ? $"{Title} {LastName}" : LastName;
        return (language, Salutation) switch
        {
            ("de", Customers.Salutation.Ms) => $"Sehr geehrte Frau {name}",
            ("de", Customers.Salutation.Mr) => $"Sehr geehrter Herr {name}",
            ("de", _) => "Guten Tag",
            ("pl", Customers.Salutation.Ms) => "Szanowna Pani",
            ("pl", Customers.Salutation.Mr) => "Szanowny Panie",
            ("pl", _) => "Dzień dobry",
            (_, Customers.Salutation.Ms) => $"Dear Ms {name}",
            (_, Customers.Salutation.Mr) => $"Dear Mr {name}",
            _ => "Hello",
        };
    }
}

/// <summary>What stands under every mail.</summary>
public sealed record MailingFrame(string Imprint, string Unsubscribe, string Preferences, string OneClick)
{
    /// <summary>What a mail that unsubscribes carries in its subject; empty in a preview.</summary>
    public string Token { get; init; } = "";
}

public sealed record FilledMail(string Subject, string Html, string Text);
