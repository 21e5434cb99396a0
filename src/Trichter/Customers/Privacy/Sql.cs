using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Privacy;

/// <summary>
/// Looks for texts in any table and empties columns, past the ledger: it would keep what has to go. Names of tables and columns come from the model,
/// values travel as parameters.
/// </summary>
internal static class Sql
{
    private const int Portion = 400;

    /// <summary>The rows whose column holds one of the texts, or both names as words of their own; case does not matter.</summary>
    public static async Task<List<TextRow>> FindAsync(DbContext db, IEntityType type, string column, PersonTrace trace, bool orHint, CancellationToken cancellation) =>
        (await FindAsync(db, type, column, [.. trace.Needles, .. orHint && trace.Hint.Length > 0 ? [trace.Hint] : Array.Empty<string>()], trace.Both, cancellation)).FindAll(row => trace.Fits(row.Text, orHint));

    public static async Task<List<TextRow>> FindAsync(
        DbContext db, IEntityType type, string column, IReadOnlyList<string> texts, (string First, string Last)? both, CancellationToken cancellation)
    {
        var values = new List<object>();
        var tests = texts.Select(text => Holds(db, column, text, values)).ToList();
        if (both is { } names) tests.Add($"({Holds(db, column, names.First, values)} and {Holds(db, column, names.Last, values)})");
        if (tests.Count == 0) return [];
        var sql = $"select id as \"Id\", \"{column}\" as \"Text\" from \"{type.GetTableName()}\" where {string.Join(" or ", tests)}";
        return await db.Database.SqlQueryRaw<TextRow>(sql, [.. values]).ToListAsync(cancellation);
    }

    private static string Holds(DbContext db, string column, string text, List<object> values)
    {
        var find = db.Database.IsNpgsql() ? "strpos" : "instr";
        values.Add(text);
        values.Add(text.ToLowerInvariant());
        return $"({find}(\"{column}\", {{{values.Count - 2}}}) > 0 or {find}(lower(\"{column}\"), {{{values.Count - 1}}}) > 0)";
    }

    public static async Task<List<string>> TextsAsync(DbContext db, IEntityType type, string column, IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var texts = new List<string>();
        foreach (var portion in ids.Chunk(Portion))
        {
            var sql = $"select id as \"Id\", \"{column}\" as \"Text\" from \"{type.GetTableName()}\" where id in ({string.Join(", ", portion.Select((_, at) => $"{{{at}}}"))})";
            texts.AddRange((await db.Database.SqlQueryRaw<TextRow>(sql, [.. portion.Cast<object>()]).ToListAsync(cancellation)).Select(row => row.Text));
        }

        return texts;
    }

    /// <summary>Sets columns of some rows, and raises the version of things that have one.</summary>
    public static async Task SetAsync(DbContext db, IEntityType type, IReadOnlyDictionary<string, string> columns, IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        if (columns.Count == 0) return;
        var sets = string.Join(", ", columns.Keys.Select((column, at) => $"\"{column}\" = {{{at}}}")) + (type.ClrType.IsAssignableTo(typeof(IVersioned)) ? ", version = version + 1" : "");
        foreach (var portion in ids.Chunk(Portion))
        {
            var sql = $"update \"{type.GetTableName()}\" set {sets} where id in ({string.Join(", ", portion.Select((_, at) => $"{{{columns.Count + at}}}"))})";
            await db.Database.ExecuteSqlRawAsync(sql, [.. columns.Values, .. portion.Cast<object>()], cancellation);
        }
    }

    public static async Task DeleteAsync(DbContext db, IEntityType type, IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        foreach (var portion in ids.Chunk(Portion))
        {
            var sql = $"delete from \"{type.GetTableName()}\" where id in ({string.Join(", ", portion.Select((_, at) => $"{{{at}}}"))})";
            await db.Database.ExecuteSqlRawAsync(sql, [.. portion.Cast<object>()], cancellation);
        }
    }

    /// <summary>Each text column of a table with its class, where it may hold a person's data.</summary>
    public static IEnumerable<(IProperty Property, DataClass Held)> PersonalColumns(IEntityType type) =>
        from property in type.GetProperties()
        where property.ClrType != typeof(byte[])
        where PersonalData.Of(type.GetTableName()!, property.GetColumnName()) is { } held && held.IsPersonal()
        select (property, PersonalData.Of(type.GetTableName()!, property.GetColumnName())!.Value);

    /// <summary>What stands in an emptied column: nothing, in the form that the column is read in.</summary>
    public static string Empty(IProperty property, DataClass held) =>
        IsJson(property) ? property.ClrType.IsAssignableTo(typeof(System.Collections.IDictionary)) ? "{}" : "[]"
        : held is DataClass.Name or DataClass.Words or DataClass.Document ? Ledger.Erased.Word : "";

    public static bool IsJson(IProperty property) => property.ClrType != typeof(string) && property.GetTypeMapping().Converter?.ProviderClrType == typeof(string);
}

/// <summary>A row in whose column something was found.</summary>
internal sealed record TextRow(Guid Id, string Text);
