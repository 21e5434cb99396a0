using Markdig;

namespace Trichter.Campaigns;

/// <summary>What people of the team write in Markdown, for mails and pages. HTML of their own is shown as text: strangers are shown nothing that we did not write.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static string Html(string markdown) => Markdown.ToHtml(markdown, Pipeline);

    public static string Plain(string markdown) => Markdown.ToPlainText(markdown, Pipeline);
}
