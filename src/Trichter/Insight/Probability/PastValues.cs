using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Storage;

namespace Trichter.Insight.Probability;

/// <summary>What a deal's fields were at any moment: what they are now, with every later change of the ledger taken back.</summary>
public sealed class PastValues
{
    private static readonly string[] Followed = [nameof(Deal.ValueMinor), nameof(Deal.Product), nameof(Deal.OwnerId), nameof(Deal.ExistingCustomer)];
    private readonly Dictionary<(Guid Deal, string Field), List<(DateTime At, JsonElement Before)>> changes = [];

    public static async Task<PastValues> ReadAsync(Db db, CancellationToken cancellation = default)
    {
        var values = new PastValues();
        var entries = db.Ledger.AsNoTracking().Where(entry => entry.Record == nameof(Deal) && entry.Action == LedgerAction.Changed
            && (entry.Fields.Contains("\"ValueMinor\"") || entry.Fields.Contains("\"Product\"") || entry.Fields.Contains("\"OwnerId\"") || entry.Fields.Contains("\"ExistingCustomer\"")))
            .OrderBy(entry => entry.Id).Select(entry => new { entry.RecordId, entry.At, entry.Fields }).AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            foreach (var (name, change) in AsJson.Read<Dictionary<string, JsonElement[]>>(entry.Fields))
            {
                if (!Followed.Contains(name)) continue;
                if (!values.changes.TryGetValue((entry.RecordId, name), out var its)) values.changes[(entry.RecordId, name)] = its = [];
                its.Add((entry.At, change[0]));
            }
        }

        return values;
    }

    public long Value(DealInput deal, DateTime at) => Before(deal.Id, nameof(Deal.ValueMinor), at) is { } before ? before.GetInt64() : deal.ValueMinor;

    public string Product(DealInput deal, DateTime at) => Before(deal.Id, nameof(Deal.Product), at) is { } before ? before.GetString() ?? "" : deal.Product;

    public Guid? Owner(DealInput deal, DateTime at) =>
        Before(deal.Id, nameof(Deal.OwnerId), at) is { } before ? before.ValueKind == JsonValueKind.Null ? null : before.GetGuid() : deal.OwnerId;

    public bool Existing(DealInput deal, DateTime at) => Before(deal.Id, nameof(Deal.ExistingCustomer), at) is { } before ? before.GetBoolean() : deal.ExistingCustomer;

    /// <summary>What the first change after the moment replaced; null when there was none.</summary>
    private JsonElement? Before(Guid deal, string field, DateTime at)
    {
        if (!changes.TryGetValue((deal, field), out var its)) return null;
        foreach (var change in its)
        {
            if (change.At > at) return change.Before;
        }

        return null;
    }
}

/// <summary>What a model is told of a deal, as it is now.</summary>
public sealed record DealInput(Guid Id, string Source, string Product, Guid? OwnerId, bool ExistingCustomer, long ValueMinor);
