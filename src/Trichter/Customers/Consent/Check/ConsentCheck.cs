using Trichter.Platform.Language;

namespace Trichter.Customers.Consent.Check;

/// <summary>Decides whether somebody may be written to or called now. The first rule that applies decides (R20 to R39); the same for one and for ten thousand.</summary>
public static class ConsentCheck
{
    /// <summary>Article 14 asks to inform within a month of collecting the data.</summary>
    public const int InformMonths = 1;

    private const int AdultAt = 16;

    public static ConsentAnswer Judge(ConsentFacts facts, ContactPlan plan) =>
        Excluded(facts)
        ?? Unreachable(facts)
        ?? NotAdvertising(plan)
        ?? Suppressed(facts, plan)
        ?? Lawful(ConsentGrounds.Of(facts, plan), facts, plan);

    private static ConsentAnswer Lawful(ConsentAnswer ground, ConsentFacts facts, ContactPlan plan) => ground switch
    {
        ConsentAnswer.Allow { Ground: MarketingGround.Requested } => QuietTime.Judge(facts, plan) ?? ground,
        ConsentAnswer.Allow lawful => (ConsentAnswer?)Unbalanced(facts) ?? Uninformed(facts, plan) ?? Incomplete(plan) ?? Pressure.Judge(facts, plan) ?? QuietTime.Judge(facts, plan) ?? WithTexts(lawful, facts, plan),
        _ => ground,
    };

    private static ConsentAnswer.Deny? Excluded(ConsentFacts facts)
    {
        if (facts.IsErased) return new("R20", new Told("This person was erased."), new Told("Nothing: they have to come to us."));
        if (facts.IsRestricted) return new("R20", new Told("The data of this person are restricted: stored, and not used."), new Told("Lift the restriction after telling the person."));
        if (facts.IsDeceased) return new("R20", new Told("This person has died."), new Told("Write to their company."));
        if (facts.BornOn is { } born && born.AddYears(AdultAt) > facts.Today) return new("R20", new Told("This person is younger than 16."), new Told("Ask their parents."));
        return facts.LicensedUntil < facts.Today ? new("R83", new Told("The licence of the bought address ended on {0}.", facts.LicensedUntil), new Told("Buy it anew, or wait until they come to us.")) : null;
    }

    private static ConsentAnswer? Unreachable(ConsentFacts facts)
    {
        if (facts.IsInvalid) return new ConsentAnswer.Deny("R21", new Told("Mails to this address come back for good."), new Told("Ask for the new address; it begins without any consent."));
        return facts.HoldUntil > facts.Now ? new ConsentAnswer.Wait("R34", facts.HoldUntil.Value, new Told("Mails came back several times; the address rests for a week.")) : null;
    }

    private static ConsentAnswer? NotAdvertising(ContactPlan plan)
    {
        if (plan.Purpose != Purpose.Contract && plan.Template?.IsTransactional != true) return null;
        return plan.Template is { HasMarketing: true }
            ? new ConsentAnswer.Deny("R22", new Told("Advertising has no place in a message about the contract; \"rate us\" is advertising too."), new Told("Take the block out, or send it as advertising of its own."))
            : new ConsentAnswer.Allow("R22", MarketingGround.NotAdvertising, []);
    }

    private static ConsentAnswer.Deny? Suppressed(ConsentFacts facts, ContactPlan plan)
    {
        var help = new Told("Only the person can change that, by confirming anew.");
        if (facts.Suppressions.Where(its => its.Stops(plan.Purpose, plan.Channel, facts.Events)).OrderBy(its => its.Since).FirstOrDefault() is { } suppressed)
            return new("R23", new Told("{0} on {1}.", suppressed.Reason, DateOnly.FromDateTime(suppressed.Since)), help);

        return facts.StateOf(plan.Purpose, plan.Channel) is ConsentState.Withdrawn or ConsentState.Objected
            ? new("R23", new Told("They withdrew their consent or objected."), help) : null;
    }

    private static ConsentAnswer.Deny? Unbalanced(ConsentFacts facts) => facts.Origin != DataOrigin.Public || facts.IsBalanced ? null
        : new("R84", new Told("Their data were collected in public, and nobody wrote down why our interest outweighs theirs."), new Told("Write it down on the page of their consent, or ask them first."));

    private static ConsentAnswer.Deny? Uninformed(ConsentFacts facts, ContactPlan plan)
    {
        if (facts.Origin == DataOrigin.Person || facts.InformedAt is not null || plan.Channel == ContactChannel.Phone || plan.Template is { HasInformation: true }) return null;

        var help = new Told("Add the block that says who we are, where the address comes from and which rights they have.");
        return facts.CollectedOn is { } collected && collected.AddMonths(InformMonths) < facts.Today
            ? new ConsentAnswer.Deny("R25", new Told("They should have been told by {0} where we have their address from.", collected.AddMonths(InformMonths)), help)
            : new ConsentAnswer.Deny("R25", new Told("The first message to an address they did not give us has to say where it comes from."), help);
    }

    private static ConsentAnswer.Deny? Incomplete(ContactPlan plan) => plan.Template is not { IsComplete: false } ? null
        : new ConsentAnswer.Deny("R26", new Told("The message lacks the sender, the imprint, an address for replies or the way out."), new Told("Complete the template."));

    private static ConsentAnswer.Allow WithTexts(ConsentAnswer.Allow lawful, ConsentFacts facts, ContactPlan plan) => lawful with
    {
        Texts =
        [
            .. plan.Channel == ContactChannel.Phone ? [new Told("Say first who calls and what for; offer \"no more calls\".")] : Array.Empty<Told>(),
            .. lawful.Ground == MarketingGround.ExistingCustomer ? [new Told("Say that they may object at any time, at no cost beyond the basic rate.")] : Array.Empty<Told>(),
            .. facts.Origin != DataOrigin.Person && facts.InformedAt is null ? [new Told("Say where the address comes from and which rights they have.")] : Array.Empty<Told>(),
        ],
    };
}
