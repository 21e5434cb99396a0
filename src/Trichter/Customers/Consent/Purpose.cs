using Trichter.Platform.Language;

namespace Trichter.Customers.Consent;

/// <summary>What a contact point may be used for. Consent is asked and kept for each one apart (R1, R4).</summary>
public enum Purpose
{
    [Says("Newsletter")] Newsletter,
    [Says("News about products")] ProductNews,
    [Says("Invitations to events")] Event,

    /// <summary>Surveys and "rate us" are advertising, even inside an invoice mail (R22).</summary>
    [Says("Surveys")] Survey,

    /// <summary>A personal sales contact, written or by phone (R38).</summary>
    [Says("Personal sales contact")] Outreach,
    [Says("Measuring in mails")] TrackingEmail,
    [Says("Measuring on web pages")] TrackingWeb,
    [Says("Profiling")] Profiling,
    [Says("Audiences for advertisements")] AdAudience,
    [Says("Being named as a reference")] Reference,

    /// <summary>Contract, invoice, reminder, security, an answer to their question: no advertising.</summary>
    [Says("Running the contract")] Contract,
}

/// <summary>The way on which somebody is reached.</summary>
public enum ContactChannel
{
    [Says("E-mail")] Email,
    [Says("Phone")] Phone,
    [Says("Text message or messenger")] Messenger,
    [Says("Message in a social network")] Social,
    [Says("Automatic call")] AutomaticCall,
    [Says("Fax")] Fax,
    [Says("Letter by post")] Post,
    [Says("Upload to an advertising platform")] AdPlatform,
}

public static class Purposes
{
    public static bool IsAdvertising(this Purpose purpose) => purpose is not (Purpose.Contract or Purpose.TrackingEmail or Purpose.TrackingWeb or Purpose.Profiling or Purpose.Reference);

    /// <summary>Those that a person chooses by themselves on the page of their choices.</summary>
    public static readonly IReadOnlyList<Purpose> ForPeople = [Purpose.Newsletter, Purpose.ProductNews, Purpose.Event, Purpose.Survey];

    /// <summary>E-mail and what the law treats like it.</summary>
    public static bool IsLikeMail(this ContactChannel channel) => channel is ContactChannel.Email or ContactChannel.Messenger or ContactChannel.Social;
}
