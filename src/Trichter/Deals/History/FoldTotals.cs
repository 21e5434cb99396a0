using Microsoft.EntityFrameworkCore;

namespace Trichter.Deals.History;

/// <summary>
/// Boards and funnels read sums that triggers of the database keep: every change of a deal adds rows, never waits for another.
/// This folds the rows of one key into one, so that reading stays short (decision 0006).
/// </summary>
public sealed class FoldTotals(Db db)
{
    private const int WorthIt = 500;

    private static readonly (string Table, string Key, string Sums)[] Tables =
    [
        ("deal_totals", "process_id, stage_id, outcome, currency, owner_id", "deals, value_minor, proven_minor"),
        ("funnel_totals", "process_id, owner_id, has_entry, entry_position, highest, state, visited", "deals"),
    ];

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        foreach (var (table, key, sums) in Tables)
        {
            if (await LengthAsync(table, cancellation) < WorthIt) continue;

            var summed = string.Join(", ", sums.Split(", ").Select(sum => $"sum({sum})"));
            var insert = $"insert into {table} ({key}, {sums}) select {key}, {summed} from";
            var rest = $"group by {key} having sum(deals) <> 0";
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

            if (db.Database.IsNpgsql())
            {
                // One statement sees one state: rows that others are about to add are neither summed nor deleted.
                await ExecuteAsync($"with gone as (delete from {table} returning {key}, {sums}) {insert} gone {rest}", cancellation);
            }
            else
            {
                await ExecuteAsync($"create temp table gone as select {key}, {sums} from {table}", cancellation);
                await ExecuteAsync($"delete from {table}", cancellation);
                await ExecuteAsync($"{insert} gone {rest}", cancellation);
                await ExecuteAsync("drop table gone", cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }
    }

    private Task<int> LengthAsync(string table, CancellationToken cancellation)
    {
        var sql = $"select cast(count(*) as integer) as \"Value\" from (select 1 from {table} limit {WorthIt}) as rows";
        return db.Database.SqlQueryRaw<int>(sql).SingleAsync(cancellation);
    }

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellation) => db.Database.ExecuteSqlRawAsync(sql, cancellation);
}
