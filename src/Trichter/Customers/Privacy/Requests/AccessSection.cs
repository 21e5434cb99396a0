using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Trichter.Platform.Documents;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Privacy.Requests;

/// <summary>Rows of one kind in the file of a person.</summary>
internal sealed record AccessSection(string Table, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Every field but secrets and the ids of our own rows.</summary>
    public static AccessSection Of(IEntityType type, IEnumerable<object> rows)
    {
        var fields = type.GetProperties().Where(property => property.PropertyInfo is { } info && info.GetCustomAttribute<SecretAttribute>() is null && property.ClrType != typeof(byte[])
            && property.ClrType != typeof(Guid) && property.ClrType != typeof(Guid?) && property.Name != nameof(IVersioned.Version)).ToList();
        return new(type.GetTableName()!, [.. fields.Select(field => field.GetColumnName())], [.. rows.Select(row => (IReadOnlyList<string>)[.. fields.Select(field => Text(field.PropertyInfo!.GetValue(row)))])]);
    }

    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        Enum word => word.ToString(),
        IEnumerable<string> list => string.Join(", ", list),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => AsJson.Write(value),
    };

    public async Task<string> CsvAsync()
    {
        var writer = new StringWriter();
        var csv = new CsvTable(writer);
        foreach (var row in Rows.Prepend(Columns)) await csv.WriteAsync(row);
        return writer.ToString();
    }
}
