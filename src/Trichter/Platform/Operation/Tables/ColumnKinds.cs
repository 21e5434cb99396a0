namespace Trichter.Platform.Operation.Tables;

/// <summary>The words in which the migrations, and either database, name the types of columns.</summary>
internal static class ColumnKinds
{
    private static readonly Dictionary<string, ColumnKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = ColumnKind.Text,
        ["character varying"] = ColumnKind.Text,
        ["uuid"] = ColumnKind.Id,
        ["timestamptz"] = ColumnKind.Instant,
        ["timestamp with time zone"] = ColumnKind.Instant,
        ["date"] = ColumnKind.Day,
        ["smallint"] = ColumnKind.Whole,
        ["integer"] = ColumnKind.Whole,
        ["bigint"] = ColumnKind.Whole,
        ["real"] = ColumnKind.Fraction,
        ["double precision"] = ColumnKind.Fraction,
        ["boolean"] = ColumnKind.YesNo,
        ["blob"] = ColumnKind.Bytes,
        ["bytea"] = ColumnKind.Bytes,
    };

    /// <exception cref="OperationException">The type is none of those that can be carried from one database to another.</exception>
    public static ColumnKind Of(string table, string column, string type) => Kinds.TryGetValue(type, out var kind)
        ? kind
        : throw new OperationException($"The column {table}.{column} is of the type {type}, which cannot be copied.");
}
