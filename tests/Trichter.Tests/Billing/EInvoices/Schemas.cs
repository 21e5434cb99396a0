using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>The schemas of UBL 2.1, CII D16B and KSeF, which know about order and types what the rules do not see.</summary>
internal static class Schemas
{
    public static XmlSchemaSet Ubl() => Set("ubl-2.1-xsd",
    [
        .. Directory.GetFiles(OfficialFiles.Folder("ubl-2.1-xsd/common"), "*CCTS_CCT*"), .. Directory.GetFiles(OfficialFiles.Folder("ubl-2.1-xsd/common"), "*xmldsig*"),
        .. Directory.GetFiles(OfficialFiles.Folder("ubl-2.1-xsd/common"), "*XAdES*"),
        .. Directory.GetFiles(OfficialFiles.Folder("ubl-2.1-xsd/maindoc"), "*Invoice*"), .. Directory.GetFiles(OfficialFiles.Folder("ubl-2.1-xsd/maindoc"), "*CreditNote*"), .. Directory.GetFiles(OfficialFiles.Folder("ubl-2.1-xsd/maindoc"), "UBL-Order*"),
    ]);

    public static XmlSchemaSet Cii() => Set("en16931/cii/schema", [OfficialFiles.Below("en16931/cii/schema", "CrossIndustryInvoice_100pD16B.xsd").Single()]);

    public static XmlSchemaSet Fa3() => Set("ksef", [OfficialFiles.Below("ksef", "schemat_FA(3)_v1-0E.xsd").Single()]);

    public static IEnumerable<string> Problems(XDocument document, XmlSchemaSet schemas)
    {
        var problems = new List<string>();
        document.Validate(schemas, (_, problem) => problems.Add(problem.Message));
        return problems;
    }

    private static XmlSchemaSet Set(string folder, string[] files)
    {
        var set = new XmlSchemaSet { XmlResolver = new LocalFiles(OfficialFiles.Folder(folder)) };
        foreach (var file in files)
        {
            using var reader = XmlReader.Create(file, new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            set.Add(null, reader);
        }

        set.Compile();
        return set;
    }

    /// <summary>Finds what a schema includes by its file name, and never asks the network.</summary>
    private sealed class LocalFiles(string folder) : XmlUrlResolver
    {
        private readonly Dictionary<string, string> files = Directory.EnumerateFiles(folder, "*.xsd", SearchOption.AllDirectories).GroupBy(file => Path.GetFileName(file)).ToDictionary(same => same.Key, same => same.First());

        public override Uri ResolveUri(Uri? baseUri, string? relativeUri) =>
            relativeUri is not null && files.TryGetValue(relativeUri.Split('/')[^1], out var file) ? new Uri(file) : base.ResolveUri(baseUri, relativeUri);
    }
}
