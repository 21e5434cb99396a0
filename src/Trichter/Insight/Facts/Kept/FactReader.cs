using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Trichter.Insight.Facts.Kept;

/// <summary>Reads facts of one process within one transaction, without entities: they are many.</summary>
internal sealed class FactReader(DbTransaction transaction, Guid process)
{
    private readonly DbConnection connection = transaction.Connection!;

    /// <summary>From which stamp on changes may be missing from what is read now, and the one that no change has reached yet.</summary>
    public async Task<(long Next, long End)> PositionAsync(CancellationToken cancellation)
    {
        await using var command = Command(connection is SqliteConnection
            ? "select coalesce(max(stamp), 0) + 1, coalesce(max(stamp), 0) + 1 from fact_stamps"
            : "select pg_snapshot_xmin(its)::text::bigint, pg_snapshot_xmax(its)::text::bigint from pg_current_snapshot() its");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    public async Task<List<Guid>> TouchedAsync(long from, long to, CancellationToken cancellation)
    {
        await using var command = Command("select deal_id from fact_stamps where stamp >= @from and stamp < @to", from, to);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<Guid>();
        while (await reader.ReadAsync(cancellation)) found.Add(reader.GetGuid(0));
        return found;
    }

    /// <param name="which">Condition on the id of a deal; empty for all of them.</param>
    public async Task<Dictionary<Guid, ReadDeal>> DealsAsync(FactLists lists, string which, long from, long to, CancellationToken cancellation)
    {
        var deals = new Dictionary<Guid, ReadDeal>();
        await using (var command = Command($"""
            select d.id, d.value_minor, d.owner_id, d.entry_source, d.product, d.currency, d.expected_close, d.position, d.deleted_at is not null, d.existing_customer, d.outcome in ('Open', 'Parked'), d.company_id, d.close_reason_id
            from deals d where d.process_id = @process{And("d.id", which)}
            """, from, to))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                var deal = DealOf(reader, lists);
                deals[deal.Id] = new ReadDeal(deal);
            }
        }

        await using var visits = Command($"""
            select t.deal_id, t.entered_at, t.left_at, t.recorded_at, t.entered_day, t.left_day, t.version_id, t.stage_key, t.left_to, t.position, t.kind, t.date_only, t.imported
            from stage_transitions t where t.process_id = @process and t.after_sale = false{And("t.deal_id", which)}
            order by t.deal_id, t.seq
            """, from, to);
        await using var rows = await visits.ExecuteReaderAsync(cancellation);
        ReadDeal? its = null;
        while (await rows.ReadAsync(cancellation))
        {
            var id = rows.GetGuid(0);
            if (its?.Row.Id == id || deals.TryGetValue(id, out its)) its.Visits.Add(VisitOf(rows, lists));
        }

        return deals;
    }

    private static string And(string column, string which) => which.Length == 0 ? "" : " and " + column + which;

    private static DealRow DealOf(DbDataReader row, FactLists lists) => new(
        row.GetGuid(0), row.GetInt64(1), lists.Owners.PlaceOf(IdOrNone(row, 2)), lists.Sources.PlaceOf(row.GetString(3)), lists.Products.PlaceOf(row.GetString(4)),
        lists.Companies.PlaceOf(IdOrNone(row, 11)), lists.Reasons.PlaceOf(IdOrNone(row, 12)), lists.Currencies.PlaceOf(row.GetString(5)), Day(row, 6), 0, 0, (short)row.GetInt32(7),
        (row.GetBoolean(8) ? DealMarks.Deleted : 0) | (row.GetBoolean(9) ? DealMarks.ExistingCustomer : 0) | (row.GetBoolean(10) ? DealMarks.Open : 0));

    private static VisitRow VisitOf(DbDataReader row, FactLists lists)
    {
        var kind = row.GetString(10);
        return new VisitRow(
            Time(row, 1), Time(row, 2), Time(row, 3), Day(row, 4), Day(row, 5), (ushort)lists.Versions.PlaceOf(row.GetGuid(6)), (ushort)lists.Stages.PlaceOf(row.GetString(7)),
            row.IsDBNull(8) ? (ushort)VisitRow.Lasts : (ushort)lists.Ends.PlaceOf(row.GetString(8)), (short)row.GetInt32(9),
            (kind == "Start" ? VisitMarks.Start : kind == "Migrated" ? VisitMarks.Migrated : 0) | (row.GetBoolean(11) ? VisitMarks.DateOnly : 0) | (row.GetBoolean(12) ? VisitMarks.Imported : 0));
    }

    private static Guid IdOrNone(DbDataReader row, int column) => row.IsDBNull(column) ? Guid.Empty : row.GetGuid(column);

    private static long Time(DbDataReader row, int column) => row.IsDBNull(column) ? -1 : row.GetDateTime(column).Ticks;

    private static int Day(DbDataReader row, int column) => row.IsDBNull(column) ? -1 : row.GetFieldValue<DateOnly>(column).DayNumber;

    private DbCommand Command(string sql, long? from = null, long? to = null)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.CommandTimeout = 0;
        Give("@process", process);
        if (from is not null) Give("@from", from);
        if (to is not null) Give("@to", to);
        return command;

        void Give(string name, object value)
        {
            if (!sql.Contains(name, StringComparison.Ordinal)) return;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
