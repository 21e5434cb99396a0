using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Deals.History;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;
using Trichter.Timeline;

namespace Trichter.Exchange.Import.Events;

/// <summary>
/// Takes rows over as events of deals: which deal, which stage or end, when, by whom. Each becomes a transition fact. Events of one deal come
/// in order of time, equal times in the order of the file (<see cref="CasesTogether"/>).
/// </summary>
internal sealed class ImportEvents(
    Db db, Change change, TimelineWriter timeline, DealsOfPortion known, DealRelations relations, DealFigures figures) : IImportRows
{
    private static readonly PlainFields<Deal> Fields = new(DealFields.All);

    private Workspace? workspace;

    public ImportKind Kind => ImportKind.Events;

    public async Task RunAsync(Portion portion, CancellationToken cancellation)
    {
        workspace ??= await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var deals = await known.LoadAsync(portion, cancellation);
        var touched = new HashSet<Deal>();

        foreach (var row in portion.Rows)
            if (Take(row, deals, portion) is { } deal && touched.Add(deal)) timeline.Record(new DealImported(deal.Id));

        foreach (var deal in touched)
            TellStory.Stand(deal, known.HistoryOf(deal, portion.RequestedBy, change.Now), known.VersionOf(deal));
        await figures.RefreshAsync(touched, cancellation);
    }

    /// <returns>The deal that the event was added to; null when it was refused or known already.</returns>
    private Deal? Take(MappedRow row, Known<Deal> deals, Portion portion)
    {
        var found = deals.For(row);
        var version = found is null ? portion.Plan.Version! : known.VersionOf(found);
        var read = DealEvent.Read(row, known.WordsOf(version));
        if (read is not EventResult.Read { Event: var what })
        {
            portion.Refuse(row, ((EventResult.Refused)read).Fault);
            return null;
        }

        return found is null ? Begin(row, what, deals, portion) : GoOn(row, what, found, portion);
    }

    private Deal? Begin(MappedRow row, DealEvent what, Known<Deal> deals, Portion portion)
    {
        var version = portion.Plan.Version!;
        var deal = new Deal
        {
            Name = "",
            ProcessId = version.ProcessId,
            VersionId = version.Id,
            Currency = workspace!.Currency,
            CreatedAt = what.At.At,
            LastActivityAt = what.At.At,
        };
        if ((Fields.Write(row, deal) ?? relations.FaultOf(row, portion)) is { } unfit)
        {
            portion.Refuse(row, unfit);
            return null;
        }

        if (portion.Plan.Mapping.Mode == Columns.ImportMode.Update && !deals.WasSeen(row))
        {
            portion.Refuse(row, "external_id", new Told("There is no such record to update."));
            return null;
        }

        if (string.IsNullOrWhiteSpace(deal.Name)) deal.Name = deal.ExternalId;
        relations.Apply(row, deal, what.AsStory, portion);
        deal.Custom = PlainFields<Deal>.Custom(deal.Custom, row);
        deal.EntrySource = deal.Source;

        db.Deals.Add(deal);
        Add(row, what, deal, known.Begin(deal, version, portion.RequestedBy, change.Now), portion);
        if (deals.WasSeen(row)) portion.Updated++;
        else portion.Created++;
        deals.Remember(row, deal);
        return deal;
    }

    private Deal? GoOn(MappedRow row, DealEvent what, Deal deal, Portion portion)
    {
        var history = known.HistoryOf(deal, portion.RequestedBy, change.Now);
        var before = history.Rows.Where(its => its.RecordedAt < portion.RequestedAt).ToList();
        if (before.Exists(what.IsIn))
        {
            portion.Unchanged++;
            return null;
        }

        if (FaultOf(what, deal, history, portion, before.Count > 0) is { } why)
        {
            portion.Refuse(row, why);
            return null;
        }

        Add(row, what, deal, history, portion);
        portion.Updated++;
        return deal;
    }

    private static RowFault? FaultOf(DealEvent what, Deal deal, StageHistory history, Portion portion, bool wasKnown) =>
        wasKnown && portion.Plan.Mapping.Mode == Columns.ImportMode.Create ? new RowFault("external_id", new Told("There is such a record already."))
        : history.Rows.Count > 0 && (history.Rows[^1].LeftAt ?? history.Rows[^1].EnteredAt) > what.At.At ? new RowFault("time", new Told("This lies before what is known of the deal already."))
        : what.Outcome is not null && !deal.IsOpen ? new RowFault("stage", new Told("The deal has ended already."))
        : null;

    private void Add(MappedRow row, DealEvent what, Deal deal, StageHistory history, Portion portion)
    {
        history.Actor = row["actor"] is { Length: > 0 } actor ? known.Users.FindOrEnter(actor, portion.Notices).Id : portion.RequestedBy;
        var before = history.Rows.Count;

        if (what.Stage is { } stage)
        {
            history.Enter(stage, what.At);
            if (!deal.IsOpen && !(deal.Outcome == Outcome.Won && stage.IsAfterSale))
                (deal.Outcome, deal.OutcomeAt, deal.CloseReasonId, deal.CloseNote) = (Outcome.Open, null, null, "");
        }
        else
        {
            history.End(what.AsStory.End, what.At, () => known.VersionOf(deal).Stages[0]);
            (deal.Outcome, deal.OutcomeAt, deal.ParkedUntil) = (what.Outcome!.Value, what.At.At, null);
            relations.CustomerSince(deal, what.AsStory);
        }

        db.Transitions.AddRange(history.Rows.Skip(before));
    }
}
