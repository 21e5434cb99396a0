using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Trichter.Platform.Language;

namespace Trichter.Platform.Documents;

/// <summary>Renders the same component for the page, the printer and the archive: in the language of whoever receives it, whoever looks at it here.</summary>
public sealed class RenderDocument(IServiceScopeFactory scopes, ILoggerFactory logging, IWebHostEnvironment environment)
{
    private const string Styles = "document.css";

    /// <summary>The document itself, without a page around it.</summary>
    public async Task<string> FragmentAsync<T>(string language, TimeZoneInfo zone, IDictionary<string, object?> parameters) where T : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Texts>().Speak(language, zone);
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logging);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>A whole page around it that stands alone, with its styles inside: what the printer gets.</summary>
    public string Page(string fragment, string language, string title)
    {
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo(Styles).CreateReadStream());
        return Page(fragment, language, title, $"<style>{reader.ReadToEnd()}</style>");
    }

    /// <summary>The same as a page of ours: our policy allows no styles inside.</summary>
    public static string LinkedPage(string fragment, string language, string title) => Page(fragment, language, title, $"<link rel=\"icon\" href=\"/favicon.svg\"><link rel=\"stylesheet\" href=\"/{Styles}\">");

    private static string Page(string fragment, string language, string title, string styles) => $"""
        <!doctype html>
        <html lang="{language}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{System.Net.WebUtility.HtmlEncode(title)}</title>{styles}</head>
        <body class="tr-printed"><main class="tr-document">{fragment}</main></body>
        </html>
        """;
}
