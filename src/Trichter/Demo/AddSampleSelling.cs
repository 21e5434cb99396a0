using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Competitors;
using Trichter.Offers.Objections;
using Trichter.Offers.Proofs;
using Trichter.Offers.Trials;
using Trichter.Platform.Language;

namespace Trichter.Demo;

/// <summary>What the customers of the sample doubt, what answers them, and who else they ask.</summary>
internal sealed class AddSampleSelling(Db db, Change change)
{
    private const string Rival = "Baltmaschinen";

    public void ToWorkspace()
    {
        db.Competitors.Add(new Competitor
        {
            Name = Rival,
            Strengths = "Günstiger Einstiegspreis, kurze Lieferzeit ab Lager",
            Weaknesses = "Kein eigener Service nördlich von Hamburg, Ersatzteile aus Übersee",
            Reply = "Nach der Zeit bis zum Techniker fragen und einen Tag Stillstand beziffern.",
        });
        var customer = db.Companies.Local.Skip(1).FirstOrDefault();
        Prove("Kieswerk spart einen Tag im Monat", ProofKind.Story, "Im Kieswerk steht der Radlader nach der Umstellung einen Tag im Monat weniger.", customer?.Id, ProofUse.Allowed, "no-trust", "present-supplier");
        Prove("14 % weniger Kraftstoff", ProofKind.Figure, "Auf 2 000 Betriebsstunden gemessen: 14 % weniger Kraftstoff als die Vorgängerin.", null, ProofUse.Allowed, "price-too-high", "competitor-cheaper");
        Prove("Interner Servicevergleich", ProofKind.Figure, "Zeit bis zum Techniker, nach Postleitzahl.", null, ProofUse.Internal, "competitor-cheaper");
    }

    public void To(Deal deal, int index)
    {
        if (index == 0) ToPetry(deal);
        else if (index == 3) Object(deal, "no-time", "Vor der Saison kommen wir nicht dazu.", null);
        else if (index == 7) Answered(deal, "no-trust", "Mit Ihnen haben wir noch nie gearbeitet.");
    }

    private void ToPetry(Deal deal)
    {
        var offer = new CompetitorOffer { DealId = deal.Id, CompetitorId = db.Competitors.Local.Single(its => its.Name == Rival).Id, PriceMinor = 389_000_00, Currency = deal.Currency, Source = "Angebot, das der Einkauf zeigte", SeenOn = Today(-4), NotedBy = deal.OwnerId, NotedAt = change.Now.AddDays(-4) };
        db.CompetitorOffers.Add(offer);
        Object(deal, "competitor-cheaper", "Die anderen liegen gut zwanzigtausend darunter.", offer);
        Answered(deal, "something-missing", "Der Tiltrotator steht nicht im Angebot.");

        var trial = new Trial { DealId = deal.Id, Text = "Tiltrotator auf der Baustelle", Goal = "Ein Drittel weniger Umsetzen", StartsOn = Today(-10), NotedAt = change.Now.AddDays(-11) };
        trial.Last(14);
        db.Trials.Add(trial);
    }

    private Objection? Object(Deal deal, string kind, string words, CompetitorOffer? offer)
    {
        if (db.ObjectionKinds.Local.FirstOrDefault(its => its.Key == kind) is not { } its) return null;
        var objection = new Objection { DealId = deal.Id, KindId = its.Id, Words = words, CompetitorOfferId = offer?.Id, NotedBy = deal.OwnerId, NotedAt = change.Now.AddDays(-4) };
        db.Objections.Add(objection);
        return objection;
    }

    private void Answered(Deal deal, string kind, string words)
    {
        if (Object(deal, kind, words, null) is not { } objection) return;

        var its = db.ObjectionKinds.Local.First(other => other.Id == objection.KindId);
        objection.Answer(ObjectionState.Resolved, change.Now.AddDays(-2));
        db.ObjectionReplies.Add(new ObjectionReply
        {
            DealId = deal.Id,
            ObjectionId = objection.Id,
            KindId = its.Id,
            AnswerKey = its.Answers[0].Key,
            Tone = its.Answers[0].Tone,
            Text = its.Answers[0].Text.De,
            Result = ObjectionState.Resolved,
            RepliedBy = deal.OwnerId,
            RepliedAt = change.Now.AddDays(-2),
        });
    }

    private void Prove(string name, ProofKind kind, string text, Guid? company, ProofUse use, params string[] against)
    {
        var proof = new ProofPoint { Name = name, Kind = kind, Text = new Localized("", text, ""), CompanyId = company, Permission = use, Industry = "Bau" };
        if (use == ProofUse.Allowed) (proof.PermittedBy, proof.PermittedOn, proof.ExpiresOn) = ("Geschäftsführung", Today(-90), Today(300));
        db.ProofPoints.Add(proof);
        foreach (var its in db.ObjectionKinds.Local.Where(its => against.Contains(its.Key))) its.Proofs = [.. its.Proofs, proof.Id];
    }

    private DateOnly Today(int days) => DateOnly.FromDateTime(change.Now).AddDays(days);
}
