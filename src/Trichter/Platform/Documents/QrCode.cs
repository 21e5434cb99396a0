using System.Globalization;
using System.Text;
using QRCoder;

namespace Trichter.Platform.Documents;

/// <summary>A QR code of an address, with the quiet zone around it, for the screen and for print (decision 0035).</summary>
internal static class QrCode
{
    private const int PixelsPerModule = 24;

    public static string Svg(string text)
    {
        using var code = Of(text);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Count; x++)
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        var size = rows.Count.ToString(CultureInfo.InvariantCulture);
        return $"""<svg xmlns="http://www.w3.org/2000/svg" width="{size}mm" height="{size}mm" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>""";
    }

    /// <summary>About 800 pixels wide: seven centimetres in print.</summary>
    public static byte[] Png(string text)
    {
        using var code = Of(text);
        using var picture = new PngByteQRCode(code);
        return picture.GetGraphic(PixelsPerModule);
    }

    /// <summary>As a download; null for what is neither svg nor png.</summary>
    public static IResult? File(string kind, string text, string name) => kind switch
    {
        "svg" => Results.Text(Svg(text), "image/svg+xml"),
        "png" => Results.File(Png(text), "image/png", name + ".png"),
        _ => null,
    };

    private static QRCodeData Of(string text)
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
    }
}
