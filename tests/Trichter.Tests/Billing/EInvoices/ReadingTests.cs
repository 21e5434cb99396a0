using Trichter.Billing.EInvoices;
using Trichter.Billing.EInvoices.Cii;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.EInvoices.Rules;
using Trichter.Billing.EInvoices.Ubl;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>Invoices of others are read term by term, whatever syntax or container they come in.</summary>
public sealed class ReadingTests
{
    // A candidate that came before version 1 and has another root.
    private const string BeforeVersion1 = "MustangGnuaccountingBeispielRE-20140522_501.pdf";

    // Where the two files of one case say different things themselves.
    private static readonly HashSet<string> DifferentOnPurpose =
    [
        "01.09a BT-13", "01.11a BT-13", "01.13a BT-13", "01.20a BT-35", "01.20a BT-37", "03.01a BT-45", "03.07a BT-29", "03.07a BT-61",
        "01.02_ BT-44", "01.02_ BT-45", "01.02_ BT-61", "01.02_ BT-149", "01.02_ BT-150", "01.04_ BT-41", "01.04_ BT-44", "01.04_ BT-45", "01.04_ BT-61", "01.04_ BT-149", "01.04_ BT-150",
    ];

    [Fact]
    public void One_business_case_says_the_same_in_both_syntaxes()
    {
        var pairs = OfficialFiles.Below("xrechnung-a", "*_ubl.xml").Select(ubl => (Ubl: ubl, Cii: ubl.Replace("_ubl.xml", "_uncefact.xml", StringComparison.Ordinal)))
            .Where(pair => File.Exists(pair.Cii)).ToList();

        Assert.True(pairs.Count >= 15);
        OfficialFiles.Nothing(
            from pair in pairs
            from difference in EDifference.Between(OfficialFiles.Invoice(pair.Ubl), OfficialFiles.Invoice(pair.Cii))
            where !DifferentOnPurpose.Contains($"{Path.GetFileName(pair.Ubl)[..6]} {difference.Term}")
            select $"{Path.GetFileName(pair.Ubl)}: {difference}");
    }

    [Fact]
    public void Every_invoice_of_the_xrechnung_test_suite_is_valid() => OfficialFiles.Nothing(
        from path in OfficialFiles.Below("xrechnung-a", "*.xml")
        from finding in CheckEInvoice.Check(OfficialFiles.Good(path))
        where finding.Severity == ESeverity.Fatal
        select $"{Path.GetFileName(path)}: {finding.Rule} {finding.Where}");

    [Theory]
    [InlineData("xrechnung-a")]
    [InlineData("invoice-examples")]
    [InlineData("en16931/cases/ubl/examples")]
    [InlineData("en16931/cases/cii/examples")]
    [InlineData("zugferd-a/XML-Rechnung")]
    public void What_was_read_can_be_written_in_both_syntaxes_and_read_again_without_a_difference(string folder)
    {
        var lost = new List<string>();
        foreach (var path in OfficialFiles.Below(folder, "*.xml").Where(path => Path.GetFileName(path) != "fa.xml"))
        {
            var invoice = OfficialFiles.Invoice(path);
            foreach (var written in new[] { WriteUbl.Write(invoice), WriteCii.Write(invoice) })
                lost.AddRange(EDifference.Between(invoice, Again(written)).Select(difference => $"{Path.GetFileName(path)} as {written.Root!.Name.LocalName}: {difference}"));
        }

        OfficialFiles.Nothing(lost);
    }

    [Fact]
    public void A_sample_of_zugferd_has_the_same_amounts_as_pdf_as_cii_and_as_ubl()
    {
        var samples = OfficialFiles.Below("zugferd-a/XML-Rechnung/CII", "*.cii.xml").Where(path => !Path.GetFileName(path).StartsWith("not_validating", StringComparison.Ordinal)).ToList();
        var wrong = new List<string>();
        foreach (var cii in samples)
        {
            var name = Path.GetFileName(cii).Replace(".cii.xml", "", StringComparison.Ordinal);
            var folder = Path.GetDirectoryName(Path.GetDirectoryName(cii))!;
            var expected = Amounts(OfficialFiles.Invoice(cii));
            foreach (var other in new[] { Path.Combine(folder, "UBL", name + ".ubl.xml"), Path.Combine(folder, "FX", name + ".pdf") }.Where(File.Exists))
                if (Amounts(OfficialFiles.Invoice(other)) is var found && found != expected)
                    wrong.Add($"{Path.GetFileName(other)}: {found} instead of {expected}");
        }

        Assert.True(samples.Count > 10);
        OfficialFiles.Nothing(wrong);
    }

    [Fact]
    public void Every_correct_sample_of_zugferd_is_read() => OfficialFiles.Nothing(
        from path in OfficialFiles.Below("zugferd-a", "*.*").Where(path => path.Contains("/correct/", StringComparison.Ordinal) && !path.EndsWith(BeforeVersion1, StringComparison.Ordinal))
        let read = OfficialFiles.Read(path)
        where read.File?.Invoice.Totals?.Gross is null
        select $"{path}: {read.Trouble?.Reason.Key}");

    [Fact]
    public void Every_sample_of_zugferd_that_must_fail_is_refused_or_found_wrong() => OfficialFiles.Nothing(
        from path in OfficialFiles.Below("zugferd-a", "*.*").Where(path => path.Contains("/fail/", StringComparison.Ordinal))
        let read = OfficialFiles.Read(path)
        where read.File is { } file && CheckEInvoice.Check(file).All(finding => finding.Severity != ESeverity.Fatal)
        select path);

    internal static EInvoice Again(System.Xml.Linq.XDocument written)
    {
        var read = ReadEInvoice.Read(written.ToBytes());
        Assert.True(read.File is not null, read.Trouble?.ToString());
        return read.File!.Invoice;
    }

    private static string Amounts(EInvoice invoice) =>
        $"{invoice.Totals?.Net:0.00} + {invoice.Vat:0.00} = {invoice.Totals?.Gross:0.00}, due {invoice.Totals?.Due:0.00}, lines {string.Join(' ', invoice.Lines.Select(line => $"{line.Net:0.00}"))}";
}
