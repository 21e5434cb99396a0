using Trichter.Platform.Storage;

namespace Trichter.Offers.Seller;

/// <summary>We, as documents name us. There is one row, or none until somebody fills it in.</summary>
public sealed class OurCompany : IRecorded, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public string LegalName { get; set; } = "";
    public string Street { get; set; } = "";
    public string PostalCode { get; set; } = "";
    public string City { get; set; } = "";

    /// <summary>ISO 3166-1 alpha-2. It decides which tax is ours.</summary>
    public string Country { get; set; } = "";

    /// <summary>With the prefix of its country; checked when entered.</summary>
    public string VatNumber { get; set; } = "";

    /// <summary>The number of the tax office, for who has no VAT number.</summary>
    public string TaxNumber { get; set; } = "";

    public string RegisterEntry { get; set; } = "";

    /// <summary>Who may act for us, as letterheads name them.</summary>
    public string Directors { get; set; } = "";

    public string ContactName { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Email { get; set; } = "";
    public string BankName { get; set; } = "";

    /// <summary>Without blanks; checked when entered.</summary>
    public string Iban { get; set; } = "";

    public string Bic { get; set; } = "";

    /// <summary>§ 19 UStG, art. 113 of the Polish act: we charge no tax.</summary>
    public bool SmallBusiness { get; set; }

    /// <summary>Days from the invoice to its due date, unless agreed otherwise.</summary>
    public int PaymentDays { get; set; } = 14;

    /// <summary>Days that a quote is good for, unless said otherwise.</summary>
    public int QuoteDays { get; set; } = 30;

    public int Version { get; private set; }

    /// <summary>Documents can name a sender.</summary>
    public bool IsKnown => LegalName.Length > 0 && Street.Length > 0 && City.Length > 0 && Country.Length > 0;
}
