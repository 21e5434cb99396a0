using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;

namespace Trichter.Tests.Customers.Consent;

/// <summary>The cases C1 to C23 of the consent rules, each as a salesperson would ask it.</summary>
public sealed class ConsentCasesTests
{
    private static readonly DateTime FirstOfNovember = new(2027, 11, 1, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime SecondOfNovember = new(2027, 11, 2, 8, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, (Situation Situation, string Expected)> Cases = new()
    {
        ["C1 a newsletter to a managing director whose address stands in the imprint"] =
            (Situation.Business("DE").Knowing(facts => facts with { Origin = DataOrigin.Public }), "deny R24"),
        ["C2 spare parts for the machine they bought in March, noticed at the order"] =
            (Situation.Business("DE").Bought("pumps").Noticed().For(Purpose.ProductNews, ContactChannel.Email).Planning(plan => plan with { Goods = ["pumps"] }), "allow ExistingCustomer"),
        ["C3 the same without the notice"] =
            (Situation.Business("DE").Bought("pumps").For(Purpose.ProductNews, ContactChannel.Email).Planning(plan => plan with { Goods = ["pumps"] }), "deny R30(4)"),
        ["C4 the same about something else"] =
            (Situation.Business("DE").Bought("pumps").Noticed().For(Purpose.ProductNews, ContactChannel.Email).Planning(plan => plan with { Goods = ["cleaning"] }), "deny R30(2)"),
        ["C5 the same in Poland"] =
            (Situation.Business("PL").Bought("pumps").Noticed().For(Purpose.ProductNews, ContactChannel.Email).Planning(plan => plan with { Goods = ["pumps"] }), "deny R30"),
        ["C6 a consumer who ticked the box and confirmed three months ago"] =
            (Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 3), "allow Express"),
        ["C7 the same, but only a scanner opened the link"] =
            (Situation.Consumer("DE").With(ConsentAction.Requested, Purpose.Newsletter, ContactChannel.Email, ConsentProof.WebForm, Situation.Now.AddMonths(-3)), "deny R24"),
        ["C8 calling on the strength of a confirmed mailbox"] =
            (Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 3).For(Purpose.Outreach, ContactChannel.Phone), "deny R5"),
        ["C9 a plant manager who asked at a fair three weeks ago to be called about pump P1"] =
            (Situation.Business("DE").ToldUs("Asked to be called about P1 for the second line", 21).For(Purpose.Outreach, ContactChannel.Phone), "ask PresumedB2b"),
        ["C10 a plumber from a directory, about software"] =
            (Situation.Business("DE").For(Purpose.Outreach, ContactChannel.Phone), "deny R31"),
        ["C11 objected to letters in 2024 and is on a list that was bought"] =
            (Situation.Business("DE").Suppressed(SuppressionReason.Objected, new(2024, 5, 2, 0, 0, 0, DateTimeKind.Utc), channel: ContactChannel.Post).For(Purpose.Newsletter, ContactChannel.Post), "deny R23"),
        ["C12 an invoice to a customer who unsubscribed"] =
            (Situation.Business("DE").Suppressed(SuppressionReason.Unsubscribed, Situation.Now.AddDays(-9)).For(Purpose.Contract, ContactChannel.Email).Planning(plan => plan with { Template = new() { IsTransactional = true } }), "allow NotAdvertising"),
        ["C13 the same with \"please rate us\""] =
            (Situation.Business("DE").Suppressed(SuppressionReason.Unsubscribed, Situation.Now.AddDays(-9)).For(Purpose.Contract, ContactChannel.Email).Planning(plan => plan with { Template = new() { IsTransactional = true, HasMarketing = true } }), "deny R22"),
        ["C14 the fourth newsletter in 30 days went out yesterday"] =
            (Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 3).Reached(ContactChannel.Email, 1, 8, 15, 22), "wait 2026-12-04 09:30"),
        ["C15 a lawful call to Munich on All Saints' Day"] =
            (LawfulCall("DE-BY"), $"wait {SecondOfNovember:yyyy-MM-dd HH:mm}"),
        ["C15 the same to Bremen"] = (LawfulCall("DE-HB"), "allow PresumedB2b"),
        ["C16 a letter without the information to an address bought 40 days ago"] =
            (Situation.Business("DE").Knowing(facts => facts with { Origin = DataOrigin.Bought, CollectedOn = facts.Today.AddDays(-40) }).For(Purpose.Newsletter, ContactChannel.Post), "deny R25"),
        ["C17 withdrawn half a minute before the queue sends"] =
            (Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 3).With(ConsentAction.Withdrawn, Purpose.Newsletter, ContactChannel.Email, ConsentProof.OneClick, Situation.Now.AddSeconds(-30)), "deny R23"),
        ["C18 the answer to their question for a price"] =
            (Situation.Business("DE").Asked(Situation.Now.AddDays(-1), Situation.Now.AddDays(29)).For(Purpose.Outreach, ContactChannel.Email).Planning(plan => plan with { About = Situation.Quote }), "allow Requested"),
        ["C19 a first personal mail from the seller's own mailbox"] =
            (Situation.Business("DE").For(Purpose.Outreach, ContactChannel.Email), "deny R38"),
        ["C20 reminding of the quote they asked for, ten days after it lapsed"] =
            (LapsedQuote(daysAgo: 10), "allow Requested"),
        ["C20 the same after four months"] = (LapsedQuote(daysAgo: 120), "deny R24"),
        ["C21 an address that came back with 5.1.1"] =
            (Situation.Consumer("DE").Confirmed(Purpose.Newsletter, 3).Knowing(facts => facts with { IsInvalid = true }), "deny R21"),
        ["C21 the new address they gave by phone"] = (Situation.Consumer("DE"), "deny R24"),
        ["C22 unsubscribed from the newsletter only, invited to an event"] =
            (Situation.Consumer("DE").Confirmed(Purpose.Event, 3).With(ConsentAction.Withdrawn, Purpose.Newsletter, ContactChannel.Email, ConsentProof.OneClick, Situation.Now.AddDays(-9))
                .Suppressed(SuppressionReason.Unsubscribed, Situation.Now.AddDays(-9), Purpose.Newsletter, ContactChannel.Email).For(Purpose.Event, ContactChannel.Email), "allow Express"),
        ["C23 wanted no advertising at all, then ordered"] =
            (Situation.Business("DE").Suppressed(SuppressionReason.Objected, Situation.Now.AddMonths(-10)).Bought("pumps").Noticed().For(Purpose.ProductNews, ContactChannel.Email).Planning(plan => plan with { Goods = ["pumps"] }), "deny R23"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Each_case_is_answered_as_the_law_is_read(string name)
    {
        var (situation, expected) = Cases[name];

        Assert.Equal(expected, situation.Judge() switch
        {
            ConsentAnswer.Allow allowed => $"allow {allowed.Ground}",
            ConsentAnswer.Ask asked => $"ask {asked.Ground}",
            ConsentAnswer.Wait wait => $"wait {wait.Until:yyyy-MM-dd HH:mm}",
            var denied => $"deny {denied.Rule}",
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void R37_every_answer_names_its_rule_and_every_no_the_cheapest_lawful_way(string name)
    {
        var answer = Cases[name].Situation.Judge();

        Assert.Matches(@"^R\d+", answer.Rule);
        if (answer is ConsentAnswer.Deny denied) Assert.NotEmpty(denied.Help.Key);
    }

    private static Situation LawfulCall(string region) =>
        Situation.Business("DE").At(FirstOfNovember)
            .Knowing(facts => facts with { Region = region, Presumed = new("Asked before", "Asked to be called about P1 for the second line", "Visit", new(2027, 10, 20), "Pump P1") })
            .For(Purpose.Outreach, ContactChannel.Phone).Planning(plan => plan with { IsPresumptionConfirmed = true });

    private static Situation LapsedQuote(int daysAgo) =>
        Situation.Business("DE").Asked(Situation.Now.AddDays(-daysAgo - 30), Situation.Now.AddDays(30 - daysAgo)).For(Purpose.Outreach, ContactChannel.Email).Planning(plan => plan with { About = Situation.Quote });
}
