using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Record;
using Trichter.Insight.Learning;
using Trichter.Ledger;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;

namespace Trichter.Insight.Probability;

/// <summary>How likely open deals are won within the horizon: as the model says where it may speak, else as the base rate does.</summary>
public sealed class DealOdds([FromKeyedServices(Part.Own)] Db db, Change change)
{
    public Task<KeptModel?> ModelOfAsync(Guid processId, CancellationToken cancellation = default) =>
        db.Models.AsNoTracking().SingleOrDefaultAsync(model => model.ProcessId == processId, cancellation);

    /// <summary>Null before the first night, and for a deal that has ended.</summary>
    public async Task<DealChance?> OfAsync(DealView view, CancellationToken cancellation = default)
    {
        var deal = view.Deal;
        if (!deal.IsOpen || view.Version.Stages.FirstOrDefault(stage => stage.Id == deal.StageId) is not { IsAfterSale: false } stage) return null;
        if (await ModelOfAsync(deal.ProcessId, cancellation) is not { } kept) return null;

        var visits = await db.Transitions.Where(row => row.DealId == deal.Id && !row.AfterSale).OrderBy(row => row.Seq).Select(row => row.EnteredDay).ToListAsync(cancellation);
        var zone = await db.Workspaces.AsNoTracking().Select(workspace => workspace.TimeZone).SingleAsync(cancellation);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, Zones.Find(zone)));
        var age = visits.FirstOrDefault() is { } entry ? today.DayNumber - entry.DayNumber : 0;
        return new ChancesOfMany(kept).Of([new OpenDeal(deal.Id, stage.Key, deal.EntrySource, deal.Product, deal.OwnerId, deal.ExistingCustomer, deal.ValueMinor, age, Math.Max(0, visits.Count - 1))])[0];
    }
}

/// <param name="Age">Days since it entered.</param>
/// <param name="Visits">Visits to stages before the present one.</param>
public sealed record OpenDeal(Guid Id, string Stage, string Source, string Product, Guid? OwnerId, bool Existing, long ValueMinor, int Age, int Visits);

/// <param name="P">Null where nothing is known yet.</param>
/// <param name="Model">What the model says, where it may and was asked for reasons.</param>
/// <param name="Levels">The base rate, from the whole down to the group of the deal.</param>
public sealed record DealChance(double? P, Prediction? Model, IReadOnlyList<BaseRate> Levels, KeptModel Kept)
{
    public BaseRate Base => Levels[^1];
}
