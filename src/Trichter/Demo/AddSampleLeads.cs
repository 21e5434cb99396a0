using Trichter.Deals;
using Trichter.Leads.Proposals;
using Trichter.Ledger;

namespace Trichter.Demo;

/// <summary>Leads that wait for sales, were accepted, and went back to marketing.</summary>
internal sealed class AddSampleLeads(Db db, Change change)
{
    public void To(Deal deal, int index)
    {
        if (index is not (1 or 2 or 3 or 4 or 7 or 13)) return;

        var proposal = new LeadProposal
        {
            DealId = deal.Id,
            ProposedBy = deal.OwnerId,
            ProposedAt = change.Now.AddDays(-index).AddHours(-3),
            Note = index is 3 or 13 ? "Hat das Datenblatt zweimal geöffnet" : "",
        };
        if (index is 1 or 2 or 7) proposal.Accept(deal.OwnerId, proposal.ProposedAt.AddHours(2 + index * 3));
        if (index is 4) proposal.Reject(deal.OwnerId, proposal.ProposedAt.AddHours(20), RejectReason.TooEarly, "Erst im Frühjahr wieder fragen");
        db.LeadProposals.Add(proposal);
    }
}
