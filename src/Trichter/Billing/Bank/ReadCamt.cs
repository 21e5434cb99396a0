using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Trichter.Billing.EInvoices.Files;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;

namespace Trichter.Billing.Bank;

/// <summary>Reads booked credits from a statement or an advice of ISO 20022: camt.053 and camt.054, versions 02 and 08, which name the payer and the state in different places.</summary>
internal static class ReadCamt
{
    private const int Deepest = 40;

    /// <summary>Null for what is no such file.</summary>
    public static BankRead? Read(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 2 * BankFile.LargestFile });
            using var shallow = new ShallowReader(reader, Deepest);
            var root = XDocument.Load(shallow, LoadOptions.SetLineInfo).Root!;
            return root.Name.NamespaceName.Contains(":camt.053.", StringComparison.Ordinal) || root.Name.NamespaceName.Contains(":camt.054.", StringComparison.Ordinal) ? Entries(root) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static BankRead Entries(XElement root)
    {
        var (rows, faults, others) = (new List<BankRow>(), new List<BankFault>(), 0);
        foreach (var report in root.Elements().Elements().Where(its => its.Name.LocalName is "Stmt" or "Ntfctn"))
            foreach (var entry in All(report, "Ntry"))
            {
                var state = Text(entry, "Sts", "Cd") is { Length: > 0 } coded ? coded : Text(entry, "Sts");
                if (Text(entry, "CdtDbtInd") != "CRDT" || state != "BOOK" || Text(entry, "RvslInd") is "true" or "1")
                {
                    others++;
                    continue;
                }

                var account = Text(report, "Acct", "Id", "IBAN");
                var details = entry.Elements().Where(its => its.Name.LocalName == "NtryDtls").SelectMany(its => All(its, "TxDtls")).ToList();
                if (details.Count == 0) details.Add(entry);
                foreach (var (detail, place) in details.Select((its, index) => (its, index)))
                    if (RowOf(entry, detail, details.Count, place, account) is var (row, fault) && row is not null) rows.Add(row);
                    else faults.Add(fault!);
            }

        return new(rows, faults, others);
    }

    private static (BankRow?, BankFault?) RowOf(XElement entry, XElement detail, int of, int place, string account)
    {
        var line = ((IXmlLineInfo)detail).LineNumber;
        var amount = AmountOf(detail) ?? (of == 1 ? AmountOf(entry) : null);
        if (amount is not var (minor, currency) || minor <= 0) return (null, new(line, new Told("This is not an amount of money.").Key));
        var booked = Text(entry, "BookgDt", "Dt") is { Length: > 0 } day ? day : Text(entry, "BookgDt", "DtTm");
        if (BankValues.Day(booked.Length > 10 ? booked[..10] : booked) is not { } on) return (null, new(line, new Told("This is not a date.").Key));

        var payer = Text(detail, "RltdPties", "Dbtr", "Pty", "Nm") is { Length: > 0 } party ? party : Text(detail, "RltdPties", "Dbtr", "Nm");
        var words = Find(detail, "RmtInf") is { } remittance ? remittance.Descendants().Where(its => !its.HasElements && its.Name.LocalName is "Ustrd" or "Ref" or "AddtlRmtInf").Select(its => its.Value) : [];
        var own = Text(detail, "Refs", "AcctSvcrRef");
        var reference = IsReference(own) ? own : Text(entry, "AcctSvcrRef") is var its && IsReference(its) ? of == 1 ? its : $"{its}#{place + 1}" : "";
        return (new(line, on, minor, currency, BankValues.Short(payer, 200), BankValues.Short(Text(detail, "RltdPties", "DbtrAcct", "Id", "IBAN"), 40),
            BankValues.Short(string.Join(' ', words.DefaultIfEmpty(Text(entry, "AddtlNtryInf"))), BankLine.LongestText), reference.Length == 0 ? "" : $"{account} {BankValues.Short(reference, 60)}".Trim()), null);
    }

    private static bool IsReference(string text) => text.Length > 0 && text is not ("NONREF" or "NOTPROVIDED");

    /// <summary>In the account's currency: directly at the booking, or as the amount of the transaction.</summary>
    private static (long Minor, string Currency)? AmountOf(XElement element)
    {
        var amount = Find(element, "Amt") ?? Find(element, "AmtDtls", "TxAmt", "Amt");
        return amount?.Attribute("Ccy")?.Value is { Length: 3 } currency && decimal.TryParse(amount.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major) && decimal.Round(major, 2) == major && major < 1_000_000_000_000
            ? (Round.ToMinor(major), currency) : null;
    }

    private static IEnumerable<XElement> All(XElement element, string name) => element.Elements().Where(its => its.Name.LocalName == name);

    private static XElement? Find(XElement? element, params string[] path) => path.Aggregate(element, (its, name) => its is null ? null : All(its, name).FirstOrDefault());

    private static string Text(XElement element, params string[] path) => Find(element, path) is { HasElements: false } found ? found.Value.Trim() : "";
}
