using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Leads.Proposals;

/// <summary>Proposes a deal to sales. One that waits or was accepted is not proposed again; one that was rejected may be.</summary>
public sealed class ProposeLead(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was proposed.</returns>
    public async Task<Told?> RunAsync(Guid dealId, string note, CancellationToken cancellation = default)
    {
        me.Must(Right.ProposeLeads);
        if (await find.VisibleAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (note.Length > LeadProposal.Longest) return new Told("At most {0} characters.", LeadProposal.Longest);
        if (!deal.IsOpen) return new Told("This deal has been closed already.");
        if (await IsProposedAsync(dealId, cancellation)) return new Told("This deal has been proposed already.");

        await WriteAsync(deal, me.Id, null, note.Trim(), cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Because its answers say that it fits: part of the change that wrote them down.</summary>
    internal async Task SinceItFitsAsync(Deal deal, Localized questionnaire, CancellationToken cancellation)
    {
        if (deal.IsOpen && !await IsProposedAsync(deal.Id, cancellation)) await WriteAsync(deal, null, questionnaire, "", cancellation);
    }

    /// <summary>By a programme that found the lead ready: part of its change.</summary>
    /// <returns>False where it has been proposed already, or is closed.</returns>
    internal async Task<bool> ByProgrammeAsync(Deal deal, string programme, CancellationToken cancellation)
    {
        if (!deal.IsOpen || await IsProposedAsync(deal.Id, cancellation)) return false;
        await WriteAsync(deal, null, null, programme, cancellation);
        return true;
    }

    private Task<bool> IsProposedAsync(Guid dealId, CancellationToken cancellation) =>
        db.LeadProposals.AnyAsync(its => its.DealId == dealId && its.State != ProposalState.Rejected, cancellation);

    private async Task WriteAsync(Deal deal, Guid? by, Localized? because, string note, CancellationToken cancellation)
    {
        db.LeadProposals.Add(new LeadProposal { DealId = deal.Id, ProposedBy = by, ProposedAt = change.Now, Note = note });
        timeline.Record(new LeadProposed(deal.Id, because, note));
        if (!deal.IsNurtured) return;

        deal.IsNurtured = false;
        await figures.RefreshAsync([deal], cancellation);
    }
}
