using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Trichter.Customers.Consent;
using Trichter.Customers.Merge;
using Trichter.Team;

namespace Trichter.Customers.Privacy.Erase;

/// <summary>Finds what the house holds of a person, and says what erasing would do with it. Changes nothing.</summary>
public sealed class PlanErasure(Db db, Me me, WholeSight sight, ContactKeys keys, IEnumerable<IHoldPersonalData> holders)
{
    /// <summary>Where a person's texts are dealt with by themselves.</summary>
    private static readonly HashSet<string> Apart = ["people", "ledger", "timeline", "search_entries", "custom_values", "consent_events", "opt_in_requests"];

    public async Task<ErasurePlan?> RunAsync(Guid person, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (!sight.IsMine) return null;

        var plans = new List<ErasurePlan>();
        foreach (var its in await WithMergedAsync(person, cancellation)) plans.Add(await OfAsync(PersonTrace.Of(its), cancellation));
        return plans.Count == 0 ? null : new(
            plans.SelectMany(its => its.Erased).GroupBy(its => its.Key).OrderBy(its => its.Key, StringComparer.Ordinal).ToDictionary(its => its.Key, its => its.Sum(one => one.Value)),
            [.. plans.SelectMany(its => its.Kept).GroupBy(its => (its.Table, its.Why)).Select(its => new KeptRows(its.Key.Table, its.Sum(one => one.Rows), its.Key.Why))],
            [.. plans.SelectMany(its => its.Documents).DistinctBy(its => its.Id)],
            [.. plans.SelectMany(its => its.Mentions).OrderByDescending(its => its.IsSure).DistinctBy(its => its.Key)]);
    }

    /// <summary>Who was merged into this one is the same person.</summary>
    internal async Task<List<Person>> WithMergedAsync(Guid person, CancellationToken cancellation)
    {
        var (ids, waiting) = (new List<Guid>(), new Queue<Guid>([person]));
        while (waiting.TryDequeue(out var id))
        {
            ids.Add(id);
            foreach (var merged in await db.Timeline.AsNoTracking().Where(entry => entry.SubjectId == id && entry.Kind == nameof(PeopleMerged)).ToListAsync(cancellation))
                if (((PeopleMerged)merged.Read()).OtherId is var other && !ids.Contains(other)) waiting.Enqueue(other);
        }

        var erased = await db.Erasures.Where(its => ids.Contains(its.Id)).Select(its => its.Id).ToListAsync(cancellation);
        return await db.People.AsNoTracking().IgnoreQueryFilters().Where(its => ids.Contains(its.Id) && !erased.Contains(its.Id)).ToListAsync(cancellation);
    }

    internal async Task<List<HeldRows>> RowsOfAsync(Person person, CancellationToken cancellation)
    {
        await keys.LoadAsync(cancellation);
        return [.. holders.SelectMany(holder => holder.Of(person))];
    }

    internal async Task<ErasurePlan> OfAsync(PersonTrace trace, CancellationToken cancellation)
    {
        var (erased, kept, mentions) = (new SortedDictionary<string, int>(StringComparer.Ordinal) { ["people"] = 1 }, new List<KeptRows>(), new List<Mention>());
        var linked = new Dictionary<string, HashSet<Guid>>();
        foreach (var rows in await RowsOfAsync(trace.Person, cancellation))
        {
            var table = rows.TypeIn(db).GetTableName()!;
            var many = await rows.CountAsync(cancellation);
            if (many == 0) continue;
            if (rows.Fate == Fate.Keep) kept.Add(new(table, many, rows.Why));
            else erased[table] = erased.GetValueOrDefault(table) + many;
            linked.TryAdd(table, []);
            if (rows.Fate != Fate.Clear || rows.Only is null) linked[table].UnionWith(await rows.IdsAsync(db, cancellation));
        }

        var found = new Dictionary<string, HashSet<Guid>>();
        foreach (var (type, property, held) in Columns(db))
        {
            var table = type.GetTableName()!;
            foreach (var row in await Sql.FindAsync(db, type, property.GetColumnName(), trace, orHint: held == DataClass.Words, cancellation))
            {
                if (linked.TryGetValue(table, out var known) && known.Contains(row.Id)) continue;
                if (held == DataClass.Words) mentions.Add(new(table, property.GetColumnName(), row.Id, row.Text, trace.Names(row.Text)));
                else (found.TryGetValue(table, out var ids) ? ids : found[table] = []).Add(row.Id);
            }
        }

        var documents = new List<KeptDocument>();
        foreach (var (table, ids) in found)
        {
            var stay = await KeptAsync(table, ids, cancellation);
            documents.AddRange(stay);
            if (ids.Count > stay.Count) erased[table] = erased.GetValueOrDefault(table) + ids.Count - stay.Count;
        }

        return new(erased, kept, documents, mentions);
    }

    internal async Task<List<KeptDocument>> KeptAsync(string table, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var kept = new List<KeptDocument>();
        foreach (var holder in holders) kept.AddRange(await holder.KeptAsync(table, ids, cancellation));
        return kept;
    }

    /// <summary>Every column in which a person may be found by text, tables in the order of their names.</summary>
    internal static IEnumerable<(IEntityType Type, IProperty Property, DataClass Held)> Columns(Db db) =>
        from type in db.Model.GetEntityTypes()
        let table = type.GetTableName()!
        where !Apart.Contains(table) && type.FindProperty("Id")?.ClrType == typeof(Guid)
        orderby table
        from column in Sql.PersonalColumns(type)
        where column.Held is not (DataClass.Proof or DataClass.Trace)
        select (type, column.Property, column.Held);
}
