using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;

namespace Trichter.Tests.Customers.Consent;

/// <summary>Somebody at Petry, and what was agreed with them: built up as a salesperson would tell it.</summary>
internal sealed record Situation
{
    public static readonly DateTime Now = new(2026, 11, 26, 9, 30, 0, DateTimeKind.Utc);
    public static readonly Guid Quote = Guid.CreateVersion7();

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public ConsentFacts Facts { get; private init; } = new() { Now = Now, Zone = Berlin, Country = "DE" };
    public ContactPlan Plan { get; private init; } = new(Purpose.Newsletter, ContactChannel.Email) { Template = new MessageTraits() };

    public static Situation Consumer(string country) => new() { Facts = new() { Now = Now, Zone = Berlin, Country = country, Kind = PersonKind.Consumer } };

    public static Situation Business(string country) => new() { Facts = new() { Now = Now, Zone = Berlin, Country = country, Kind = PersonKind.Business } };

    public Situation Knowing(Func<ConsentFacts, ConsentFacts> more) => this with { Facts = more(Facts) };

    public Situation At(DateTime utc) => Knowing(facts => facts with { Now = utc });

    public Situation Bought(string goods, int monthsAgo = 8) => Knowing(facts => facts with { Sales = [.. facts.Sales, new Sale(Now.AddMonths(-monthsAgo), [goods])] });

    public Situation Noticed() => With(ConsentAction.Noticed, Purpose.ProductNews, ContactChannel.Email, ConsentProof.WebForm, Now.AddMonths(-8));

    public Situation Confirmed(Purpose purpose, int monthsAgo, ContactChannel channel = ContactChannel.Email, ConsentProof proof = ConsentProof.MailLink) =>
        With(ConsentAction.Confirmed, purpose, channel, proof, Now.AddMonths(-monthsAgo));

    public Situation With(ConsentAction action, Purpose purpose, ContactChannel channel, ConsentProof proof, DateTime at, bool hasWording = true) => Knowing(facts => facts with
    {
        Events =
        [
            .. facts.Events,
            new ConsentEvent { PointKey = "jan", Point = "jan@petry.example", Purpose = purpose, Channel = channel, Action = action, Proof = proof, At = at, Sequence = facts.Events.Count + 1, WordingId = hasWording ? Guid.CreateVersion7() : null },
        ],
    });

    public Situation Suppressed(SuppressionReason reason, DateTime since, Purpose? purpose = null, ContactChannel? channel = null) => Knowing(facts => facts with
    {
        Suppressions = [.. facts.Suppressions, new Suppression { Key = "jan", Reason = reason, Since = since, Purpose = purpose, Channel = channel }],
    });

    public Situation Asked(DateTime at, DateTime openUntil) => Knowing(facts => facts with { Requests = [new OpenRequest(Quote, at, openUntil)] });

    public Situation ToldUs(string fact, int daysAgo) => Knowing(facts => facts with
    {
        Presumed = new PresumedInterest("Asked before", fact, "Hannover fair, stand B12", DateOnly.FromDateTime(Now.AddDays(-daysAgo)), "Pump P1"),
    });

    public Situation Reached(ContactChannel channel, params double[] daysAgo) => Knowing(facts => facts with
    {
        Past = [.. facts.Past, .. daysAgo.Select(days => new PastContact(Now.AddDays(-days), channel, IsAdvertising: true))],
    });

    public Situation For(Purpose purpose, ContactChannel channel) => this with { Plan = Plan with { Purpose = purpose, Channel = channel, Template = channel == ContactChannel.Phone ? null : new MessageTraits() } };

    public Situation Planning(Func<ContactPlan, ContactPlan> more) => this with { Plan = more(Plan) };

    public ConsentAnswer Judge() => ConsentCheck.Judge(Facts, Plan);
}
