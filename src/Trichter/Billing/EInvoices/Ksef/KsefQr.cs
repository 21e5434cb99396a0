using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>Where KSeF can be asked.</summary>
public enum KsefPlace
{
    Test,
    Demo,
    Production,
}

/// <summary>The address behind QR code I: it shows whether KSeF has an invoice and whether somebody changed it.</summary>
public static class KsefQr
{
    public static string Address(KsefPlace place, string nip, DateOnly issuedOn, byte[] file) => string.Create(CultureInfo.InvariantCulture,
        $"https://{Host(place)}.ksef.mf.gov.pl/invoice/{nip}/{issuedOn:dd-MM-yyyy}/{Base64Url.EncodeToString(SHA256.HashData(file))}");

    private static string Host(KsefPlace place) => place switch
    {
        KsefPlace.Test => "qr-test",
        KsefPlace.Demo => "qr-demo",
        _ => "qr",
    };
}
