using Trichter.Offers.Amounts;
using Trichter.Offers.Quotes.Edit;
using Trichter.Orders.Intake;

namespace Trichter.Orders.Incoming;

/// <summary>An order as the customer's system wrote it: in UBL 2.1 (Peppol ordering 3 or order-only 3), or over the API.</summary>
public sealed record TheirOrder
{
    public required string Number { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required string Currency { get; init; }
    public string BuyerName { get; init; } = "";
    public string BuyerVat { get; init; } = "";

    /// <summary>The number of the quote it answers; empty where it names none.</summary>
    public string Quote { get; init; } = "";

    /// <summary>The last day on which it is wanted.</summary>
    public DateOnly? WantedOn { get; init; }

    public DeliveryPlace? Delivery { get; init; }
    public string Note { get; init; } = "";

    /// <summary>The whole without tax, as they count it; null where they do not say.</summary>
    public decimal? Net { get; init; }

    /// <summary>They wait for an answer (profile ordering).</summary>
    public bool WantsAnswer { get; init; }

    public required IReadOnlyList<TheirLine> Lines { get; init; }
}

/// <param name="Article">Our number (SellersItemIdentification).</param>
/// <param name="Gtin">Of the item, scheme 0160.</param>
/// <param name="Price">Of <paramref name="Basis"/> units; null where they name none.</param>
/// <param name="Net">Of the line, as they count it.</param>
public sealed record TheirLine(string Id, string Article, string Gtin, string Name, decimal Quantity, string Unit, decimal? Price, decimal Basis, decimal? Net)
{
    /// <summary>The most lines of one order.</summary>
    public const int Most = LineTyped.Most;

    /// <summary>Numbers that can be kept: not too large, with at most six decimals.</summary>
    public static bool CanBeCounted(decimal number) => Math.Abs(number) <= Micros.Most && decimal.Round(number, 6) == number;
}
