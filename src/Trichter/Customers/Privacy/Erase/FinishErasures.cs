using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Customers.Privacy.Erase;

/// <summary>
/// Erases to the end: documents that no law wants any longer lose what stood in them of people who were erased, and the database gives up the pages on
/// which erased values had stood.
/// </summary>
public sealed class FinishErasures(Db db, Change change)
{
    private static readonly HashSet<string> Guarded = ["invoices", "invoice_lines", "invoices_kept"];
    private static readonly string[] Vacuumed = ["people", "ledger", "timeline", "activities", "search_entries", "outgoing_mails", "webhook_messages", "mailing_recipients"];

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var today = DateOnly.FromDateTime(change.Now);
        foreach (var erasure in await db.Erasures.AsNoTracking().Where(its => its.FinishedAt == null).ToListAsync(cancellation))
            if (erasure.Kept.Exists(its => its.Until < today)) await LapseAsync(erasure.Id, today, cancellation);
        await PurgeAsync(cancellation);
    }

    private async Task LapseAsync(Guid id, DateOnly today, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var erasure = await db.Erasures.SingleAsync(its => its.Id == id, cancellation);
        foreach (var table in erasure.Kept.Where(its => its.Until < today).GroupBy(its => its.Table))
        {
            var (type, ids) = (db.Model.GetEntityTypes().Single(its => its.GetTableName() == table.Key), table.Select(its => its.Id).Distinct().ToList());
            if (Guarded.Contains(table.Key)) foreach (var one in ids) await db.Database.ExecuteSqlAsync($"insert into lapsed_documents (id) values ({one}) on conflict (id) do nothing", cancellation);
            var columns = Sql.PersonalColumns(type).Where(column => column.Held == DataClass.Document).ToDictionary(column => column.Property.GetColumnName(), column => Sql.Empty(column.Property, column.Held));
            await Sql.SetAsync(db, type, columns, ids, cancellation);
            if (Guarded.Contains(table.Key)) await db.Database.ExecuteSqlAsync($"delete from lapsed_documents", cancellation);
        }

        erasure.Kept = [.. erasure.Kept.Where(its => !(its.Until < today))];
        erasure.FinishOn = erasure.Kept.Max(its => its.Until)?.AddDays(1);
        erasure.PurgedAt = null;
        if (erasure.Kept.Count == 0) erasure.FinishedAt = change.Now;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>Deleted values stay readable in the file until their pages are written anew; the index of the search keeps its parts until they are merged.</summary>
    private async Task PurgeAsync(CancellationToken cancellation)
    {
        var waiting = await db.Erasures.Where(its => its.PurgedAt == null).Select(its => its.Id).ToListAsync(cancellation);
        if (waiting.Count == 0) return;

        if (db.Database.IsNpgsql())
            foreach (var table in Vacuumed)
            {
                var sql = $"vacuum \"{table}\"";
                await db.Database.ExecuteSqlRawAsync(sql, cancellation);
            }
        else
        {
            await db.Database.ExecuteSqlRawAsync("insert into search_index (search_index) values ('optimize')", cancellation);
            await db.Database.ExecuteSqlRawAsync("vacuum", cancellation);
            await db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)", cancellation);
        }

        await db.Erasures.Where(its => waiting.Contains(its.Id)).ExecuteUpdateAsync(set => set.SetProperty(its => its.PurgedAt, change.Now), cancellation);
    }
}
