using System.Diagnostics;
using System.Xml.Linq;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>A rule of the official Schematron that an invoice breaks.</summary>
internal sealed record OfficialFinding(string Rule, string Flag, string At, string Text);

/// <summary>
/// The official rules of EN 16931 and XRechnung, run by Saxon: the rule sets are turned into XSLT once per test run, and each call
/// checks a whole folder, so two starts of Java do for hundreds of invoices. Tests skip where Java, Saxon or the rules are missing.
/// </summary>
internal static class OfficialRules
{
    private const string Saxon = "/usr/share/java/Saxon-HE.jar";

    // Each invoice by the rules of its syntax; a rule set that breaks off counts as a finding of its own.
    private const string Driver = """
        <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="#all">
          <xsl:param name="invoices"/>
          <xsl:param name="rules"/>
          <xsl:template name="main">
            <reports>
              <xsl:for-each select="uri-collection(concat($invoices, '?select=*.xml'))">
                <xsl:variable name="invoice" select="doc(.)"/>
                <report file="{tokenize(., '/')[last()]}">
                  <xsl:for-each select="if (local-name($invoice/*) = 'CrossIndustryInvoice') then ('cii', 'xr-cii') else ('ubl', 'xr-ubl')">
                    <xsl:if test="not(starts-with(., 'xr')) or contains(string($invoice/*/*[local-name() = 'CustomizationID'] | $invoice/*/*/*[starts-with(local-name(), 'Guideline')]), 'xrechnung')">
                      <xsl:try select="transform(map { 'stylesheet-location': concat($rules, ., '.sch.xml'), 'source-node': $invoice })?output//failed">
                        <xsl:catch><failed id="BROKEN-OFF" flag="fatal" at="/">The rules broke off</failed></xsl:catch>
                      </xsl:try>
                    </xsl:if>
                  </xsl:for-each>
                </report>
              </xsl:for-each>
            </reports>
          </xsl:template>
        </xsl:stylesheet>
        """;

    private static readonly Lazy<string> Folder = new(Prepare);

    /// <summary>What the official rules say of each invoice, by the name it was given.</summary>
    public static async Task<Dictionary<string, List<OfficialFinding>>> CheckAllAsync(IReadOnlyDictionary<string, byte[]> invoices)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TEST_POSTGRES") is not null, "Needs no database, so once is enough.");
        var rules = Folder.Value;
        var folder = Directory.CreateDirectory(Path.Combine(rules, Path.GetRandomFileName()));
        var names = invoices.Keys.ToList();
        for (var index = 0; index < names.Count; index++)
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{index}.xml"), invoices[names[index]]);

        var report = Path.Combine(folder.FullName, "report");
        await RunAsync("-it:main", $"-xsl:{Path.Combine(rules, "driver.xsl")}", $"-o:{report}", $"invoices=file://{folder.FullName}/", $"rules=file://{rules}/xsl/");
        var reports = XDocument.Load(report).Root!.Elements().ToDictionary(one => names[int.Parse(Path.GetFileNameWithoutExtension(one.Attribute("file")!.Value), System.Globalization.CultureInfo.InvariantCulture)]);
        folder.Delete(recursive: true);

        return names.ToDictionary(name => name, name => reports[name].Elements().Select(failed =>
            new OfficialFinding(failed.Attribute("id")!.Value, failed.Attribute("flag")!.Value, failed.Attribute("at")!.Value, failed.Value)).ToList());
    }

    private static string Prepare()
    {
        if (!File.Exists(Saxon) || !File.Exists("/usr/bin/java"))
            Assert.Skip("Java or Saxon is not on this machine (default-jre-headless, libsaxonhe-java).");

        var work = Directory.CreateTempSubdirectory("rules-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(work, recursive: true);
        foreach (var folder in new[] { "sch", "xsl" })
            Directory.CreateDirectory(Path.Combine(work, folder));
        File.WriteAllText(Path.Combine(work, "driver.xsl"), Driver);
        File.Copy(SharedData.Path("xrechnung-rules", "common.sch"), Path.Combine(work, "common.sch"));
        Take("ubl", "en16931/ubl/schematron/preprocessed/EN16931-UBL-validation-preprocessed.sch");
        Take("cii", "en16931/cii/schematron/preprocessed/EN16931-CII-validation-preprocessed.sch");
        Take("xr-ubl", "xrechnung-rules/ubl/XRechnung-UBL-validation.sch");
        Take("xr-cii", "xrechnung-rules/cii/XRechnung-CII-validation.sch");
        RunAsync($"-s:{Path.Combine(work, "sch")}", $"-xsl:{Path.Combine(SharedData.Path(), "..", "design", "schematron-to-xslt.xsl")}", $"-o:{Path.Combine(work, "xsl")}").GetAwaiter().GetResult();

        return work;

        void Take(string name, string source) => File.Copy(SharedData.Path(source), Path.Combine(work, "sch", name + ".sch"));
    }

    private static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/java", ["-Xmx700m", "-XX:TieredStopAtLevel=1", "-jar", Saxon, .. arguments]) { RedirectStandardError = true };
        using var saxon = System.Diagnostics.Process.Start(start)!;
        var said = await saxon.StandardError.ReadToEndAsync();
        await saxon.WaitForExitAsync();
        Assert.True(saxon.ExitCode == 0, said);
    }
}
