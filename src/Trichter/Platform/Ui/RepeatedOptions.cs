using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Trichter.Platform.Language;

namespace Trichter.Platform.Ui;

/// <summary>The options of a choice that stands in each row of a long table: written once for each of them that is chosen, not once for each row.</summary>
internal sealed class RepeatedOptions(IReadOnlyList<(string Value, string Words)> options)
{
    private readonly Dictionary<string, MarkupString> written = [];

    /// <summary>An empty option, then the members.</summary>
    public static RepeatedOptions Of<T>(Texts texts, bool withEmpty) where T : struct, Enum =>
        new([.. withEmpty ? [("", "")] : Array.Empty<(string, string)>(), .. Enum.GetValues<T>().Select(member => (member.ToString(), texts.Of(member)))]);

    public MarkupString With(string chosen)
    {
        if (written.TryGetValue(chosen, out var known)) return known;

        var html = new StringBuilder();
        foreach (var (value, words) in options)
            html.Append("<option value=\"").Append(HtmlEncoder.Default.Encode(value)).Append(value == chosen ? "\" selected>" : "\">").Append(HtmlEncoder.Default.Encode(words)).Append("</option>");
        return written[chosen] = new MarkupString(html.ToString());
    }
}
