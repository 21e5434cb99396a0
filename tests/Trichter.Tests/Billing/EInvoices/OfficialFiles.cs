using Trichter.Billing.EInvoices;
using Trichter.Billing.EInvoices.Files;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>The invoices of others that lie beside the project. Tests skip what is not there, and run once, not for each database.</summary>
internal static class OfficialFiles
{
    public static string Folder(string path)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TEST_POSTGRES") is not null, "Needs no database, so once is enough.");
        return SharedData.Path(path);
    }

    public static IEnumerable<string> Below(string path, string pattern) => Directory.EnumerateFiles(Folder(path), pattern, SearchOption.AllDirectories).Order();

    public static EInvoiceRead Read(string path) => ReadEInvoice.Read(File.ReadAllBytes(path));

    public static EInvoiceFile Good(string path)
    {
        var read = Read(path);
        Assert.True(read.File is not null, $"{path}: {read.Trouble?.Reason.Key} {read.Trouble?.Line} {read.Trouble?.Element}");
        return read.File!;
    }

    public static EInvoice Invoice(string path) => Good(path).Invoice;

    /// <summary>Says everything that is wrong, not only how much.</summary>
    public static void Nothing(IEnumerable<string> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n{string.Join('\n', all.Take(60))}");
    }
}
