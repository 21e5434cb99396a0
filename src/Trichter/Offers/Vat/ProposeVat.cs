using Trichter.Offers.Amounts;
using Trichter.Platform.Language;

namespace Trichter.Offers.Vat;

/// <summary>
/// Proposes how a line is taxed (O30). A person confirms; the choice is kept on the line. Sales to consumers of other EU countries
/// are not computed: the tax of their country is owed there (One-Stop-Shop).
/// </summary>
public static class ProposeVat
{
    /// <summary>Members of the Union for VAT, by ISO 3166.</summary>
    private static readonly HashSet<string> Union =
        ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"];

    public static VatProposal For(VatCase sale, TaxTable table)
    {
        if (sale.SmallBusiness) return new VatProposal(new VatGroup(VatCategory.E, 0));
        if (sale.BuyerCountry.Length == 0 || sale.BuyerCountry == sale.SellerCountry) return AtHome(sale, table);
        if (!Union.Contains(sale.BuyerCountry)) return new VatProposal(new VatGroup(sale.IsGoods ? VatCategory.G : VatCategory.O, 0));
        if (!sale.BuyerIsBusiness) return new VatProposal(null, new Told("A consumer in another EU country owes the tax of that country (One-Stop-Shop). That is not computed here."));
        if (sale.BuyerHasVatNumber) return new VatProposal(new VatGroup(sale.IsGoods ? VatCategory.K : VatCategory.AE, 0));

        return AtHome(sale, table) with { Warning = new Told("Without the buyer's VAT number our own rate applies. With it the sale would be free of our tax.") };
    }

    public static bool IsInUnion(string country) => Union.Contains(country);

    private static VatProposal AtHome(VatCase sale, TaxTable table)
    {
        if (sale.Class == TaxClass.BuyerOwes && !sale.BuyerOwesConfirmed)
            return Rated(table.AtHome(sale.SellerCountry, TaxClass.Standard, sale.On), sale) with { Warning = new Told("Confirm that the buyer owes the tax; until then it is ours at the standard rate.") };

        return Rated(table.AtHome(sale.SellerCountry, sale.Class, sale.On), sale);
    }

    private static VatProposal Rated(VatGroup? group, VatCase sale) =>
        group is null ? new VatProposal(null, new Told("No rate is known for {0} in {1} on {2}. Enter it under Settings, Taxes.", sale.Class, sale.SellerCountry, sale.On)) : new VatProposal(group);
}

/// <summary>What decides the tax of a line.</summary>
/// <param name="BuyerCountry">Where it goes; empty is taken as home.</param>
/// <param name="On">The day of supply.</param>
public sealed record VatCase(string SellerCountry, bool SmallBusiness, string BuyerCountry, bool BuyerIsBusiness, bool BuyerHasVatNumber, bool IsGoods, TaxClass Class, DateOnly On)
{
    /// <summary>The buyer has been confirmed to owe the tax at home.</summary>
    public bool BuyerOwesConfirmed { get; init; }
}

/// <param name="Group">Null when a person has to decide.</param>
public sealed record VatProposal(VatGroup? Group, Told? Warning = null);
