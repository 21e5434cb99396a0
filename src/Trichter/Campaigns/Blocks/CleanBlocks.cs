using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Trichter.Campaigns.Blocks;

/// <summary>
/// What came out of the editor of blocks, reduced to what a page of ours may hold: known elements, our own classes, links of the web, our own pictures. No
/// style, no script, nothing from elsewhere: strangers load nothing from third parties (R53), and the strict policy needs no hole.
/// </summary>
public static class CleanBlocks
{
    /// <summary>Where the form stands; without it the form follows the blocks.</summary>
    public const string Form = "<div class=\"tr-l-form\"></div>";

    private const string Own = "tr-l-";
    private const string FormClass = "tr-l-form";

    private static readonly HashSet<string> Elements =
        ["section", "div", "header", "footer", "h1", "h2", "h3", "h4", "p", "a", "img", "ul", "ol", "li", "strong", "em", "b", "i", "u", "s", "br", "hr", "blockquote", "figure", "figcaption", "span", "small", "table", "thead", "tbody", "tr", "th", "td"];

    private static readonly HashSet<string> WithContent = ["script", "style", "iframe", "object", "template", "noscript", "svg", "math", "form", "button", "input", "select", "textarea", "video", "audio"];

    /// <returns>What may stay, and the names of what was left out, each once.</returns>
    public static (string Html, IReadOnlyList<string> LeftOut) Of(string html)
    {
        var document = new HtmlParser().ParseDocument("");
        var body = document.Body!;
        body.InnerHtml = html;
        var leftOut = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var element in body.QuerySelectorAll("*").ToList())
            if (element.IsDescendantOf(body)) Clean(element, leftOut);
        foreach (var node in body.Descendants().Where(node => node.NodeType == NodeType.Comment).ToList()) node.RemoveFromParent();
        return (body.InnerHtml.Trim(), [.. leftOut]);
    }

    private static void Clean(IElement element, SortedSet<string> leftOut)
    {
        var name = element.LocalName;
        if (!Elements.Contains(name) || element.NamespaceUri != "http://www.w3.org/1999/xhtml")
        {
            leftOut.Add(name);
            if (!WithContent.Contains(name)) element.Before([.. element.ChildNodes]);
            element.Remove();
            return;
        }

        if (element.ClassList.Contains(FormClass)) element.InnerHtml = "";
        foreach (var attribute in element.Attributes.ToList())
        {
            if (Kept(name, attribute) is not { Length: > 0 } value) element.RemoveAttribute(attribute.Name);
            else if (value != attribute.Value) element.SetAttribute(attribute.Name, value);
        }

        if (name == "img" && !element.HasAttribute("src")) Remove(element, leftOut);
        else if (name == "a") element.SetAttribute("rel", "noopener");
    }

    private static void Remove(IElement element, SortedSet<string> leftOut)
    {
        leftOut.Add(element.LocalName);
        element.Remove();
    }

    /// <returns>What stays of an attribute; null or empty for nothing.</returns>
    private static string? Kept(string element, IAttr attribute) => (element, attribute.Name) switch
    {
        (_, "class") => string.Join(' ', attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(token => token.StartsWith(Own, StringComparison.Ordinal))),
        ("a", "href") => IsAddress(attribute.Value) ? attribute.Value : null,
        ("img", "src") => attribute.Value.StartsWith(PictureLinks.Path, StringComparison.Ordinal) ? attribute.Value : null,
        ("img", "alt") => attribute.Value,
        _ => null,
    };

    private static bool IsAddress(string text) =>
        text.StartsWith('#') || text.StartsWith('/')
            ? !text.StartsWith("//", StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal)
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "mailto" or "tel";
}
