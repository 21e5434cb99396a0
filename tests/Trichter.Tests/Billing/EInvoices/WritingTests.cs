using System.Xml.Linq;
using Trichter.Billing.EInvoices;
using Trichter.Billing.EInvoices.Cii;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.EInvoices.Rules;
using Trichter.Billing.EInvoices.Ubl;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>What we write is valid by every rule there is, and says when read again what was written.</summary>
public sealed class WritingTests
{
    private static readonly string[] Examples = ["e1", "e2", "e3", "e4a", "e4b", "e4c", "e5", "e6", "e7", "e8", "e9", "e10", "e11", "g1"];

    [Fact]
    public void At_least_forty_cases_are_written() => Assert.True(BusinessCases.All.Count >= 40, $"{BusinessCases.All.Count}");

    [Fact]
    public void Every_case_read_again_says_what_was_written() => OfficialFiles.Nothing(
        from one in BusinessCases.All
        from written in Both(one.Value)
        from difference in EDifference.Between(one.Value, ReadingTests.Again(written))
        select $"{one.Key} as {written.Root!.Name.LocalName}: {difference}");

    [Fact]
    public void Our_own_checks_find_nothing_wrong_in_any_case() => OfficialFiles.Nothing(
        from one in BusinessCases.All
        from written in Both(one.Value)
        let file = ReadEInvoice.Read(written.ToBytes()).File!
        from finding in CheckEInvoice.Check(file)
        where finding.Severity == ESeverity.Fatal
        select $"{one.Key} as {written.Root!.Name.LocalName}: {finding.Rule} {finding.Says.Key}");

    [Fact]
    public async Task The_official_rules_find_nothing_wrong_in_any_case()
    {
        var written = BusinessCases.All.SelectMany(one => Both(one.Value).Select(document => (Name: $"{one.Key} as {document.Root!.Name.LocalName}", Bytes: document.ToBytes()))).ToDictionary(one => one.Name, one => one.Bytes);
        foreach (var example in Examples)
            foreach (var document in Both(OfficialFiles.Invoice(Path.Combine(OfficialFiles.Folder("invoice-examples"), example + ".xml"))))
                written.Add($"{example} as {document.Root!.Name.LocalName}", document.ToBytes());

        var findings = await OfficialRules.CheckAllAsync(written);

        OfficialFiles.Nothing(from one in findings from finding in one.Value where finding.Flag == "fatal" select $"{one.Key}: {finding.Text} at {finding.At}");
    }

    [Fact]
    public void Every_case_follows_the_schemas_of_ubl_and_cii()
    {
        var ubl = Schemas.Ubl();
        var cii = Schemas.Cii();

        OfficialFiles.Nothing(
            from one in BusinessCases.All
            from written in Both(one.Value)
            from problem in Schemas.Problems(written, written.Root!.Name.LocalName == "CrossIndustryInvoice" ? cii : ubl)
            select $"{one.Key} as {written.Root!.Name.LocalName}: {problem}");
    }

    [Fact]
    public void Totals_of_the_examples_follow_from_their_lines() => OfficialFiles.Nothing(
        from example in Examples.Except(["g1"])
        let invoice = OfficialFiles.Invoice(Path.Combine(OfficialFiles.Folder("invoice-examples"), example + ".xml"))
        let sums = (invoice with { Lines = [.. invoice.Lines.Select(line => line with { Net = null })] }).WithTotals()
        where (sums.Totals?.Net, sums.Vat, sums.Totals?.Gross) != (invoice.Totals?.Net, invoice.Vat, invoice.Totals?.Gross)
        select $"{example}: {sums.Totals} instead of {invoice.Totals}");

    private static XDocument[] Both(EInvoice invoice) => [WriteUbl.Write(invoice), WriteCii.Write(invoice)];
}
