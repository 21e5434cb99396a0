namespace Trichter.Customers.Consent.Check;

/// <summary>What somebody means to do: reach a contact point on a channel for a purpose, about something.</summary>
public sealed record ContactPlan(Purpose Purpose, ContactChannel Channel)
{
    /// <summary>How the message is made; null for a call or a letter by hand, which has no template.</summary>
    public MessageTraits? Template { get; init; }

    /// <summary>The deal, quote or question it is about; null for nothing particular.</summary>
    public Guid? About { get; init; }

    /// <summary>Groups of goods it is about, for §7(3) No. 2 UWG.</summary>
    public IReadOnlyCollection<string> Goods { get; init; } = [];

    public Guid? Campaign { get; init; }

    /// <summary>The user has read the concrete facts of R31 and confirms that they hold for this call.</summary>
    public bool IsPresumptionConfirmed { get; init; }
}

/// <summary>What a template brings along.</summary>
public sealed record MessageTraits
{
    /// <summary>Contract, invoice, reminder, security, answer: it refuses marketing blocks (R22).</summary>
    public bool IsTransactional { get; init; }

    public bool HasMarketing { get; init; }
    public bool HasSender { get; init; } = true;
    public bool HasImprint { get; init; } = true;
    public bool HasReplyAddress { get; init; } = true;
    public bool HasOptOut { get; init; } = true;

    /// <summary>The block of Article 14: who we are, where the address is from, the rights.</summary>
    public bool HasInformation { get; init; }

    public bool IsComplete => HasSender && HasImprint && HasReplyAddress && HasOptOut;
}
