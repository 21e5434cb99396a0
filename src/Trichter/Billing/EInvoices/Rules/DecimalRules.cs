using static Trichter.Billing.EInvoices.EAllowance;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>BR-DEC: amounts have two decimals at most.</summary>
internal static class DecimalRules
{
    private static readonly Platform.Language.Told Text = Says("An amount has more than two decimals.");

    public static readonly ERule[] All =
    [
        Allowances(Allowance, "BR-DEC-01", Text, allowance => Fits(allowance.Amount)),
        Allowances(Allowance, "BR-DEC-02", Text, allowance => Fits(allowance.Base)),
        Allowances(Charge, "BR-DEC-05", Text, charge => Fits(charge.Amount)),
        Allowances(Charge, "BR-DEC-06", Text, charge => Fits(charge.Base)),
        Totals("BR-DEC-09", Text, (totals, _) => Fits(totals.Lines)),
        Totals("BR-DEC-10", Text, (totals, _) => Fits(totals.Allowances)),
        Totals("BR-DEC-11", Text, (totals, _) => Fits(totals.Charges)),
        Totals("BR-DEC-12", Text, (totals, _) => Fits(totals.Net)),
        Invoice("BR-DEC-13", Text, invoice => Fits(invoice.Vat)),
        Totals("BR-DEC-14", Text, (totals, _) => Fits(totals.Gross)),
        Invoice("BR-DEC-15", Text, invoice => Fits(invoice.VatInVatCurrency)),
        Totals("BR-DEC-16", Text, (totals, _) => Fits(totals.Paid)),
        Totals("BR-DEC-17", Text, (totals, _) => Fits(totals.Rounding)),
        Totals("BR-DEC-18", Text, (totals, _) => Fits(totals.Due)),
        Groups("BR-DEC-19", Text, group => Fits(group.Taxable)),
        Groups("BR-DEC-20", Text, group => Fits(group.Tax)),
        Lines("BR-DEC-23", Text, line => Fits(line.Net)),
        Allowances(LineAllowance, "BR-DEC-24", Text, allowance => Fits(allowance.Amount)),
        Allowances(LineAllowance, "BR-DEC-25", Text, allowance => Fits(allowance.Base)),
        Allowances(LineCharge, "BR-DEC-27", Text, charge => Fits(charge.Amount)),
        Allowances(LineCharge, "BR-DEC-28", Text, charge => Fits(charge.Base)),
    ];

    private static bool Fits(decimal? amount) => amount is not { Scale: > 2 };
}
