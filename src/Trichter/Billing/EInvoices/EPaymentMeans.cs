namespace Trichter.Billing.EInvoices;

/// <summary>One way to pay (BG-16): by transfer to an account, by card, or by direct debit from an account.</summary>
public sealed record EPaymentMeans
{
    [Term("Payment means type code", "BT-81")]
    public string? Code { get; init; }

    [Term("Payment means text", "BT-82")]
    public string? Text { get; init; }

    [Term("Credit transfer", "BG-17")]
    public EAccount? Account { get; init; }

    [Term("Payment card", "BG-18")]
    public ECard? Card { get; init; }

    [Term("Debited account", "BT-91")]
    public string? DebitedAccount { get; init; }
}

/// <summary>The account to transfer to (BG-17).</summary>
public sealed record EAccount
{
    [Term("Payment account identifier", "BT-84")]
    public string? Id { get; init; }

    [Term("Payment account name", "BT-85")]
    public string? Name { get; init; }

    [Term("Payment service provider", "BT-86")]
    public string? Bank { get; init; }
}

/// <summary>The card something was paid with (BG-18), with its last digits only.</summary>
public sealed record ECard
{
    [Term("Payment card number", "BT-87")]
    public string? Number { get; init; }

    [Term("Payment card holder", "BT-88")]
    public string? Holder { get; init; }
}
