using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Storage;
using Trichter.Timeline;

namespace Trichter.Ledger;

/// <summary>
/// Takes one change back as a whole: created records go, removed ones return, changed fields get their old values.
/// Nothing is taken back when something it touched has been changed since; that is listed instead.
/// </summary>
public sealed class UndoChange(Db db, Change change, TimelineWriter timeline, IEnumerable<IUndoGuard> guards, IEnumerable<IAfterUndo> afterwards)
{
    private const int Portion = 400;

    public Task<UndoResult> RunAsync(Guid changeId, Func<ChangeRecord, bool> mayUndo, CancellationToken cancellation = default) =>
        RunAsync(changeId, mayUndo, null, cancellation);

    /// <param name="takeBack">
    /// Decides what was changed since: the keys of the conflicts to be taken back all the same; the others stay as they are.
    /// Null decides nothing, so that any conflict keeps everything as it is.
    /// </param>
    public async Task<UndoResult> RunAsync(
        Guid changeId, Func<ChangeRecord, bool> mayUndo, IReadOnlySet<string>? takeBack, CancellationToken cancellation = default)
    {
        var record = await db.Changes.FindAsync([changeId], cancellation);
        if (record is null || !mayUndo(record)) return new UndoResult.NotFound();
        if (record.UndoneBy is not null) return new UndoResult.AlreadyUndone();

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        change.Undoes = changeId;

        var entries = await db.Ledger.AsNoTracking().Where(entry => entry.ChangeId == changeId)
            .OrderByDescending(entry => entry.Id).ToListAsync(cancellation);
        var erased = entries.RemoveAll(entry => entry.IsErased);
        var found = await LaterChangesAsync(changeId, entries, cancellation);
        var kept = found.Where(conflict => takeBack?.Contains(conflict.Key) == false).Select(conflict => conflict.RecordId).ToHashSet();
        var conflicts = takeBack is null ? found : [];
        foreach (var guard in guards)
            conflicts.AddRange(await guard.ConflictsAsync(entries, cancellation));
        entries.RemoveAll(entry => kept.Contains(entry.RecordId));

        foreach (var portion in entries.Chunk(Portion))
        {
            if (conflicts.Count > 0) break;
            await TakeBackAsync(portion, takeBack, conflicts, cancellation);
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }

        if (conflicts.Count > 0)
        {
            db.ChangeTracker.Clear();
            return new UndoResult.ChangedSince(conflicts);
        }

        var subjects = entries.Select(entry => entry.SubjectId).Distinct().ToList();
        await MarkAsync(changeId, subjects, cancellation);
        foreach (var after in afterwards)
            await after.RunAsync(subjects, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new UndoResult.Undone(entries.Count, erased);
    }

    /// <summary>What was changed since, without taking anything back: fields with another value now, and created records that others worked on.</summary>
    public async Task<IReadOnlyList<Conflict>> ConflictsAsync(Guid changeId, CancellationToken cancellation = default)
    {
        var entries = await db.Ledger.AsNoTracking().Where(entry => entry.ChangeId == changeId)
            .OrderByDescending(entry => entry.Id).ToListAsync(cancellation);
        entries.RemoveAll(entry => entry.IsErased);
        var conflicts = await LaterChangesAsync(changeId, entries, cancellation);

        foreach (var portion in entries.Where(entry => entry.Action == LedgerAction.Changed).Chunk(Portion))
        {
            await TakeBackAsync(portion, null, conflicts, cancellation);
            db.ChangeTracker.Clear();
        }

        return conflicts;
    }

    /// <summary>When the undo itself is taken back, the first change counts again, and can be taken back again.</summary>
    private async Task MarkAsync(Guid changeId, List<Guid> subjects, CancellationToken cancellation)
    {
        var undone = await db.Changes.SingleAsync(its => its.Id == changeId, cancellation);
        undone.UndoneBy = change.Id;
        if (undone.Undoes is { } first) (await db.Changes.SingleAsync(its => its.Id == first, cancellation)).UndoneBy = null;
        foreach (var portion in subjects.Chunk(Portion))
        {
            foreach (var subject in portion)
                timeline.Record(new ChangeUndone(subject, changeId));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Records this change created that others have worked on since.</summary>
    private async Task<List<Conflict>> LaterChangesAsync(Guid changeId, IEnumerable<LedgerEntry> entries, CancellationToken cancellation)
    {
        var created = entries.Where(entry => entry.Action == LedgerAction.Created).Select(entry => entry.RecordId).ToHashSet();
        var conflicts = new List<Conflict>();

        foreach (var portion in created.Chunk(Portion))
        {
            var later = await (
                from entry in db.Ledger
                join its in db.Changes on entry.ChangeId equals its.Id
                where portion.Contains(entry.RecordId) && entry.ChangeId != changeId
                    && its.UndoneBy == null && its.Undoes == null
                select new { entry.Record, entry.RecordId, entry.By, entry.At }).Distinct().OrderBy(entry => entry.At).Take(50).ToListAsync(cancellation);

            conflicts.AddRange(later.Select(entry => new Conflict(entry.Record, entry.RecordId, "", entry.By, entry.At)));
        }

        return conflicts;
    }

    private async Task TakeBackAsync(
        IReadOnlyList<LedgerEntry> entries, IReadOnlySet<string>? takeBack, List<Conflict> conflicts, CancellationToken cancellation)
    {
        var present = new Dictionary<Guid, object>();
        foreach (var group in entries.GroupBy(entry => entry.Record))
            foreach (var (id, thing) in await db.FindRecordsAsync(group.Key, [.. group.Select(entry => entry.RecordId).Distinct()], cancellation))
                present[id] = thing;

        foreach (var entry in entries)
        {
            var fields = entry.Read();
            if (entry.Action == LedgerAction.Removed)
                db.AddRecord(entry.Record, entry.RecordId, fields.ToDictionary(field => field.Key, field => field.Value[0]));
            else if (!present.TryGetValue(entry.RecordId, out var thing))
                continue;
            else if (entry.Action == LedgerAction.Created)
                RemoveOrMarkDeleted(thing);
            else
                Restore(entry, thing, fields, takeBack, conflicts);
        }
    }

    /// <summary>
    /// Fields of the workspace lie in one property, but each is taken back for itself: what others changed beside it stays.
    /// Null when one that this change touched has another value now.
    /// </summary>
    private static Dictionary<string, string>? MembersBack(Dictionary<string, string> now, JsonElement[] values)
    {
        var (before, after) = (Read(values[0]), Read(values[1]));
        var touched = before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).ToList();
        if (touched.Exists(key => now.GetValueOrDefault(key) != after.GetValueOrDefault(key))) return null;

        var back = new Dictionary<string, string>(now);
        foreach (var key in touched)
            if (before.TryGetValue(key, out var value)) back[key] = value;
            else back.Remove(key);
        return back;

        static Dictionary<string, string> Read(JsonElement value) => value.ValueKind == JsonValueKind.Null ? [] : value.Deserialize<Dictionary<string, string>>(AsJson.Options) ?? [];
    }

    private void RemoveOrMarkDeleted(object thing)
    {
        if (thing is IDeletable) db.Entry(thing).Property(nameof(IDeletable.DeletedAt)).CurrentValue = change.Now;
        else if (thing is IRetirable retirable) retirable.Retire(change.Now);
        else db.Remove(thing);
    }

    private void Restore(
        LedgerEntry entry, object thing, Dictionary<string, JsonElement[]> fields, IReadOnlySet<string>? takeBack, List<Conflict> conflicts)
    {
        var tracked = db.Entry(thing);
        foreach (var (name, values) in fields)
        {
            if (tracked.Metadata.FindProperty(name) is null) continue;

            var property = tracked.Property(name);
            var type = property.Metadata.ClrType;
            var conflict = new Conflict(entry.Record, entry.RecordId, name, null, null);
            var members = property.CurrentValue is Dictionary<string, string> now ? MembersBack(now, values) : null;
            var isAsLeft = members is not null || AsJson.Write(property.CurrentValue) == AsJson.Write(values[1].Deserialize(type, AsJson.Options));
            if (!isAsLeft && takeBack is null) conflicts.Add(conflict);
            else if (isAsLeft || takeBack!.Contains(conflict.Key)) property.CurrentValue = members ?? values[0].Deserialize(type, AsJson.Options);
        }
    }
}

/// <summary>Something that a later module knows to stand in the way: records that would lose what they stand on.</summary>
public interface IUndoGuard
{
    Task<IEnumerable<Conflict>> ConflictsAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellation);
}

/// <summary>Something that has to be put right after records were taken back: derived figures of a deal, for instance.</summary>
public interface IAfterUndo
{
    Task RunAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellation);
}

/// <summary>A field that somebody changed after the change that is to be undone; an empty field stands for the whole record.</summary>
public sealed record Conflict(string Record, Guid RecordId, string Field, Guid? By, DateTime? At)
{
    /// <summary>Names the conflict where somebody decides it.</summary>
    public string Key => $"{RecordId}/{Field}";
}

public abstract record UndoResult
{
    /// <param name="Erased">Changes that were left out: they hold data of a person who was erased (R71).</param>
    public sealed record Undone(int Records, int Erased) : UndoResult;

    public sealed record ChangedSince(IReadOnlyList<Conflict> Conflicts) : UndoResult;

    public sealed record AlreadyUndone : UndoResult;

    public sealed record NotFound : UndoResult;
}
