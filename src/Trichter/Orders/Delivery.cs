using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Orders;

/// <summary>What was delivered or done on one day, and what the customer says of it (O66, O67).</summary>
public sealed class Delivery : IRecorded, IVersioned, IPartOf
{
    public const int LongestText = 4000;
    public const int BestSatisfaction = 5;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid OrderId { get; init; }
    public required Guid DealId { get; init; }
    public required string Number { get; init; }

    /// <summary>BT-72: the day of supply.</summary>
    public required DateOnly DeliveredOn { get; init; }

    public List<DeliveredItem> Items { get; init; } = [];
    public string Note { get; init; } = "";
    public AcceptanceResult? Result { get; private set; }

    /// <summary>Who of the customer accepted or refused it, and in which role.</summary>
    public string AcceptedBy { get; private set; } = "";

    public DateOnly? AcceptedOn { get; private set; }

    /// <summary>What is wrong, one defect a line.</summary>
    public string Defects { get; private set; } = "";

    /// <summary>1 to 5, as the customer said; null where nobody asked.</summary>
    public int? Satisfaction { get; private set; }

    public DateTime CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsAccepted => Result is AcceptanceResult.Accepted or AcceptanceResult.Reserved;

    public void Answer(AcceptanceResult result, string by, DateOnly on, string defects, int? satisfaction) =>
        (Result, AcceptedBy, AcceptedOn, Defects, Satisfaction) = (result, by, on, defects, satisfaction);
}

/// <param name="LineKey">Of the order.</param>
/// <param name="Serials">Serial numbers, as printed on the delivery note.</param>
public sealed record DeliveredItem(Guid LineKey, decimal Quantity, string Serials);

public enum AcceptanceResult
{
    [Says("accepted as delivered")] Accepted,
    [Says("accepted with defects")] Reserved,
    [Says("refused")] Refused,
}
