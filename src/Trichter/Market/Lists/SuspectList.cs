using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Market.Lists;

/// <summary>Where companies of the universe come from, and what we may do with them (R80, R81, R83).</summary>
public sealed class SuspectList : IRecorded, IVersioned, IRetirable
{
    /// <summary>Months after which what was bought goes, licence or not.</summary>
    public const int LongestMonths = 12;

    public Guid Id { get; init; } = Ids.New();
    public required string Name { get; set; }

    /// <summary>Empty until somebody writes down where it comes from; until then nothing of it can be used.</summary>
    public string Supplier { get; set; } = "";

    public SuspectSource Source { get; set; }
    public DateOnly? AcquiredOn { get; set; }

    /// <summary>Number or place of the contract or licence.</summary>
    public string Contract { get; set; } = "";

    /// <summary>In hundredths of the currency of the workspace; null for not known, which is not 0.</summary>
    public long? Price { get; set; }

    public DateOnly? ExpiresOn { get; set; }

    /// <summary>What the supplier says is the legal ground.</summary>
    public string Ground { get; set; } = "";

    /// <summary>For which channels the licence is. E-mail is none: bought is not consented (R81).</summary>
    public List<ContactChannel> Channels { get; set; } = [];

    /// <summary>Rows left out because the company or its address wants nothing from us (R82); counted, not kept.</summary>
    [NotRecorded] public int Suppressed { get; set; }

    /// <summary>Rows of companies that were in the universe already.</summary>
    [NotRecorded] public int Known { get; set; }

    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    /// <summary>The last day on which it may be used; null for company data from a public source without a licence.</summary>
    public DateOnly? LastDay => Source == SuspectSource.Bought && AcquiredOn is { } from
        ? ExpiresOn is { } until && until < from.AddMonths(LongestMonths) ? until : from.AddMonths(LongestMonths)
        : ExpiresOn;

    public bool IsUsable(DateOnly today) => RetiredAt is null && Supplier.Length > 0 && (LastDay is not { } last || today <= last);

    public void Retire(DateTime at) => RetiredAt ??= at;
}

public enum SuspectSource
{
    [Says("Bought or rented")] Bought,
    [Says("Public register")] Register,
    [Says("Own research")] Own,
    [Says("Fair or association")] Fair,
}
