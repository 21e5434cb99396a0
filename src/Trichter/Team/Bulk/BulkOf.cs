using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team.CustomFields;
using Trichter.Timeline;

namespace Trichter.Team.Bulk;

/// <summary>Changes many records of one kind: owner, tags, fields, deletion. What else such records know their own class adds.</summary>
public abstract class BulkOf<T>(Db db, Me me, Change change, TimelineWriter timeline, OwnFields own, Texts texts) : IBulkSubject
    where T : class, IOwned, IDeletable, IHasCustomFields
{
    private const string Tags = "tags";

    public string Record => typeof(T).Name;

    public abstract Right Right { get; }

    public abstract BulkWords Words { get; }

    protected Db Db => db;

    protected Texts L => texts;

    protected abstract IReadOnlyList<FieldOf<T>> Plain { get; }

    /// <summary>Keys of the plain fields that can be alike for many.</summary>
    protected abstract IReadOnlyCollection<string> ForMany { get; }

    public virtual Task<IReadOnlyList<(string Key, string Name)>> StagesAsync(string within, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<(string, string)>>([]);

    public abstract Task<BulkPlace?> PlaceAsync(string within, CancellationToken cancellation = default);

    public abstract Task<string> TidyAsync(string query, CancellationToken cancellation = default);

    public async Task<IReadOnlyList<BulkField>> FieldsAsync(CancellationToken cancellation = default) =>
        [.. (await SettableAsync(null, cancellation)).Select(field => new BulkField(field.Key, field.LabelIn(texts), field.Kind, field.Longest, field.Options))];

    public async Task<(int Count, IReadOnlyList<string> Some)> MeantAsync(string within, string query, IReadOnlyCollection<Guid> chosen, CancellationToken cancellation = default)
    {
        var meant = await MeantBy(within, query, chosen, cancellation);
        var some = await meant.OrderBy(record => record.Id).Take(5).AsNoTracking().ToListAsync(cancellation);
        return (chosen.Count > 0 ? await meant.CountAsync(cancellation) : await CountAsync(within, query, meant, cancellation), [.. some.Select(NameOf)]);
    }

    public async Task<string> CanonicalAsync(string field, string typed, CancellationToken cancellation = default)
    {
        var values = new Dictionary<string, string> { [field] = typed };
        return FieldInputs<T>.Canonical(await SettableAsync(values, cancellation), values, texts).GetValueOrDefault(field, typed);
    }

    public async Task<Told?> FaultOfFieldAsync(string field, string value, CancellationToken cancellation = default) =>
        (await SettableAsync(null, cancellation)).FirstOrDefault(its => its.Key == field) is { } known ? known.Write(Blank(), value) : new Told("Your role may not change this field.");

    public async Task<BulkTaken> TakeAsync(BulkRun run, int portion, CancellationToken cancellation = default)
    {
        var (last, asked) = (run.LastId, run.RequestedAt);
        var records = await (await MeantBy(run.Within, run.Query, run.Chosen, cancellation)).AsTracking()
            .Where(record => record.Id > last && EF.Property<DateTime>(record, "CreatedAt") <= asked).OrderBy(record => record.Id).Take(portion).ToListAsync(cancellation);
        return new BulkTaken(records.Count, records.Count > 0 ? records[^1].Id : null, await ChangeAsync(run, records, cancellation));
    }

    /// <returns>How many became different.</returns>
    protected virtual async Task<int> ChangeAsync(BulkRun run, IReadOnlyList<T> records, CancellationToken cancellation)
    {
        var field = await FieldOfAsync(run, cancellation);
        var changed = new List<T>();
        foreach (var record in records)
        {
            if (Apply(run, field, record) is { } fault) Refuse(run, record, fault);
            else if (db.Entry(record).State == EntityState.Modified) changed.Add(record);
        }

        foreach (var record in changed) timeline.Record(run.What == BulkKind.Delete ? DeletedOf(record) : ChangedOf(record, LabelOf(run, field)));
        if (run.What != BulkKind.Delete) await AfterAsync(changed, cancellation);
        return changed.Count;
    }

    protected abstract string NameOf(T record);

    protected abstract void Give(T record, Guid? owner);

    protected abstract void Delete(T record, DateTime at);

    /// <summary>A record of which nothing is known, to try a value on.</summary>
    protected abstract T Blank();

    protected abstract Happening ChangedOf(T record, string field);

    protected abstract Happening DeletedOf(T record);

    protected abstract Task<IQueryable<T>> ListedAsync(string within, string query, CancellationToken cancellation);

    protected virtual IQueryable<T> Part(IQueryable<T> all, string within) => all;

    protected virtual Task<int> CountAsync(string within, string query, IQueryable<T> meant, CancellationToken cancellation) => meant.CountAsync(cancellation);

    /// <summary>What follows from the new values, before they are saved.</summary>
    protected virtual Task AfterAsync(IReadOnlyCollection<T> changed, CancellationToken cancellation) => Task.CompletedTask;

    protected void Refuse(BulkRun run, T record, Told why)
    {
        run.Refused++;
        db.BulkRefusals.Add(new BulkRefusal
        {
            RunId = run.Id,
            RecordId = record.Id,
            Name = NameOf(record),
            Why = why.Key,
            Data = [.. why.Data.Select(its => its is Localized name ? name.En : its?.ToString() ?? "")],
        });
    }

    private async Task<IQueryable<T>> MeantBy(string within, string query, IReadOnlyCollection<Guid> chosen, CancellationToken cancellation) =>
        chosen.Count > 0 ? Part(db.Set<T>().VisibleTo(me, db), within).Where(record => chosen.Contains(record.Id)) : await ListedAsync(within, query, cancellation);

    private async Task<IReadOnlyList<FieldOf<T>>> SettableAsync(IReadOnlyDictionary<string, string>? typed, CancellationToken cancellation) =>
        [.. (await own.AllAsync(Plain, null, typed, cancellation)).Where(field => field.Access == FieldAccess.Visible && (field.Called is not null || ForMany.Contains(field.Key)))];

    private async Task<FieldOf<T>?> FieldOfAsync(BulkRun run, CancellationToken cancellation) =>
        run.What == BulkKind.Field ? (await SettableAsync(null, cancellation)).FirstOrDefault(its => its.Key == run.Field)
        : run.What is BulkKind.AddTag or BulkKind.RemoveTag ? Plain.First(its => its.Key == Tags) : null;

    private Told? Apply(BulkRun run, FieldOf<T>? field, T record)
    {
        switch (run.What)
        {
            case BulkKind.Owner:
                Give(record, Guid.TryParse(run.Value, out var owner) ? owner : null);
                return null;
            case BulkKind.Delete:
                Delete(record, change.Now);
                return null;
            case BulkKind.AddTag or BulkKind.RemoveTag:
                var tags = Canonical.List(field!.Read(record));
                if (tags.Contains(run.Value) == (run.What == BulkKind.AddTag)) return null;
                return field.Write(record, Canonical.Of(run.What == BulkKind.AddTag ? [.. tags, run.Value] : [.. tags.Where(tag => tag != run.Value)]));
            default:
                if (field is null) return new Told("Your role may not change this field.");
                return field.Read(record) == run.Value ? null : field.Write(record, run.Value);
        }
    }

    private static string LabelOf(BulkRun run, FieldOf<T>? field) => field?.Label ?? (run.What == BulkKind.Owner ? "Owner" : "Tags");
}
