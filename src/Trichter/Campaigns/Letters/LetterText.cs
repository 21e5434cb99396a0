using HandlebarsDotNet;
using Trichter.Campaigns.Mailings;

namespace Trichter.Campaigns.Letters;

/// <summary>The text of a letter in one language, ready to be filled for one person after the other.</summary>
internal sealed class LetterText
{
    private static readonly IHandlebars Templates = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true });

    private readonly HandlebarsTemplate<object, object> html;
    private readonly string language;

    private LetterText(string language, HandlebarsTemplate<object, object> html) => (this.language, this.html) = (language, html);

    public static LetterText Of(Letter letter, string language) => new(language, Templates.Compile(MarkdownText.Html(letter.Body.In(language))));

    public string Fill(Addressee person) => html(person.Values(language));
}
