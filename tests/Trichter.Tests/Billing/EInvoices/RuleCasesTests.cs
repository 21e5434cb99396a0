using System.Text;
using System.Xml.Linq;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.EInvoices.Rules;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>The official test sets: small invoices, each said to keep or to break a rule.</summary>
public sealed class RuleCasesTests
{
    [Fact]
    public void Each_case_of_the_official_test_sets_has_the_outcome_it_names()
    {
        var cases = OfficialFiles.Below("en16931/cases/test", "*.xml").Where(path => path.Contains("-unit-UBL", StringComparison.Ordinal)).SelectMany(Cases).ToList();
        var wrong = cases.Where(one => one.Problem is not null).Select(one => one.Problem!).ToList();

        Assert.True(cases.Count > 500, $"{cases.Count} cases");
        OfficialFiles.Nothing(wrong);
    }

    private static IEnumerable<(string Rule, string? Problem)> Cases(string path)
    {
        foreach (var test in XDocument.Load(path).Root!.Elements().Where(element => element.Name.LocalName == "test"))
        {
            var read = ReadEInvoice.Read(Encoding.UTF8.GetBytes(test.Elements().First(element => element.Name.LocalName is "Invoice" or "CreditNote").ToString()));
            var name = $"{Path.GetFileName(path)} {Path.GetFileName(Path.GetDirectoryName(path))} test {test.Attribute("id")?.Value}";
            var findings = read.File is { } file ? CheckEInvoice.Check(file) : null;
            foreach (var expected in test.Elements().First(element => element.Name.LocalName == "assert").Elements().Where(element => element.Name.LocalName is "success" or "error" or "warning"))
            {
                var rule = expected.Value.Trim();
                var isBroken = findings?.Any(finding => finding.Rule == rule);
                var shouldBreak = expected.Name.LocalName != "success";
                var problem = !CheckEInvoice.Known.Contains(rule) ? $"{rule} is not covered"
                    : isBroken is null ? $"{name}: not read ({read.Trouble!.Reason.Key})"
                    : isBroken != shouldBreak ? $"{name}: {expected.Name.LocalName} expected of {rule}" : null;
                yield return (rule, problem);
            }
        }
    }
}
