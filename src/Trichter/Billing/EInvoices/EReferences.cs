namespace Trichter.Billing.EInvoices;

/// <summary>What an invoice refers to: numbers that the buyer needs to find his way.</summary>
public sealed record EReferences
{
    [Term("Buyer reference", "BT-10")]
    public string? Buyer { get; init; }

    [Term("Project reference", "BT-11")]
    public string? Project { get; init; }

    [Term("Contract reference", "BT-12")]
    public string? Contract { get; init; }

    [Term("Purchase order reference", "BT-13")]
    public string? Order { get; init; }

    [Term("Sales order reference", "BT-14")]
    public string? SalesOrder { get; init; }

    [Term("Receiving advice reference", "BT-15")]
    public string? Receipt { get; init; }

    [Term("Despatch advice reference", "BT-16")]
    public string? DeliveryNote { get; init; }

    [Term("Tender or lot reference", "BT-17")]
    public string? Tender { get; init; }

    [Term("Invoiced object", "BT-18")]
    public Identifier? Billed { get; init; }

    [Term("Buyer accounting reference", "BT-19")]
    public string? Account { get; init; }
}

/// <summary>An identifier, in a scheme that says who gave it, and for classifications the version of the scheme.</summary>
public sealed record Identifier(string? Value, string? Scheme = null, string? Version = null)
{
    public override string ToString() => Scheme is null ? $"{Value}" : $"{Value} ({Scheme})";
}

/// <summary>A note with the subject it is about (BT-21, BT-22).</summary>
public sealed record ENote
{
    [Term("Note subject code", "BT-21")]
    public string? Subject { get; init; }

    [Term("Note", "BT-22")]
    public string? Text { get; init; }
}

/// <summary>An earlier invoice this one corrects or continues.</summary>
public sealed record EPrecedingInvoice
{
    [Term("Preceding invoice number", "BT-25")]
    public string? Number { get; init; }

    [Term("Preceding invoice date", "BT-26")]
    public DateOnly? IssuedOn { get; init; }
}

/// <summary>A document that comes with the invoice: its bytes, or where they are.</summary>
public sealed record EAttachment
{
    [Term("Supporting document reference", "BT-122")]
    public string? Number { get; init; }

    [Term("Supporting document description", "BT-123")]
    public string? Description { get; init; }

    [Term("External document location", "BT-124")]
    public string? Location { get; init; }

    [Term("Attached document", "BT-125")]
    public Several<byte>? Content { get; init; }

    [Term("Attached document media type", "BT-125-1")]
    public string? MediaType { get; init; }

    [Term("Attached document file name", "BT-125-2")]
    public string? FileName { get; init; }
}
