using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Trichter.Campaigns;

/// <summary>What people of the team write in Markdown, for mails and pages. HTML of their own is shown as text: strangers are shown nothing that we did not write.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <param name="address">What stands in place of a link's address; null for what was written.</param>
    public static string Html(string markdown, Func<string, string>? address = null)
    {
        if (address is null) return Markdown.ToHtml(markdown, Pipeline);

        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in Links(document)) link.Url = address(link.Url!);
        return document.ToHtml(Pipeline);
    }

    /// <summary>Links stand behind their words: without that, a reader of plain text cannot follow them.</summary>
    /// <param name="address">What stands in place of a link's address; null for what was written.</param>
    public static string Plain(string markdown, Func<string, string>? address = null)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in Links(document).ToList())
            link.InsertAfter(new LiteralInline($" <{address?.Invoke(link.Url!) ?? link.Url}>"));
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer) { EnableHtmlForBlock = false, EnableHtmlForInline = false, EnableHtmlEscape = false };
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>Where its links lead, in the order of the text; without those that hold a placeholder.</summary>
    public static IEnumerable<string> Addresses(string markdown) => Links(Markdown.Parse(markdown, Pipeline)).Select(link => link.Url!);

    private static IEnumerable<LinkInline> Links(MarkdownDocument document) =>
        document.Descendants<LinkInline>().Where(link => !link.IsImage && link.Url is { } url && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) && !url.Contains("{{", StringComparison.Ordinal));
}
