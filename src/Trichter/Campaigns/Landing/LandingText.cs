using Markdig;

namespace Trichter.Campaigns.Landing;

/// <summary>What people of the team write in Markdown, as HTML. HTML of their own is shown as text: a page for strangers runs nothing that we did not write.</summary>
internal static class LandingText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static string Html(string markdown) => Markdown.ToHtml(markdown, Pipeline);
}
