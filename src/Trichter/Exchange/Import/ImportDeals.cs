using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Deals.History;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;
using Trichter.Timeline;

namespace Trichter.Exchange.Import;

/// <summary>Takes rows over as deals, each with the history that the file tells of it.</summary>
internal sealed class ImportDeals(
    Db db, Change change, TimelineWriter timeline, DealsOfPortion known, DealRelations relations, DealFigures figures) : IImportRows
{
    private static readonly PlainFields<Deal> Fields = new(DealFields.All);

    private Workspace? workspace;

    public ImportKind Kind => ImportKind.Deals;

    public async Task RunAsync(Portion portion, CancellationToken cancellation)
    {
        workspace ??= await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var deals = await known.LoadAsync(portion, cancellation);
        var touched = new HashSet<Deal>();

        foreach (var row in portion.Rows)
            if (Take(row, deals, portion) is { } deal) touched.Add(deal);

        await figures.RefreshAsync(touched, cancellation);
    }

    /// <returns>The deal that was entered or changed; null when nothing was.</returns>
    private Deal? Take(MappedRow row, Known<Deal> deals, Portion portion)
    {
        var found = deals.For(row);
        var version = found is null ? portion.Plan.Version! : known.VersionOf(found);
        var read = row.Fault is { } fault ? new StoryResult.Refused(fault) : DealStory.Read(row, known.WordsOf(version), version);

        if (read is StoryResult.Told { Story: var story })
        {
            var scratch = NewDeal(story, portion);
            if ((Fields.Write(row, scratch) ?? NameFault(row, scratch, found) ?? relations.FaultOf(row, portion)) is { } unfit)
                read = new StoryResult.Refused(unfit);
            else if (!deals.Allows(row, found))
                return null;
            else
                return found is null ? Enter(row, scratch, story, deals, portion) : Change(row, found, story, portion);
        }

        portion.Refuse(row, ((StoryResult.Refused)read).Fault);
        return null;
    }

    private Deal NewDeal(DealStory story, Portion portion) => new()
    {
        Name = "",
        ProcessId = portion.Plan.Version!.ProcessId,
        VersionId = portion.Plan.Version.Id,
        Currency = workspace!.Currency,
        CreatedAt = story.BeganAt ?? change.Now,
        LastActivityAt = story.BeganAt ?? change.Now,
    };

    private static RowFault? NameFault(MappedRow row, Deal scratch, Deal? found)
    {
        if (string.IsNullOrWhiteSpace(scratch.Name)) scratch.Name = row["company"].Length > 0 ? row["company"] : scratch.ExternalId;
        return found is null && scratch.Name.Length == 0 ? new RowFault("name", new Told("A name or a company is needed.")) : null;
    }

    private Deal Enter(MappedRow row, Deal deal, DealStory story, Known<Deal> deals, Portion portion)
    {
        relations.Apply(row, deal, story, portion);
        deal.Custom = PlainFields<Deal>.Custom(deal.Custom, row);
        deal.EntrySource = deal.Source;

        var history = known.Begin(deal, portion.Plan.Version!, portion.RequestedBy, change.Now);
        TellStory.Begin(story, deal, history, portion.Plan.Version!);
        Close(row, deal, story, portion);
        ExpectClose(row, deal, story, portion);
        Remark(history, story, portion);

        db.Deals.Add(deal);
        db.Transitions.AddRange(history.Rows);
        if (deals.WasSeen(row)) portion.Updated++;
        else portion.Created++;
        deals.Remember(row, deal);
        timeline.Record(new DealImported(deal.Id));
        return deal;
    }

    private Deal? Change(MappedRow row, Deal deal, DealStory story, Portion portion)
    {
        Fields.Change(row, deal);
        relations.Apply(row, deal, story, portion);
        deal.Custom = PlainFields<Deal>.Custom(deal.Custom, row);

        var version = known.VersionOf(deal);
        var history = known.HistoryOf(deal, portion.RequestedBy, change.Now);
        var before = history.Rows.Count;
        TellStory.GoOn(story, deal, history, version, portion.Notices);
        Close(row, deal, story, portion);
        ExpectClose(row, deal, story, portion);

        db.Transitions.AddRange(history.Rows.Skip(before));
        if (db.IsUnchanged(deal) && history.Rows.All(db.IsUnchanged))
        {
            portion.Unchanged++;
            return null;
        }

        Remark(history, story, portion);
        portion.Updated++;
        timeline.Record(new DealImported(deal.Id));
        return deal;
    }

    private void Close(MappedRow row, Deal deal, DealStory story, Portion portion)
    {
        if (!story.HasEnded) return;
        relations.CustomerSince(deal, story);
        if (story.EndedAt is null) portion.Notices.Add(NoticeKind.NoCloseDate);
        if (row["lost_reason"] is not { Length: > 0 } text || story.Outcome == Outcome.Won) return;

        if (known.ReasonOf(text, deal.Outcome) is { } reason)
        {
            deal.CloseReasonId = reason.Id;
            return;
        }

        deal.CloseNote = text[..Math.Min(text.Length, 2000)];
        portion.Notices.Add(NoticeKind.ReasonKept, portion.Plan.HeaderOf("lost_reason"), text[..Math.Min(text.Length, 60)]);
    }

    private static void ExpectClose(MappedRow row, Deal deal, DealStory story, Portion portion)
    {
        if (story.ExpectedClose is not { } expected || row.Has("expected_close") || !deal.IsOpen) return;
        deal.ExpectedClose = expected.Day;
        portion.Notices.Add(NoticeKind.ExpectedClose, portion.Plan.HeaderOf("closed_on"));
    }

    private static void Remark(StageHistory history, DealStory story, Portion portion)
    {
        if (history.Rows[0].EnteredAt is null) portion.Notices.Add(NoticeKind.NoEntryDate);
        if (story.HasEnded && history.Rows.Any(row => row is { EnteredAt: not null, LeftAt: not null, Days: null }))
            portion.Notices.Add(NoticeKind.EndedBeforeStart);
    }
}
