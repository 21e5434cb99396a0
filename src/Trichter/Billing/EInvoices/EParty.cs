namespace Trichter.Billing.EInvoices;

/// <summary>A party of an invoice in one of four places; the numbers of its terms stand in the order seller, buyer, payee, tax representative.</summary>
public sealed record EParty
{
    internal const int Seller = 0, Buyer = 1, Payee = 2, TaxRepresentative = 3;

    [Term("name", "BT-27", "BT-44", "BT-59", "BT-62")]
    public string? Name { get; init; }

    [Term("trading name", "BT-28", "BT-45")]
    public string? TradingName { get; init; }

    [Term("identifier", "BT-29", "BT-46", "BT-60")]
    public Several<Identifier> Ids { get; init; } = [];

    [Term("legal registration identifier", "BT-30", "BT-47", "BT-61")]
    public Identifier? RegistrationId { get; init; }

    [Term("VAT identifier", "BT-31", "BT-48", "BT-60", "BT-63")]
    public string? VatId { get; init; }

    [Term("tax registration identifier", "BT-32")]
    public string? TaxNumber { get; init; }

    [Term("additional legal information", "BT-33")]
    public string? LegalForm { get; init; }

    [Term("electronic address", "BT-34", "BT-49")]
    public Identifier? ElectronicAddress { get; init; }

    [Term("postal address", "BG-5", "BG-8", "BG-8", "BG-12")]
    public EAddress? Address { get; init; }

    [Term("contact", "BG-6", "BG-9")]
    public EContact? Contact { get; init; }
}

/// <summary>Whom to ask at the seller (BG-6) or the buyer (BG-9).</summary>
public sealed record EContact
{
    [Term("contact point", "BT-41", "BT-56")]
    public string? Name { get; init; }

    [Term("contact telephone number", "BT-42", "BT-57")]
    public string? Phone { get; init; }

    [Term("contact email address", "BT-43", "BT-58")]
    public string? Mail { get; init; }
}

/// <summary>A postal address; the numbers of its terms stand in the order seller, buyer, (payee), tax representative, place of delivery.</summary>
public sealed record EAddress
{
    internal const int DeliverTo = 4;

    [Term("address line 1", "BT-35", "BT-50", "", "BT-64", "BT-75")]
    public string? Line1 { get; init; }

    [Term("address line 2", "BT-36", "BT-51", "", "BT-65", "BT-76")]
    public string? Line2 { get; init; }

    [Term("address line 3", "BT-162", "BT-163", "", "BT-164", "BT-165")]
    public string? Line3 { get; init; }

    [Term("city", "BT-37", "BT-52", "", "BT-66", "BT-77")]
    public string? City { get; init; }

    [Term("post code", "BT-38", "BT-53", "", "BT-67", "BT-78")]
    public string? PostCode { get; init; }

    [Term("country subdivision", "BT-39", "BT-54", "", "BT-68", "BT-79")]
    public string? Region { get; init; }

    [Term("country code", "BT-40", "BT-55", "", "BT-69", "BT-80")]
    public string? Country { get; init; }
}

/// <summary>What was delivered where and when (BG-13, BG-15).</summary>
public sealed record EDelivery
{
    [Term("Deliver to party name", "BT-70")]
    public string? Name { get; init; }

    [Term("Deliver to location identifier", "BT-71")]
    public Identifier? LocationId { get; init; }

    [Term("Actual delivery date", "BT-72")]
    public DateOnly? DeliveredOn { get; init; }

    [Term("Deliver to address", "BG-15", Place = EAddress.DeliverTo)]
    public EAddress? Address { get; init; }
}

/// <summary>A period of the whole invoice (BG-14) or of a line (BG-26); both ends count.</summary>
public sealed record EPeriod
{
    internal const int OfLine = 1;

    [Term("period start date", "BT-73", "BT-134")]
    public DateOnly? From { get; init; }

    [Term("period end date", "BT-74", "BT-135")]
    public DateOnly? To { get; init; }
}
