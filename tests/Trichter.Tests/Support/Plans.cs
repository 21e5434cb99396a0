using Microsoft.EntityFrameworkCore;

namespace Trichter.Tests.Support;

/// <summary>How the database would answer a question.</summary>
internal static class Plans
{
    /// <param name="values">What stands for the parameters, in SQL.</param>
    public static Task<string> PlanAsync(this App app, Func<Db, string> question, Func<string, string>? values = null) => app.InDbAsync(async db =>
    {
        var sql = question(db);
        sql = sql[sql.IndexOf("select", StringComparison.OrdinalIgnoreCase)..].Split("This LINQ")[0];
        var lines = new List<string>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = (db.Database.IsSqlite() ? "explain query plan " : "set enable_seqscan = off; explain ") + (values?.Invoke(sql) ?? sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) lines.Add(reader.GetValue(reader.FieldCount - 1).ToString()!);
        return string.Join('\n', lines);
    });
}
