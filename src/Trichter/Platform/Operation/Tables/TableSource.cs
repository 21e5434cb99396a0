namespace Trichter.Platform.Operation.Tables;

/// <summary>The data of a workspace at one moment: what lies in a database, or in a backup.</summary>
internal interface ITableSource
{
    /// <summary>The migrations that made the tables, as their files are called on either database.</summary>
    IReadOnlyList<string> Migrations { get; }

    IReadOnlyList<StoredTable> Tables { get; }

    /// <summary>Rows of one of the tables, in no particular order. A row is the text of each column, see <see cref="ColumnKind"/>.</summary>
    IAsyncEnumerable<string?[]> RowsAsync(StoredTable table, CancellationToken cancellation);
}
