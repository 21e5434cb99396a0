using static Trichter.Billing.EInvoices.EAllowance;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>BR-31 to BR-44, BR-CO-05 to BR-CO-08 and BR-CO-21 to BR-CO-24: what an allowance or a charge must say.</summary>
internal static class AllowanceRules
{
    public static readonly ERule[] All =
    [
        Allowances(Allowance, "BR-31", Says("The allowance has no amount (BT-92)."), HasAmount),
        Allowances(Allowance, "BR-32", Says("The allowance has no VAT category (BT-95)."), HasCategory),
        Allowances(Allowance, "BR-33", Says("The allowance has no reason (BT-97, BT-98)."), HasReason),
        Allowances(Allowance, "BR-CO-21", Says("The allowance has no reason (BT-97, BT-98)."), HasReason),
        Allowances(Charge, "BR-36", Says("The charge has no amount (BT-99)."), HasAmount),
        Allowances(Charge, "BR-37", Says("The charge has no VAT category (BT-102)."), HasCategory),
        Allowances(Charge, "BR-38", Says("The charge has no reason (BT-104, BT-105)."), HasReason),
        Allowances(Charge, "BR-CO-22", Says("The charge has no reason (BT-104, BT-105)."), HasReason),
        Allowances(LineAllowance, "BR-41", Says("The allowance of the line has no amount (BT-136)."), HasAmount),
        Allowances(LineAllowance, "BR-42", Says("The allowance of the line has no reason (BT-139, BT-140)."), HasReason),
        Allowances(LineAllowance, "BR-CO-23", Says("The allowance of the line has no reason (BT-139, BT-140)."), HasReason),
        Allowances(LineCharge, "BR-43", Says("The charge of the line has no amount (BT-141)."), HasAmount),
        Allowances(LineCharge, "BR-44", Says("The charge of the line has no reason (BT-144, BT-145)."), HasReason),
        Allowances(LineCharge, "BR-CO-24", Says("The charge of the line has no reason (BT-144, BT-145)."), HasReason),
    ];

    private static bool HasAmount(EAllowance allowance) => allowance.Amount is not null;

    private static bool HasCategory(EAllowance allowance) => allowance.VatCategory is not null;

    private static bool HasReason(EAllowance allowance) => allowance.Reason is not null || allowance.ReasonCode is not null;
}
