using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Ksef.Fa3Names;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>The sums by rate and the annotations of FA(3).</summary>
internal static class Fa3Sums
{
    public static IEnumerable<XElement?> Write(EInvoice invoice, int sign)
    {
        var groups = invoice.VatGroups.Select(group => (Group: group, Rate: Fa3Rate.Of(group.Category, group.Rate, invoice)!)).ToList();
        var inZloty = invoice.VatInVatCurrency is { } total ? Spread.Over(total, [.. groups.Select(one => one.Group.Tax ?? 0)]) : null;

        foreach (var field in Fa3Rate.Fields)
        {
            var of = groups.Select((one, index) => (one.Group, one.Rate, Index: index)).Where(one => one.Rate.Field == field).ToList();
            if (of.Count == 0)
                continue;

            yield return Leaf($"P_13_{field}", Amount(sign * of.Sum(one => one.Group.Taxable ?? 0)));
            if (!of[0].Rate.IsTaxed)
                continue;

            yield return Leaf($"P_14_{field}", Amount(sign * of.Sum(one => one.Group.Tax ?? 0)));
            if (inZloty is not null)
                yield return Leaf($"P_14_{field}W", Amount(sign * of.Sum(one => inZloty[one.Index])));
        }
    }

    public static XElement? Annotations(EInvoice invoice, Fa3Extras extras)
    {
        var exempt = invoice.VatGroups.FirstOrDefault(group => group.Category == "E");
        return Group("Adnotacje",
            Leaf("P_16", YesNo(extras.IsCashMethod)),
            Leaf("P_17", YesNo(invoice.Kind == "389")),
            Leaf("P_18", YesNo(invoice.VatGroups.Any(group => group.Category == "AE"))),
            Leaf("P_18A", YesNo(extras.IsSplitPayment)),
            exempt is null ? Group("Zwolnienie", Leaf("P_19N", "1")) : Group("Zwolnienie", Leaf("P_19", "1"), Leaf("P_19A", Short(exempt.Reason ?? exempt.ReasonCode, 256))),
            Group("NoweSrodkiTransportu", Leaf("P_22N", "1")),
            Leaf("P_23", "2"),
            Group("PMarzy", Leaf("P_PMarzyN", "1")));
    }

    private static string YesNo(bool isSo) => isSo ? "1" : "2";
}
