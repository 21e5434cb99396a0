using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Deals.HandOvers;
using Trichter.Deals.History;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Timeline;

namespace Trichter.Deals.Transfer;

/// <summary>
/// Hands a deal to another process. It goes on there as a deal of its own that begins in the entry stage; the one here keeps its history,
/// and ends if it was still open (decision 0013). All of it is one change.
/// </summary>
public sealed class TransferDeal(
    Db db, Me me, Change change, TimelineWriter timeline, ProcessCatalogue catalogue, FindDeal find, DealFigures figures, OvertakenHandOver overtaken, OwnFields own)
{
    public async Task<TransferResult> RunAsync(Guid dealId, Transferring asked, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new TransferResult.NotFound();

        var process = (await catalogue.AllAsync(cancellation)).FirstOrDefault(its => its.Key == asked.Process);
        if (process is null || process.Id == deal.ProcessId) return new TransferResult.Faulty("process", new Told("Choose another process."));

        var version = await catalogue.CurrentAsync(process, cancellation);
        var isCustomer = deal.Outcome == Outcome.Won || await db.Companies.AnyAsync(company => company.Id == deal.CompanyId && company.CustomerSince != null, cancellation);
        var stage = asked.Stage is { Length: > 0 } key ? version.StageWithKey(key) : version.FirstStageFor(isCustomer);
        if (stage is null or { IsAfterSale: true }) return new TransferResult.Faulty("stage", new Told("Choose a stage before the sale."));

        var next = Next(deal, version, isCustomer, asked);
        var merged = FieldMerge.Apply(next, await own.AllAsync(DealFields.All, [next], asked.Typed, cancellation), new Dictionary<string, string>(), asked.Typed);
        if (merged.Faults.Count > 0) return new TransferResult.Faulty(merged.Faults.First().Key, merged.Faults.First().Value);
        if (asked.Note.Length > 2000) return new TransferResult.Faulty("note", new Told("At most {0} characters.", 2000));

        var from = (await db.Processes.AsNoTracking().SingleAsync(its => its.Id == deal.ProcessId, cancellation)).Name;
        await EndAsync(deal, process, asked.Note.Trim(), cancellation);
        await BeginAsync(next, version, stage, cancellation);
        timeline.Record(new DealTransferred(deal.Id, next.Id, process.Name, stage.Name, asked.Note.Trim()));
        timeline.Record(new DealTakenOver(next.Id, deal.Id, from, stage.Name, asked.Note.Trim()));
        await figures.RefreshAsync([deal, next], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new TransferResult.Transferred(deal, next);
    }

    private Deal Next(Deal deal, ProcessVersion version, bool isCustomer, Transferring asked) => new()
    {
        Name = deal.Name,
        CompanyId = deal.CompanyId,
        CompanyName = deal.CompanyName,
        ContactId = deal.ContactId,
        ProcessId = version.ProcessId,
        VersionId = version.Id,
        ValueMinor = deal.ValueMinor,
        Currency = deal.Currency,
        OwnerId = asked.OwnerId,
        Source = deal.Source,
        EntrySource = deal.Source,
        Product = deal.Product,
        Tags = [.. deal.Tags],
        Custom = new(deal.Custom),
        ExistingCustomer = isCustomer,
        TransferredFromId = deal.Id,
        CreatedAt = change.Now,
        LastActivityAt = change.Now,
    };

    /// <summary>What was won or lost stays so. An open deal leaves the process without a sale, which its funnel has to count.</summary>
    private async Task EndAsync(Deal deal, SalesProcess to, string note, CancellationToken cancellation)
    {
        if (!deal.IsOpen) return;

        var now = await find.NowAsync(cancellation);
        var history = await find.HistoryOfAsync(deal, cancellation);
        history.End(StageHistory.Lost, now, () => throw new InvalidOperationException("An open deal is in a stage."), to.Key);
        (deal.Outcome, deal.OutcomeAt, deal.ParkedUntil, deal.CloseReasonId, deal.CloseNote) = (Outcome.Transferred, now.At, null, null, note);
        await overtaken.WithdrawAsync(deal, cancellation);
    }

    private async Task BeginAsync(Deal next, ProcessVersion version, Stage stage, CancellationToken cancellation)
    {
        var now = await find.NowAsync(cancellation);
        var history = new StageHistory(next.Id, version, []) { Actor = me.Id, RecordedAt = change.Now };
        db.Transitions.Add(history.Enter(stage, now));
        (next.StageId, next.Position, next.StageEnteredAt) = (stage.Id, stage.Position, now.At);
        db.Deals.Add(next);
    }
}

/// <param name="Process">Key of the process that goes on with it.</param>
/// <param name="Stage">Key of the entry stage; null for the one its process lets such customers in by.</param>
/// <param name="Typed">Fields of the new deal that are not taken over as they are.</param>
public sealed record Transferring(string Process, string? Stage, IReadOnlyDictionary<string, string> Typed, Guid? OwnerId, string Note);

public abstract record TransferResult
{
    public sealed record Transferred(Deal From, Deal To) : TransferResult;

    public sealed record Faulty(string Field, Told Why) : TransferResult;

    public sealed record NotFound : TransferResult;
}

public sealed record DealTransferred(Guid DealId, Guid To, Localized Process, Localized Stage, string Note) : Happening(DealId)
{
    public override Told Told => new("handed the deal to the process {0}, stage {1}", Process, Stage);

    public override string Icon => "arrows-exchange";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => true;
}

public sealed record DealTakenOver(Guid DealId, Guid From, Localized Process, Localized Stage, string Note) : Happening(DealId)
{
    public override Told Told => new("took the deal over from the process {0}, in {1}", Process, Stage);

    public override string Icon => "arrows-exchange";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => true;
}
