using Microsoft.EntityFrameworkCore;

namespace Trichter.Team.CustomFields;

/// <summary>Reads all records once for a field that was added or computes differently now, portion by portion; goes on where it was stopped.</summary>
public sealed class IndexCustomFields(Db db, IEnumerable<CustomFieldRecord> records)
{
    private const int Portion = 2_000;

    public async Task RunWaitingAsync(CancellationToken cancellation = default)
    {
        foreach (var field in await db.CustomFields.AsNoTracking().Where(field => !field.IsIndexed && field.RetiredAt == null).OrderBy(field => field.Id).ToListAsync(cancellation))
            while (await TakePortionAsync(field.Id, cancellation)) db.ChangeTracker.Clear();
    }

    private async Task<bool> TakePortionAsync(Guid id, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var field = await db.CustomFields.AsNoTracking().SingleAsync(its => its.Id == id, cancellation);
        if (field.IsIndexed || field.RetiredAt is not null || records.FirstOrDefault(record => record.Record == field.Record) is not { } kind) return false;

        var portion = await kind.Portion(db, field.IndexedTo ?? Guid.Empty, Portion, cancellation);
        var ids = portion.ConvertAll(record => record.Id);
        await db.CustomValues.Where(value => value.FieldId == id && ids.Contains(value.RecordId)).ExecuteDeleteAsync(cancellation);
        db.CustomValues.AddRange(portion.Select(record => CustomValue.Of(field, record)).OfType<CustomValue>());
        await db.SaveChangesAsync(cancellation);

        var (isDone, last) = (portion.Count < Portion, ids.Count > 0 ? ids[^1] : field.IndexedTo);
        await db.CustomFields.Where(its => its.Id == id).ExecuteUpdateAsync(set => set.SetProperty(its => its.IsIndexed, isDone).SetProperty(its => its.IndexedTo, isDone ? null : last), cancellation);
        await transaction.CommitAsync(cancellation);
        return !isDone;
    }
}
