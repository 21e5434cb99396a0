using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Trichter.Platform.Language;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>An invoice that KSeF confirms to have received.</summary>
public sealed record UpoDocument(string SellerNip, string KsefNumber, string Number, DateOnly IssuedOn, DateTimeOffset SentAt, DateTimeOffset NumberedAt, string Hash, string Mode);

/// <summary>The official receipt of KSeF (UPO) for one invoice or for those of a session.</summary>
public sealed record Upo(string ReceivedBy, string Session, string ContextKind, string Context, int Page, int Pages, IReadOnlyList<UpoDocument> Documents);

/// <summary>A receipt that was read, or why it was not.</summary>
public sealed record UpoRead(Upo? Upo, Told? Trouble);

/// <summary>Reads a receipt of KSeF.</summary>
public static class ReadUpo
{
    private const int LargestReceipt = 5_000_000;

    public static UpoRead Read(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestReceipt });
            return Understand(XDocument.Load(reader).Root!);
        }
        catch (Exception broken) when (broken is XmlException or FormatException)
        {
            return new(null, new("The receipt of KSeF cannot be read"));
        }
    }

    private static UpoRead Understand(XElement root)
    {
        if (root.Name.LocalName != "Potwierdzenie" || !root.Name.NamespaceName.StartsWith("http://upo.schematy.mf.gov.pl/KSeF/", StringComparison.Ordinal))
            return new(null, new("The file is no receipt of KSeF"));

        var context = One(root, "Uwierzytelnienie", "IdKontekstu")?.Elements().FirstOrDefault();
        var documents = root.Elements().Where(element => element.Name.LocalName == "Dokument").Select(Document).ToList();
        var upo = new Upo(Text(root, "NazwaPodmiotuPrzyjmujacego"), Text(root, "NumerReferencyjnySesji"), context?.Name.LocalName ?? "", context?.Value.Trim() ?? "",
            Count(root, "Strona"), Count(root, "LiczbaStron"), documents);

        return documents.Count > 0 && documents.All(document => KsefNumber.IsCorrect(document.KsefNumber))
            ? new(upo, null)
            : new(null, new("The receipt names an invoice with a wrong KSeF number"));
    }

    private static UpoDocument Document(XElement document) => new(
        Text(document, "NipSprzedawcy"),
        Text(document, "NumerKSeFDokumentu"),
        Text(document, "NumerFaktury"),
        DateOnly.Parse(Text(document, "DataWystawieniaFaktury"), CultureInfo.InvariantCulture),
        DateTimeOffset.Parse(Text(document, "DataPrzeslaniaDokumentu"), CultureInfo.InvariantCulture),
        DateTimeOffset.Parse(Text(document, "DataNadaniaNumeruKSeF"), CultureInfo.InvariantCulture),
        Text(document, "SkrotDokumentu"),
        Text(document, "TrybWysylki"));

    private static int Count(XElement root, string name) => One(root, "OpisPotwierdzenia", name) is { } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 1;

    private static string Text(XElement parent, string name) => One(parent, name)?.Value.Trim() ?? "";

    private static XElement? One(XElement parent, params string[] path) =>
        path.Aggregate<string, XElement?>(parent, (found, name) => found?.Elements().FirstOrDefault(element => element.Name.LocalName == name));
}
