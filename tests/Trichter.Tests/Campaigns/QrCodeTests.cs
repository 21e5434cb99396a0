using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Links;
using Trichter.Customers.Consent;
using Trichter.Platform.Documents;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Trichter.Tests.Campaigns;

/// <summary>What is printed can be scanned: the codes are read back.</summary>
[Trait("Database", "any")]
public sealed partial class QrCodeTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();

    public async ValueTask InitializeAsync() => await desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData("https://crm.nordwerk.example/go/a1")]
    [InlineData("https://crm.nordwerk.example/p/größer?utm_medium=qr&utm_campaign=0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789")]
    public void A_code_says_what_was_put_into_it(string text)
    {
        Assert.Equal(text, InSvg(QrCode.Svg(text)));
        Assert.Equal(text, InPng(QrCode.Png(text)));
    }

    [Fact]
    public async Task The_code_of_a_short_address_leads_to_the_address_seen_from_outside()
    {
        Assert.Null(await desk.Desk.DoAsync<SaveLink, Fault?>(verb => verb.RunAsync(new LinkDraft("stand-b12", "https://nordwerk.example/", "fair", "print", "", "", ""))));
        await desk.Desk.Browser.VisitAsync("/campaigns/links");
        var links = desk.Desk.Browser.Page.QuerySelectorAll("a[download]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(2, links.Count);
        Assert.Equal("https://crm.nordwerk.example/go/stand-b12", InSvg(System.Text.Encoding.UTF8.GetString(await desk.Desk.Browser.DownloadAsync(links[0]))));
        Assert.Equal("https://crm.nordwerk.example/go/stand-b12", InPng(await desk.Desk.Browser.DownloadAsync(links[1])));

        await desk.App.InDbAsync(db => db.TrackedLinks.ExecuteUpdateAsync(set => set.SetProperty(its => its.RetiredAt, desk.App.Clock.Now)));
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Desk.Browser.Http.GetAsync(new Uri(links[0], UriKind.Relative))).StatusCode);
    }

    private static string? InSvg(string svg)
    {
        var size = int.Parse(Size().Match(svg).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var dark = Module().Matches(svg).Select(at => (X: int.Parse(at.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), Y: int.Parse(at.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))).ToHashSet();
        return Read(size * 4, (x, y) => dark.Contains((x / 4, y / 4)));
    }

    /// <summary>A picture of one bit for each point, without filters.</summary>
    private static string? InPng(byte[] png)
    {
        var (width, data, at) = (0, new MemoryStream(), 8);
        while (at < png.Length)
        {
            var length = (png[at] << 24) | (png[at + 1] << 16) | (png[at + 2] << 8) | png[at + 3];
            var kind = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            if (kind == "IHDR") width = (png[at + 10] << 8) | png[at + 11];
            if (kind == "IDAT") data.Write(png, at + 8, length);
            at += length + 12;
        }

        data.Position = 0;
        using var unpacked = new MemoryStream();
        using (var packed = new ZLibStream(data, CompressionMode.Decompress)) packed.CopyTo(unpacked);
        var (bytes, row) = (unpacked.ToArray(), 1 + (width + 7) / 8);
        return Read(width, (x, y) => (bytes[y * row + 1 + x / 8] & (0x80 >> (x % 8))) == 0);
    }

    private static string? Read(int size, Func<int, int, bool> isDark)
    {
        var light = new byte[size * size];
        for (var i = 0; i < light.Length; i++) light[i] = isDark(i % size, i / size) ? (byte)0 : (byte)255;
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(light, size, size, RGBLuminanceSource.BitmapFormat.Gray8))))?.Text;
    }

    [GeneratedRegex("viewBox=\"0 0 ([0-9]+) ")]
    private static partial Regex Size();

    [GeneratedRegex("M([0-9]+) ([0-9]+)h1v1h-1z")]
    private static partial Regex Module();
}
