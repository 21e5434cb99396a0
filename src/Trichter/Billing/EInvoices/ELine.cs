namespace Trichter.Billing.EInvoices;

/// <summary>A line of an invoice (BG-25), with its price (BG-29), VAT (BG-30) and item (BG-31).</summary>
public sealed record ELine
{
    [Term("Line identifier", "BT-126")]
    public string? Number { get; init; }

    [Term("Line note", "BT-127")]
    public string? Note { get; init; }

    [Term("Line object", "BT-128")]
    public Identifier? Billed { get; init; }

    [Term("Invoiced quantity", "BT-129")]
    public decimal? Quantity { get; init; }

    [Term("Unit of measure", "BT-130")]
    public string? Unit { get; init; }

    [Term("Line net amount", "BT-131")]
    public decimal? Net { get; init; }

    [Term("Order line reference", "BT-132")]
    public string? OrderLine { get; init; }

    [Term("Line accounting reference", "BT-133")]
    public string? Account { get; init; }

    [Term("Line period", "BG-26", Place = EPeriod.OfLine)]
    public EPeriod? Period { get; init; }

    [Term("Line allowance", "BG-27", Place = EAllowance.LineAllowance)]
    public Several<EAllowance> Allowances { get; init; } = [];

    [Term("Line charge", "BG-28", Place = EAllowance.LineCharge)]
    public Several<EAllowance> Charges { get; init; } = [];

    [Term("Item net price", "BT-146")]
    public decimal? Price { get; init; }

    [Term("Item price discount", "BT-147", ZeroIsNothing = true)]
    public decimal? PriceDiscount { get; init; }

    [Term("Item gross price", "BT-148")]
    public decimal? GrossPrice { get; init; }

    [Term("Price base quantity", "BT-149")]
    public decimal? BaseQuantity { get; init; }

    [Term("Price base quantity unit", "BT-150")]
    public string? BaseUnit { get; init; }

    [Term("Line VAT category", "BT-151")]
    public string? VatCategory { get; init; }

    [Term("Line VAT rate", "BT-152")]
    public decimal? VatRate { get; init; }

    [Term("Item name", "BT-153")]
    public string? Name { get; init; }

    [Term("Item description", "BT-154")]
    public string? Description { get; init; }

    [Term("Seller's item identifier", "BT-155")]
    public string? SellerItemId { get; init; }

    [Term("Buyer's item identifier", "BT-156")]
    public string? BuyerItemId { get; init; }

    [Term("Standard item identifier", "BT-157")]
    public Identifier? StandardItemId { get; init; }

    [Term("Item classification", "BT-158")]
    public Several<Identifier> Classifications { get; init; } = [];

    [Term("Country of origin", "BT-159")]
    public string? Origin { get; init; }

    [Term("Item attribute", "BG-32")]
    public Several<EProperty> Properties { get; init; } = [];
}

/// <summary>A property of an item, as its colour (BG-32).</summary>
public sealed record EProperty
{
    [Term("Item attribute name", "BT-160")]
    public string? Name { get; init; }

    [Term("Item attribute value", "BT-161")]
    public string? Value { get; init; }
}
