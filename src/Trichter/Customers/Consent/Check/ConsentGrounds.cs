using Trichter.Platform.Language;

namespace Trichter.Customers.Consent.Check;

/// <summary>What makes it lawful, by channel, country and kind of person (table of section 3; R5, R24, R30, R31, R38, R39).</summary>
internal static class ConsentGrounds
{
    public static ConsentAnswer Of(ConsentFacts facts, ContactPlan plan)
    {
        if (plan.About is { } about && facts.Requests.Any(request => request.About == about && request.At <= facts.Now && facts.Now <= request.OpenUntil))
            return new ConsentAnswer.Allow("R39", MarketingGround.Requested, []);
        if (IsExpress(facts, plan)) return new ConsentAnswer.Allow("R24", MarketingGround.Express, []);

        return plan.Channel switch
        {
            ContactChannel.Post when plan.Purpose.IsAdvertising() => new ConsentAnswer.Allow("R24", MarketingGround.LegitimateInterest, []),
            _ when plan.Channel.IsLikeMail() && plan.Purpose.IsAdvertising() && facts.Country is "DE" or "AT" or "CH" => ExistingCustomer(facts, plan),
            _ when plan.Channel.IsLikeMail() && facts is { Country: "PL", Sales.Count: > 0 } => new ConsentAnswer.Deny("R30", new Told("In Poland being a customer is not enough to be sent advertising; companies have to consent too."), AskThem),
            ContactChannel.Phone when facts is { Country: "DE", IsBusiness: true } => Presumed(facts, plan),
            _ => None(facts, plan),
        };
    }

    private static Told AskThem => new("Send a letter with the way to consent, or ask when they contact us.");

    private static bool IsExpress(ConsentFacts facts, ContactPlan plan) =>
        facts.StateOf(plan.Purpose, plan.Channel) == ConsentState.Confirmed && Last(facts, plan).Proof.Proves(plan.Channel);

    private static ConsentEvent Last(ConsentFacts facts, ContactPlan plan) =>
        facts.Events.Where(its => its.Purpose == plan.Purpose && its.Channel == plan.Channel && its.Action == ConsentAction.Confirmed).OrderBy(its => its.At).ThenBy(its => its.Sequence).Last();

    /// <summary>§7(3) UWG: all four conditions, or none.</summary>
    private static ConsentAnswer ExistingCustomer(ConsentFacts facts, ContactPlan plan)
    {
        if (facts.Sales.Count == 0) return None(facts, plan);
        if (!facts.Sales.Any(sale => sale.Goods.Intersect(plan.Goods, StringComparer.OrdinalIgnoreCase).Any()))
            return new ConsentAnswer.Deny("R30(2)", new Told("What they bought is not of the same kind as what this is about."), AskThem);
        if (facts.Suppressions.Any(its => its.Purpose is null || its.Purpose.Value.IsAdvertising()))
            return new ConsentAnswer.Deny("R30(3)", new Told("They have objected before."), AskThem);
        if (!facts.Events.Any(its => its.Action == ConsentAction.Noticed && its.WordingId is not null && its.At <= facts.Now))
            return new ConsentAnswer.Deny("R30(4)", new Told("When their address was collected they were not told that they may object."), AskThem);

        return new ConsentAnswer.Allow("R30", MarketingGround.ExistingCustomer, []);
    }

    private static ConsentAnswer Presumed(ConsentFacts facts, ContactPlan plan)
    {
        if (facts.Presumed?.Holds(facts.Today) != true) return facts.StateOf(plan.Purpose, plan.Channel) == ConsentState.Confirmed || IsConfirmedByMail(facts)
            ? OnlyTheMailbox
            : new ConsentAnswer.Deny("R31", new Told("There is no concrete sign that they expect this call; that it fits their trade is not enough."), new Told("Note what they said, where and when, or write a letter."));

        return plan.IsPresumptionConfirmed
            ? new ConsentAnswer.Allow("R31", MarketingGround.PresumedB2b, [])
            : new ConsentAnswer.Ask("R31", MarketingGround.PresumedB2b, new Told("{0} ({1}, {2})", facts.Presumed.Fact, facts.Presumed.Source, facts.Presumed.On));
    }

    private static ConsentAnswer.Deny None(ConsentFacts facts, ContactPlan plan)
    {
        if (plan.Channel is ContactChannel.Phone or ContactChannel.AutomaticCall && (facts.StateOf(plan.Purpose, plan.Channel) == ConsentState.Confirmed || IsConfirmedByMail(facts))) return OnlyTheMailbox;

        if (plan.About is { } about && facts.Requests.Any(request => request.About == about))
            return new("R24", new Told("What they asked for is too long ago."), AskThem);

        var state = facts.StateOf(plan.Purpose, plan.Channel);
        return plan is { Purpose: Purpose.Outreach, Channel: ContactChannel.Email }
            ? new("R38", new Told("A first personal sales mail is advertising, also from one's own mailbox."), AskThem)
            : new("R24", state switch
            {
                ConsentState.Requested => new Told("The link in the confirmation mail was not used yet."),
                ConsentState.Claimed => new Told("Somebody else says that they consented; that allows nothing."),
                ConsentState.Expired => new Told("The consent was not used for two years and has to be renewed."),
                _ => new Told("They have not consented to this."),
            }, AskThem);
    }

    private static bool IsConfirmedByMail(ConsentFacts facts) => facts.Events.Any(its => its is { Action: ConsentAction.Confirmed, Proof: ConsentProof.MailLink });

    private static ConsentAnswer.Deny OnlyTheMailbox => new("R5", new Told("Their consent proves the mailbox, not the phone number."), new Told("Have them confirm the number by a code, on paper, or when they call."));
}
