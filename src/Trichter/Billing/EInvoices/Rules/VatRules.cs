using Trichter.Billing.EInvoices.Files;
using Trichter.Platform.Language;
using static Trichter.Billing.EInvoices.EAllowance;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF and BR-AG: the same ten questions for each category of VAT,
/// and what intra-community supplies and invoices outside VAT need besides.</summary>
internal static class VatRules
{
    private static readonly VatFamily[] Families =
    [
        new("BR-S", "S", Tax.ByRate, Identified.Seller),
        new("BR-Z", "Z", Tax.None, Identified.Seller),
        new("BR-E", "E", Tax.NoneForAReason, Identified.Seller),
        new("BR-AE", "AE", Tax.NoneForAReason, Identified.SellerAndBuyer),
        new("BR-IC", "K", Tax.NoneForAReason, Identified.BothForVat),
        new("BR-G", "G", Tax.NoneForAReason, Identified.SellerForVat),
        new("BR-O", "O", Tax.NoneForAReason, Identified.NobodyForVat),
        new("BR-AF", "L", Tax.ByRate, Identified.Seller),
        new("BR-AG", "M", Tax.ByRate, Identified.Seller),
    ];

    public static readonly ERule[] All =
    [
        .. Families.SelectMany(Of),
        Invoice("BR-IC-11", Says("An intra-community supply needs a delivery date or an invoicing period (BT-72, BG-14)."),
            invoice => !HasGroup(invoice, "K") || invoice.Delivery?.DeliveredOn is not null || invoice.Period is { From: not null } or { To: not null }),
        Invoice("BR-IC-12", Says("An intra-community supply needs the country it was delivered to (BT-80)."), invoice => !HasGroup(invoice, "K") || invoice.Delivery?.Address?.Country is not null),
        File("BR-O-11", Says("What is not subject to VAT may not stand beside other VAT categories."),
            file => !HasGroup(file.Invoice, "O") || file.Invoice.VatGroups.Select(group => group.Category).Concat(file.IsCii ? file.Invoice.Lines.Select(line => line.VatCategory) : []).All(category => category is null or "O")),
        Invoice("BR-O-12", Says("What is not subject to VAT may not stand beside lines of other VAT categories."), invoice => !HasGroup(invoice, "O") || invoice.Lines.All(line => line.VatCategory is null or "O")),
        Invoice("BR-O-13", Says("What is not subject to VAT may not stand beside allowances of other VAT categories."),
            invoice => !HasGroup(invoice, "O") || invoice.Allowances.All(allowance => allowance.VatCategory is null or "O")),
        Invoice("BR-O-14", Says("What is not subject to VAT may not stand beside charges of other VAT categories."),
            invoice => !HasGroup(invoice, "O") || invoice.Charges.All(charge => charge.VatCategory is null or "O")),
    ];

    private static IEnumerable<ERule> Of(VatFamily family)
    {
        var category = family.Category;
        bool Is(string? other) => other == category;
        string Id(int number) => $"{family.Id}-{number:00}";
        var who = WhoIsMissing(family);
        var rate = category is "L" or "M" ? Says("The rate of VAT category {0} must be given and may not be below 0.", category)
            : family.Tax == Tax.ByRate ? Says("The rate of VAT category {0} must be above 0.", category)
            : category == "O" ? Says("What is not subject to VAT may have no VAT rate.")
            : Says("The rate of VAT category {0} must be 0.", category);

        yield return File(Id(1), Says("The VAT breakdown must have VAT category {0} when the invoice uses it, once if it is not taxed by rate.", category), file => IsBrokenDown(file, family));
        yield return Invoice(Id(2), who, invoice => !invoice.Lines.Any(line => Is(line.VatCategory)) || family.IsIdentified(invoice));
        yield return Invoice(Id(3), who, invoice => !invoice.Allowances.Any(allowance => Is(allowance.VatCategory)) || family.IsIdentified(invoice));
        yield return Invoice(Id(4), who, invoice => !invoice.Charges.Any(charge => Is(charge.VatCategory)) || family.IsIdentified(invoice));
        yield return Lines(Id(5), rate, line => !Is(line.VatCategory) || family.AllowsRate(line.VatRate));
        yield return Allowances(Allowance, Id(6), rate, allowance => !Is(allowance.VatCategory) || family.AllowsRate(allowance.VatRate));
        yield return Allowances(Charge, Id(7), rate, charge => !Is(charge.VatCategory) || family.AllowsRate(charge.VatRate));
        yield return Groups(Id(8), Says("The taxable amount of VAT category {0} is not what its lines, allowances and charges add up to.", category),
            (group, file) => !Is(group.Category) || IsSumOfParts(group, family, file));
        yield return family.Tax == Tax.ByRate
            ? Groups(Id(9), Says("The VAT of category {0} is not the taxable amount times the rate.", category), group => !Is(group.Category) || IsTaxed(group))
            : Groups(Id(9), Says("The VAT of category {0} must be 0.", category), group => !Is(group.Category) || group.Tax == 0);
        yield return family.Tax == Tax.NoneForAReason
            ? Groups(Id(10), Says("VAT category {0} needs a reason why no VAT is charged (BT-120, BT-121).", category), group => !Is(group.Category) || HasReason(group))
            : Groups(Id(10), Says("VAT category {0} may have no reason for an exemption (BT-120, BT-121).", category), group => !Is(group.Category) || !HasReason(group));
    }

    private static Told WhoIsMissing(VatFamily family) => family.Who switch
    {
        Identified.Seller => Says("VAT category {0} needs the VAT number or tax number of the seller (BT-31, BT-32).", family.Category),
        Identified.SellerAndBuyer => Says("VAT category {0} needs the tax number of the seller and the VAT number or register number of the buyer.", family.Category),
        Identified.SellerForVat => Says("VAT category {0} needs the VAT number of the seller (BT-31).", family.Category),
        Identified.BothForVat => Says("VAT category {0} needs the VAT numbers of seller and buyer (BT-31, BT-48).", family.Category),
        _ => Says("What is not subject to VAT may carry no VAT numbers (BT-31, BT-48, BT-63)."),
    };

    private static bool HasGroup(EInvoice invoice, string category) => invoice.VatGroups.Any(group => group.Category == category);

    private static bool HasReason(EVatGroup group) => group.Reason is not null || group.ReasonCode is not null;

    /// <summary>The official rules for CII count uses and groups together, those for UBL do not.</summary>
    private static bool IsBrokenDown(EInvoiceFile file, VatFamily family)
    {
        var invoice = file.Invoice;
        var groups = invoice.VatGroups.Count(group => group.Category == family.Category);
        var lines = invoice.Lines.Count(line => line.VatCategory == family.Category);
        var others = invoice.Allowances.Concat(invoice.Charges).Count(allowance => allowance.VatCategory == family.Category);
        var isUsed = lines + others > 0;

        return (family.Tax == Tax.ByRate, file.IsCii) switch
        {
            (true, true) => (lines == 0 || lines + groups >= 2) && (others == 0 || others + groups >= 2),
            (true, false) => isUsed == groups > 0,
            (false, true) => groups == (isUsed ? 1 : 0),
            (false, false) => groups == 1 || (!isUsed && groups == 0),
        };
    }

    /// <summary>Where the official rules for UBL and CII differ in how exact they are, each is followed.</summary>
    private static bool IsSumOfParts(EVatGroup group, VatFamily family, EInvoiceFile file)
    {
        var invoice = file.Invoice;
        if (family.Tax == Tax.ByRate && group.Rate is null)
            return true;

        bool Counts(string? category, decimal? rate) => category == family.Category && (family.Tax != Tax.ByRate || rate == group.Rate);
        var lines = invoice.Lines.Where(line => Counts(line.VatCategory, line.VatRate)).ToList();
        var allowances = invoice.Allowances.Where(allowance => Counts(allowance.VatCategory, allowance.VatRate)).ToList();
        var charges = invoice.Charges.Where(charge => Counts(charge.VatCategory, charge.VatRate)).ToList();
        var sum = Cents(lines.Sum(line => line.Net)) + Cents(charges.Sum(charge => charge.Amount)) - Cents(allowances.Sum(allowance => allowance.Amount));

        if (file.IsUbl && (family.Tax == Tax.ByRate ? lines.Count + allowances.Count + charges.Count == 0 : invoice.Lines.Count == 0))
            return false;

        var isTolerant = file.IsUbl == (family.Tax == Tax.ByRate) && family.Category != "O";
        return isTolerant ? Math.Abs((group.Taxable - sum) ?? 1) < 1 : group.Taxable == sum;
    }

    private static decimal Cents(decimal? sum) => SumRules.Cents(sum ?? 0)!.Value;

    private static bool IsTaxed(EVatGroup group) =>
        group is { Tax: { } tax, Taxable: { } taxable, Rate: { } rate } && Math.Abs(Math.Abs(tax) - Cents(Math.Abs(taxable) * rate / 100)) < 1;
}
