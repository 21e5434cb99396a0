using System.Xml;
using System.Xml.Linq;
using Trichter.Billing.EInvoices.Cii;
using Trichter.Billing.EInvoices.Ubl;
using Trichter.Platform.Language;

namespace Trichter.Billing.EInvoices.Files;

/// <summary>Reads an invoice somebody sent: XML in UBL or CII, or a PDF that carries it. Files are hostile until read.</summary>
public static class ReadEInvoice
{
    public const int LargestFile = 10 * 1024 * 1024;

    private const int DeepestElement = 60;

    public static EInvoiceRead Read(byte[] bytes)
    {
        if (bytes.Length > LargestFile)
            return Refuse(new("The file is larger than 10 MB"));

        if (!HybridPdf.IsPdf(bytes))
            return ReadXml(bytes, fromPdf: false);

        return HybridPdf.Find(bytes) is { } xml
            ? ReadXml(xml, fromPdf: true)
            : Refuse(new("The PDF carries no electronic invoice: it is only a picture of one"));
    }

    private static EInvoiceRead ReadXml(byte[] bytes, bool fromPdf)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 2 * LargestFile });
            using var shallow = new ShallowReader(reader, DeepestElement);
            return Understand(XDocument.Load(shallow, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace), fromPdf);
        }
        catch (XmlException broken)
        {
            return new(null, new(new("The file is not well-formed XML"), broken.LineNumber > 0 ? broken.LineNumber : null));
        }
    }

    private static EInvoiceRead Understand(XDocument document, bool fromPdf)
    {
        var troubles = new List<ETrouble>();
        var root = new XmlView(document.Root, troubles);
        if (SyntaxOf(document.Root!.Name) is not { } syntax)
            return new(null, new(new("“{0}” is not an invoice in UBL, CII or ZUGFeRD", root.Name), 1, root.Name));

        var invoice = syntax switch
        {
            ESyntax.Cii => ReadCii.Read(root),
            ESyntax.Zugferd1 => ReadCii.Read(new(Zugferd1.AsCii(document.Root), troubles)),
            _ => ReadUbl.Read(root),
        };

        return troubles.FirstOrDefault(trouble => trouble.IsGrave) is { } grave ? new(null, grave) : new(new(syntax, document, invoice, fromPdf, troubles), null);
    }

    private static ESyntax? SyntaxOf(XName root) => root switch
    {
        _ when root == UblNames.Invoice + "Invoice" => ESyntax.UblInvoice,
        _ when root == UblNames.CreditNote + "CreditNote" => ESyntax.UblCreditNote,
        _ when root == CiiNames.Rsm + "CrossIndustryInvoice" => ESyntax.Cii,
        _ when root == Zugferd1.Root => ESyntax.Zugferd1,
        _ => null,
    };

    private static EInvoiceRead Refuse(Told reason) => new(null, new(reason));
}
