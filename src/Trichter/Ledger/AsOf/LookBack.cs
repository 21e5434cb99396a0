using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Storage;

namespace Trichter.Ledger.AsOf;

/// <summary>
/// Shows records as they were at an instant: those that were changed later are taken back, change by change, from the ledger.
/// Fields that the ledger does not keep (derived figures, secrets) stay as they are now and must not be shown.
/// </summary>
public sealed class LookBack(Db db)
{
    private const int Portion = 400;

    /// <param name="wanted">Which records; asked of the database for those that did not change since, and of memory for the others.</param>
    /// <param name="at">UTC; what was written at this instant or later has not happened yet.</param>
    /// <returns>Deleted ones included, where <paramref name="wanted"/> lets them pass. Not tracked: nothing of it can be saved.</returns>
    public async Task<List<T>> AsOfAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> wanted, DateTime at, CancellationToken cancellation = default)
        where T : class, IRecorded
    {
        var kind = typeof(T).Name;
        var since = db.Ledger.Where(entry => entry.Record == kind && entry.At >= at);
        var records = await db.Set<T>().AsNoTracking().IgnoreQueryFilters().Where(wanted)
            .Where(record => !since.Any(entry => entry.RecordId == record.Id)).ToListAsync(cancellation);

        records.AddRange((await ChangedAsync<T>(at, cancellation)).Values.OfType<T>().Where(wanted.Compile()));
        return records;
    }

    /// <summary>Only those that were changed at the instant or later: as they were before, or null where they were not there yet.</summary>
    public async Task<Dictionary<Guid, T?>> ChangedAsync<T>(DateTime at, CancellationToken cancellation = default) where T : class, IRecorded
    {
        var kind = typeof(T).Name;
        var since = db.Ledger.Where(entry => entry.Record == kind && entry.At >= at);
        var changed = (await since.Select(entry => entry.RecordId).Distinct().ToListAsync(cancellation)).ToDictionary(id => id, _ => (T?)null);

        foreach (var portion in changed.Keys.ToList().Chunk(Portion))
            foreach (var record in await TakenBackAsync<T>(since, portion, cancellation))
                changed[record.Id] = record;
        return changed;
    }

    /// <summary>Only those that were there already and were changed at the instant or later: as they were before.</summary>
    public async Task<Dictionary<Guid, T>> ThenAsync<T>(DateTime at, CancellationToken cancellation = default) where T : class, IRecorded
    {
        var kind = typeof(T).Name;
        var since = db.Ledger.Where(entry => entry.Record == kind && entry.At >= at);
        var changed = await since.Where(entry => entry.Action != LedgerAction.Created
                && !since.Any(made => made.RecordId == entry.RecordId && made.Action == LedgerAction.Created))
            .Select(entry => entry.RecordId).Distinct().ToListAsync(cancellation);

        var then = new Dictionary<Guid, T>();
        foreach (var portion in changed.Chunk(Portion))
            foreach (var record in await TakenBackAsync<T>(since, portion, cancellation))
                then[record.Id] = record;
        return then;
    }

    private async Task<IEnumerable<T>> TakenBackAsync<T>(IQueryable<LedgerEntry> since, Guid[] ids, CancellationToken cancellation) where T : class, IRecorded
    {
        var records = (await db.Set<T>().AsNoTracking().IgnoreQueryFilters().Where(record => ids.Contains(record.Id)).ToListAsync(cancellation)).ToDictionary(record => record.Id);
        var entries = await since.AsNoTracking().Where(entry => ids.Contains(entry.RecordId)).OrderByDescending(entry => entry.Id).ToListAsync(cancellation);

        foreach (var entry in entries)
        {
            var before = entry.Read().ToDictionary(field => field.Key, field => field.Value[0]);
            if (entry.Action == LedgerAction.Created) records.Remove(entry.RecordId);
            else if (records.TryGetValue(entry.RecordId, out var record)) Put(record, before, entry.ErasedFields);
            else if (entry.Action == LedgerAction.Removed) records[entry.RecordId] = Recreated<T>(entry, before);
        }

        return records.Values;
    }

    private T Recreated<T>(LedgerEntry removed, Dictionary<string, JsonElement> fields) where T : class, IRecorded
    {
        var record = (T)Activator.CreateInstance(typeof(T), nonPublic: true)!;
        db.Entry(record).Property(nameof(IRecorded.Id)).CurrentValue = removed.RecordId;
        Put(record, fields, removed.ErasedFields);
        return record;
    }

    /// <summary>Where a value was erased, the word stands in its place (R72).</summary>
    private void Put(object record, Dictionary<string, JsonElement> fields, IEnumerable<string> erased)
    {
        var entry = db.Entry(record);
        foreach (var name in erased)
            if (entry.Metadata.FindProperty(name)?.ClrType == typeof(string)) entry.Property(name).CurrentValue = Erased.Word;
        foreach (var (name, value) in fields)
            if (entry.Metadata.FindProperty(name) is { } property)
                entry.Property(name).CurrentValue = value.Deserialize(property.ClrType, AsJson.Options);
    }
}
