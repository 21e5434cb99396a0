using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Needs;
using Trichter.Deals.Plan;
using Trichter.Deals.Stakeholders;
using Trichter.Ledger;

namespace Trichter.Demo;

/// <summary>What the customers of the sample need, who of them has a say, and how they buy: in full for the first deal, in short for others.</summary>
internal sealed class AddSampleNeeds(Db db, Change change)
{
    public void To(Deal deal, int index, double progress)
    {
        if (index == 0) ToPetry(deal);
        else if (progress > .4) ToOther(deal);
    }

    private void ToPetry(Deal deal)
    {
        Need(deal, "Zwei Bagger stehen am 8. Februar auf der Baustelle", NeedKind.Stated, NeedImportance.High, "Lieferung bis 5. Februar zugesagt", "Klaus Wulf");
        Need(deal, "Werkstatt will den Tiltrotator vor Ort sehen", NeedKind.Stated, NeedImportance.Medium, "Vorführung am 18.", "Klaus Wulf");
        Need(deal, "Kein Stillstand in der Asphaltsaison", NeedKind.Unstated, NeedImportance.High, "24-h-Service, Standort Rostock", null);

        Stakeholder(deal, "Petry", StakeholderRole.Decides, Influence.High, Stance.Unknown, null);
        Stakeholder(deal, "Wulf", StakeholderRole.Champion, Influence.High, Stance.For, 7);
        Stakeholder(deal, "Lüders", StakeholderRole.Buys, Influence.Medium, Stance.Against, 19);
        db.Stakeholders.Add(new Stakeholder { DealId = deal.Id, Name = "Frau Jansen, Werkstatt", Role = StakeholderRole.Uses, Influence = Influence.Low, Stance = Stance.For, SpokenOn = Today(-12), NotedAt = change.Now });

        db.BuyingSteps.Add(new BuyingStep { DealId = deal.Id, Text = "Bauleitung gibt die Ausstattung frei", Due = Today(-6), DoneOn = Today(-7), NotedAt = change.Now });
        db.BuyingSteps.Add(new BuyingStep { DealId = deal.Id, Text = "Bank sagt das Leasing zu", Due = Today(3), NotedAt = change.Now });
        db.BuyingSteps.Add(new BuyingStep { DealId = deal.Id, Text = "Vorstand entscheidet", Due = Today(12), NotedAt = change.Now });
        db.Commitments.Add(new Commitment { DealId = deal.Id, Text = "Referenzbesuch Kieswerk Lüders", By = CommitmentSide.Us, State = CommitmentState.Given, AskedAt = change.Now.AddDays(-5), Due = Today(5) });
    }

    private void ToOther(Deal deal)
    {
        Need(deal, "Maschine zum Saisonbeginn einsatzbereit", NeedKind.Stated, NeedImportance.High, "", null);
        if (Person(deal, null) is { } person)
            db.Stakeholders.Add(new Stakeholder { DealId = deal.Id, PersonId = person.Id, Role = StakeholderRole.Decides, Influence = Influence.High, Stance = Stance.Neutral, SpokenOn = Today(-9), NotedAt = change.Now });
    }

    private void Need(Deal deal, string text, NeedKind kind, NeedImportance importance, string metBy, string? confirmedBy)
    {
        var need = new Need { DealId = deal.Id, Text = text, Kind = kind, Importance = importance, MetBy = metBy, NotedAt = change.Now.AddDays(-20) };
        if (confirmedBy is not null) need.Confirm(confirmedBy, ConfirmedHow.Meeting, change.Now.AddDays(-7), deal.OwnerId);
        db.Needs.Add(need);
    }

    private void Stakeholder(Deal deal, string lastName, StakeholderRole role, Influence influence, Stance stance, int? spokenDaysAgo)
    {
        if (Person(deal, lastName) is not { } person) return;
        db.Stakeholders.Add(new Stakeholder { DealId = deal.Id, PersonId = person.Id, Role = role, Influence = influence, Stance = stance, SpokenOn = spokenDaysAgo is { } days ? Today(-days) : null, NotedAt = change.Now });
    }

    private Person? Person(Deal deal, string? lastName) => db.People.Local.FirstOrDefault(person =>
        (lastName is null || person.LastName == lastName) && person.Employments.Any(work => work.CompanyId == deal.CompanyId));

    private DateOnly Today(int days) => DateOnly.FromDateTime(change.Now).AddDays(days);
}
