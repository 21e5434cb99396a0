using Trichter.Platform.Language;

namespace Trichter.Customers.Consent.Check;

/// <summary>May we? With the rule that decided.</summary>
/// <param name="Rule">As <c>docs/consent.md</c> numbers them: "R24".</param>
public abstract record ConsentAnswer(string Rule)
{
    /// <summary>Why not, or not yet: the key of a text that names neither day nor person, so that many are counted under it. Null where it is allowed.</summary>
    public string? WhyNot => this switch
    {
        Deny { Rule: "R23" } => new Told("They withdrew their consent or objected.").Key,
        Deny denied => denied.Reason.Key,
        Wait wait => wait.Reason.Key,
        Ask asked => asked.Reason.Key,
        _ => null,
    };

    /// <param name="Texts">What has to be said or written along with it.</param>
    public sealed record Allow(string Rule, MarketingGround Ground, IReadOnlyList<Told> Texts) : ConsentAnswer(Rule);

    /// <summary>A person has to confirm the facts first.</summary>
    public sealed record Ask(string Rule, MarketingGround Ground, Told Reason) : ConsentAnswer(Rule);

    /// <param name="Until">UTC.</param>
    public sealed record Wait(string Rule, DateTime Until, Told Reason) : ConsentAnswer(Rule);

    /// <param name="Help">The cheapest lawful way, or what would have to change.</param>
    public sealed record Deny(string Rule, Told Reason, Told Help) : ConsentAnswer(Rule);
}

/// <summary>What makes the message lawful under the rules of marketing, on top of the ground of Article 6.</summary>
public enum MarketingGround
{
    [Says("express consent")] Express,
    [Says("existing customer, similar goods")] ExistingCustomer,
    [Says("presumed consent of a business")] PresumedB2b,
    [Says("requested by them")] Requested,
    [Says("legitimate interest")] LegitimateInterest,
    [Says("no advertising")] NotAdvertising,
}
