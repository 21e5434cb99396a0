namespace Trichter.Billing.EInvoices.Rules;

/// <summary>How a category of VAT is taxed.</summary>
internal enum Tax
{
    ByRate,
    None,
    NoneForAReason,
}

/// <summary>Who must be known to the tax office for a category of VAT.</summary>
internal enum Identified
{
    Seller,
    SellerAndBuyer,
    SellerForVat,
    BothForVat,
    NobodyForVat,
}

/// <summary>A category of VAT and the beginning of the ids of its rules.</summary>
internal sealed record VatFamily(string Id, string Category, Tax Tax, Identified Who)
{
    public bool AllowsRate(decimal? rate) => Category switch
    {
        "S" => rate > 0,
        "L" or "M" => rate >= 0,
        "O" => rate is null,
        _ => rate == 0,
    };

    public bool IsIdentified(EInvoice invoice)
    {
        var isSellerForVat = invoice.Seller?.VatId is not null || invoice.TaxRepresentative?.VatId is not null;
        var isSeller = isSellerForVat || invoice.Seller?.TaxNumber is not null;
        var isBuyerForVat = invoice.Buyer?.VatId is not null;

        return Who switch
        {
            Identified.Seller => isSeller,
            Identified.SellerAndBuyer => isSeller && (isBuyerForVat || invoice.Buyer?.RegistrationId is not null),
            Identified.SellerForVat => isSellerForVat,
            Identified.BothForVat => isSellerForVat && isBuyerForVat,
            _ => !isSellerForVat && !isBuyerForVat,
        };
    }
}
