using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Trichter.Billing.EInvoices.Files;

/// <summary>A written document as the bytes of a file: UTF-8 without a byte order mark, line breaks in texts kept.</summary>
public static class XmlBytes
{
    public static byte[] ToBytes(this XDocument document)
    {
        var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineHandling = NewLineHandling.Entitize, NewLineChars = "\n" }))
            document.Save(writer);

        return bytes.ToArray();
    }
}
