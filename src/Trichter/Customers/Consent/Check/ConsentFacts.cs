namespace Trichter.Customers.Consent.Check;

/// <summary>All that is known about a person and one of their contact points when the question is asked.</summary>
public sealed record ConsentFacts
{
    /// <summary>UTC.</summary>
    public required DateTime Now { get; init; }

    public PersonKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2; empty counts as the stricter rule.</summary>
    public string Country { get; init; } = "";

    /// <summary>Whose holidays count; empty for not known.</summary>
    public string Region { get; init; } = "";

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    public bool IsErased { get; init; }
    public bool IsRestricted { get; init; }
    public bool IsDeceased { get; init; }
    public DateOnly? BornOn { get; init; }
    public bool IsInvalid { get; init; }
    public DateTime? HoldUntil { get; init; }

    /// <summary>Of this contact point, for all purposes and channels.</summary>
    public IReadOnlyList<ConsentEvent> Events { get; init; } = [];

    /// <summary>Those that cover the point or the person, ended ones too.</summary>
    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    public IReadOnlyList<Sale> Sales { get; init; } = [];
    public IReadOnlyList<OpenRequest> Requests { get; init; } = [];
    public PresumedInterest? Presumed { get; init; }
    public DataOrigin Origin { get; init; }

    /// <summary>That our interest outweighs theirs is written down; asked for where the data were collected in public (R84).</summary>
    public bool IsBalanced { get; init; }

    public DateOnly? CollectedOn { get; init; }
    public DateOnly? LicensedUntil { get; init; }
    public DateTime? InformedAt { get; init; }

    /// <summary>What reached the person before, on any channel.</summary>
    public IReadOnlyList<PastContact> Past { get; init; } = [];

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(Now, Zone));

    /// <summary>Unknown counts as consumer.</summary>
    public bool IsBusiness => Kind == PersonKind.Business;

    public ConsentState StateOf(Purpose purpose, ContactChannel channel) => ConsentStates.Of(
        Events.Where(its => its.Purpose == purpose && its.Channel == channel), Now,
        Past.Where(its => its.Channel == channel).Select(its => (DateTime?)its.At).Max());
}

/// <summary>Something they bought: an order or an invoice exists.</summary>
/// <param name="Goods">Groups of what was sold.</param>
public sealed record Sale(DateTime At, IReadOnlyCollection<string> Goods);

/// <summary>Something they asked us for.</summary>
/// <param name="About">Deal or quote.</param>
/// <param name="OpenUntil">Their question is answered within its scope until then: a quote until 30 days after its last day (R39).</param>
public sealed record OpenRequest(Guid About, DateTime At, DateTime OpenUntil);

/// <summary>Concrete facts for expecting that a business welcomes this call about this offer (R31).</summary>
public sealed record PresumedInterest(string Reason, string Fact, string Source, DateOnly On, string Product)
{
    public const int ShortestFact = 30;
    public const int FreshMonths = 6;

    public bool Holds(DateOnly today) => Fact.Trim().Length >= ShortestFact && On <= today && On >= today.AddMonths(-FreshMonths) && Product.Length > 0 && Source.Length > 0 && Reason.Length > 0;
}

public sealed record PastContact(DateTime At, ContactChannel Channel, bool IsAdvertising, Guid? Campaign = null);
