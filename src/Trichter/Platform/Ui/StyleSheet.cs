using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;

namespace Trichter.Platform.Ui;

/// <summary>
/// All style sheets as one answer: on the first page each file of its own would be a request of its own, one after the other. It is put together once, and its
/// address changes with its content, so that a browser keeps it for good.
/// </summary>
internal sealed class StyleSheet
{
    private const string Tabler = "@import url(\"lib/tabler.min.css\") layer(tabler);";
    private static readonly string[] InOrder = ["tokens.css", "app.css", "pages.css", "blocks.css", "document.css"];

    private readonly byte[] plain;
    private readonly Lazy<byte[]> packed;

    public StyleSheet(IWebHostEnvironment environment)
    {
        var css = string.Concat(InOrder.Select(name => Read(environment.WebRootFileProvider, name)))
            .Replace(Tabler, "", StringComparison.Ordinal)
            .Replace("@layer tabler, tokens, base, components, pages;", $"@layer tabler, tokens, base, components, pages;\n@layer tabler {{\n{Read(environment.WebRootFileProvider, "lib/tabler.min.css")}\n}}\n", StringComparison.Ordinal);
        plain = Encoding.UTF8.GetBytes(css);
        packed = new(() => Pack(plain));
        Address = $"/style.{Convert.ToHexStringLower(SHA256.HashData(plain))[..10]}.css";
    }

    public string Address { get; }

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/style.{version}.css", (HttpContext http) =>
    {
        var packs = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (packs) http.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(packs ? packed.Value : plain, "text/css; charset=utf-8");
    }).AllowAnonymous();

    private static string Read(IFileProvider files, string name)
    {
        using var reader = new StreamReader(files.GetFileInfo(name).CreateReadStream());
        return reader.ReadToEnd().TrimStart('\uFEFF') + "\n";
    }

    private static byte[] Pack(byte[] content)
    {
        using var result = new MemoryStream();
        using (var brotli = new BrotliStream(result, CompressionLevel.SmallestSize)) brotli.Write(content);
        return result.ToArray();
    }
}
