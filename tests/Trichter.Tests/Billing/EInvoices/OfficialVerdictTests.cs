using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trichter.Billing.EInvoices;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.EInvoices.Rules;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>Our own checks say what the official ones say, of invoices that others made.</summary>
public sealed class OfficialVerdictTests
{
    private static readonly string[] Folders =
        ["xrechnung-a", "xrechnung-validator-a", "invoice-examples", "en16931/cases/ubl/examples", "en16931/cases/cii/examples", "en16931/cases/test/testfiles", "zugferd-a/XML-Rechnung"];

    [Fact]
    public async Task Our_checks_find_the_same_broken_rules_as_the_official_ones()
    {
        var paths = Folders.SelectMany(folder => OfficialFiles.Below(folder, "*.xml")).Where(path => OfficialFiles.Read(path).File is not null).ToList();
        var official = await OfficialRules.CheckAllAsync(paths.ToDictionary(path => path, File.ReadAllBytes));
        var known = CheckEInvoice.Known.ToHashSet();

        OfficialFiles.Nothing(paths.SelectMany(path =>
        {
            var ours = CheckEInvoice.Check(OfficialFiles.Good(path)).Select(finding => finding.Rule).Where(rule => !rule.StartsWith("TR-", StringComparison.Ordinal) && !rule.StartsWith("PEPPOL", StringComparison.Ordinal)).ToHashSet();
            var theirs = official[path].Select(finding => finding.Rule).Where(known.Contains).ToHashSet();
            var uncovered = official[path].Where(finding => finding.Flag == "fatal" && !known.Contains(finding.Rule)).Select(finding => finding.Rule).Distinct();

            return theirs.Except(ours).Select(rule => $"{Path.GetFileName(path)}: {rule} not found by us")
                .Concat(ours.Except(theirs).Select(rule => $"{Path.GetFileName(path)}: {rule} found by us only"))
                .Concat(uncovered.Select(rule => $"{Path.GetFileName(path)}: {rule} is not covered"));
        }));
    }

    [Fact]
    public void The_verdicts_of_the_german_validator_are_ours_too()
    {
        var wrong = new List<string>();
        foreach (var (name, test) in new[] { "assertions.xml", "assertions-integration-testing.xml" }.SelectMany(Assertions))
            if (OfficialFiles.Below("xrechnung-validator-a", name + ".xml").FirstOrDefault() is { } path && !Holds(path, test))
                wrong.Add($"{name}: {test}");

        OfficialFiles.Nothing(wrong);
    }

    private static IEnumerable<(string Name, string Test)> Assertions(string file) => XDocument.Load(Path.Combine(OfficialFiles.Folder("xrechnung-validator-a"), file)).Root!.Elements()
        .Where(element => element.Attribute("report-doc") is not null)
        .Select(element => (element.Attribute("report-doc")!.Value.Replace("-report.xml", "", StringComparison.Ordinal), element.Attribute("test")!.Value));

    /// <summary>Understands what the assertions say of verdict and rules; what they say of the form of the report does not concern us.</summary>
    private static bool Holds(string path, string test)
    {
        var read = ReadEInvoice.Read(Encoding.UTF8.GetBytes(File.ReadAllText(path).Replace("@xrechnung.spec.id@", EProfile.XRechnung, StringComparison.Ordinal)));
        var findings = read.File is { } file ? CheckEInvoice.Check(file) : [];
        var isNegated = test.StartsWith("not(", StringComparison.Ordinal);
        if (Regex.Match(test, "@code = '([^']+)'") is { Success: true } code)
            return findings.Any(finding => finding.Rule == code.Groups[1].Value) != isNegated;

        return !Regex.IsMatch(test, @"report/@valid = 'true'\)?$") || (read.File is not null && findings.All(finding => finding.Severity != ESeverity.Fatal)) != isNegated;
    }
}
