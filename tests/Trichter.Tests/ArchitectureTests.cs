using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Trichter.Tests;

/// <summary>The sales process flows downhill: a module may use those listed above it, never those below.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Downhill =
        ["Platform", "Ledger", "Timeline", "Team", "Process", "Customers", "Deals", "Activities", "Market", "Campaigns", "Leads", "Offers", "Orders", "Billing", "Care", "Nurturing", "Insight", "Exchange", "Demo"];

    // The three files that know every module, and the one place where the ledger tells the timeline that it took something back.
    private static readonly string[] Known = ["Ledger/UndoChange.cs", "Ledger/LedgerHappenings.cs"];

    [Fact]
    public void Every_folder_of_the_application_has_its_place_in_the_process() =>
        Assert.Equal(Downhill.Append("wwwroot").Order(), Folders().Except(["bin", "obj", "Properties"]).Order());

    [Fact]
    public void No_module_looks_downstream()
    {
        var offences =
            from module in Downhill
            from file in Directory.EnumerateFiles(Path.Combine(Source, module), "*", SearchOption.AllDirectories)
            where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
            let name = Path.GetRelativePath(Source, file)
            where !Known.Contains(name)
            from Match use in ModuleUse().Matches(File.ReadAllText(file))
            where Array.IndexOf(Downhill, use.Groups[1].Value) > Array.IndexOf(Downhill, module)
            select $"{name} uses {use.Value}";

        Assert.Empty(offences);
    }

    [Fact]
    public void No_file_makes_one_scroll_to_learn_what_it_is_for()
    {
        var long_ =
            from file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            let lines = File.ReadLines(file).Count()
            where lines > 220
            select $"{Path.GetRelativePath(Source, file)}: {lines}";

        Assert.Empty(long_);
    }

    [Fact]
    public void What_a_file_uses_stands_in_order()
    {
        var mixed =
            from folder in new[] { "src", "tests", "bench" }
            from file in Directory.EnumerateFiles(Path.Combine(Source, "../..", folder), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            let used = File.ReadLines(file).TakeWhile(line => !line.StartsWith("namespace", StringComparison.Ordinal)).Where(line => UsesOne().IsMatch(line)).Select(line => line.TrimEnd(';')).ToList()
            where !used.SequenceEqual(used.OrderBy(line => !line.StartsWith("using System", StringComparison.Ordinal)).ThenBy(line => line, StringComparer.OrdinalIgnoreCase))
            select Path.GetRelativePath(Source, file);

        Assert.Empty(mixed);
    }

    internal static string Source => Path.GetFullPath(Path.Combine(Here(), "../../src/Trichter"));

    [GeneratedRegex(@"\bTrichter\.(Platform|Ledger|Timeline|Team|Process|Customers|Deals|Activities|Market|Campaigns|Leads|Offers|Orders|Billing|Care|Nurturing|Insight|Exchange|Demo)\b")]
    private static partial Regex ModuleUse();

    [GeneratedRegex(@"^using [\w.]+;$")]
    private static partial Regex UsesOne();

    private static IEnumerable<string> Folders() => Directory.GetDirectories(Source).Select(path => Path.GetFileName(path)!);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
