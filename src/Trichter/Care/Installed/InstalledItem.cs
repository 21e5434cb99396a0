using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Care.Installed;

/// <summary>A machine or another thing that stands at a customer, whether we sold it or somebody else did (O68).</summary>
public sealed class InstalledItem : IRecorded, IVersioned, IPartOf, IRetirable
{
    public const int LongestName = 300;
    public const int LongestText = 2000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid CompanyId { get; set; }

    /// <summary>The deal it was sold with; null for what was bought elsewhere.</summary>
    public Guid? DealId { get; init; }

    /// <summary>The delivery it came with; null for what was entered by hand.</summary>
    public Guid? DeliveryId { get; init; }

    public Guid? ProductId { get; set; }
    public required string Name { get; set; }
    public string Serial { get; set; } = "";

    /// <summary>How many of it, where none has a serial number of its own.</summary>
    public decimal Quantity { get; set; } = 1;

    /// <summary>Where it stands.</summary>
    public string Site { get; set; } = "";

    /// <summary>The day on which the customer accepted it, or bought it elsewhere.</summary>
    public DateOnly? AcceptedOn { get; set; }

    public DateOnly? WarrantyUntil { get; set; }

    /// <summary>The number of the service contract; empty for none.</summary>
    public string Contract { get; set; } = "";

    /// <summary>Who sold it, where it was not us; empty for our own sales.</summary>
    public string SoldBy { get; set; } = "";

    /// <summary>What was paid for one, in minor units; null where it is not known.</summary>
    public long? PriceMinor { get; init; }

    public string Currency { get; init; } = "";
    public string Note { get; set; } = "";
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public Guid PartOf => CompanyId;
    public bool IsOurs => DealId is not null;

    public Told WarrantyOn(DateOnly day) => WarrantyUntil switch
    {
        null => new Told("warranty not known"),
        { } until when until < day => new Told("warranty ended on {0}", until),
        { } until => new Told("warranty until {0}", until),
    };

    public void Retire(DateTime at) => RetiredAt = at;

    public void BringBack() => RetiredAt = null;
}
