using Trichter.Offers.Amounts;

namespace Trichter.Offers.Documents;

/// <summary>What quotes, orders and invoices say alike: in which language and currency, to whom, on which terms.</summary>
public abstract class DocumentHead
{
    /// <summary>The language of the document: de, pl or en.</summary>
    public required string Language { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    /// <summary>The prices contain the tax.</summary>
    public bool IsGross { get; set; }

    public string Title { get; set; } = "";
    public string DeliveryTerms { get; set; } = "";
    public int PaymentDays { get; set; }

    /// <summary>Percent off for paying early; null for none.</summary>
    public decimal? SkontoPercent { get; set; }

    public int? SkontoDays { get; set; }

    /// <summary>Percent off the whole.</summary>
    public decimal? DiscountPercent { get; set; }

    /// <summary>Freight in minor units, net; taxed as the greatest part of the lines.</summary>
    public long FreightMinor { get; set; }

    public VatCategory FreightCategory { get; set; }
    public decimal FreightRate { get; set; }
    public string BuyerName { get; set; } = "";
    public string BuyerStreet { get; set; } = "";
    public string BuyerPostalCode { get; set; } = "";
    public string BuyerCity { get; set; } = "";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string BuyerCountry { get; set; } = "";

    public string BuyerVat { get; set; } = "";
    public string BuyerContact { get; set; } = "";

    /// <summary>The buyer owes the tax also at home, and has confirmed it.</summary>
    public bool BuyerOwesTax { get; set; }

    public VatGroup FreightVat => new(FreightCategory, FreightRate);

    /// <summary>Takes over everything that another document says.</summary>
    public void TakeFrom(DocumentHead other)
    {
        (Language, Currency, IsGross, Title, DeliveryTerms) = (other.Language, other.Currency, other.IsGross, other.Title, other.DeliveryTerms);
        (PaymentDays, SkontoPercent, SkontoDays, DiscountPercent) = (other.PaymentDays, other.SkontoPercent, other.SkontoDays, other.DiscountPercent);
        (FreightMinor, FreightCategory, FreightRate) = (other.FreightMinor, other.FreightCategory, other.FreightRate);
        (BuyerName, BuyerStreet, BuyerPostalCode, BuyerCity) = (other.BuyerName, other.BuyerStreet, other.BuyerPostalCode, other.BuyerCity);
        (BuyerCountry, BuyerVat, BuyerContact, BuyerOwesTax) = (other.BuyerCountry, other.BuyerVat, other.BuyerContact, other.BuyerOwesTax);
    }
}
