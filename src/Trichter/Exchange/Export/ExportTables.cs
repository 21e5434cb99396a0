using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Fields;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Export;

/// <summary>One table of the export.</summary>
internal sealed record ExportTable(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<string?>> Rows);

/// <summary>What is exported: every record with all its stored fields, in the words of the database. No secrets.</summary>
internal static class ExportTables
{
    public static IEnumerable<ExportTable> Of(Db db) =>
    [
        Table(db, "companies", db.Companies.OrderBy(company => company.Id)),
        Table(db, "people", db.People.OrderBy(person => person.Id)),
        Table(db, "employments", db.Employments.OrderBy(employment => employment.Id)),
        Table(db, "deals", db.Deals.OrderBy(deal => deal.Id)),
        Table(db, "transitions", db.Transitions.OrderBy(row => row.DealId).ThenBy(row => row.Seq)),
        Table(db, "activities", db.Activities.OrderBy(activity => activity.Id)),
        Table(db, "obstacles", db.Obstacles.OrderBy(obstacle => obstacle.Id)),
        Table(db, "commitments", db.Commitments.OrderBy(commitment => commitment.Id)),
        Table(db, "hand_overs", db.HandOvers.OrderBy(handOver => handOver.Id)),
        Table(db, "users", db.Users.OrderBy(user => user.Id)),
        Table(db, "timeline", db.Timeline.OrderBy(entry => entry.Id)),
        Table(db, "ledger", db.Ledger.OrderBy(entry => entry.Id)),
    ];

    private static ExportTable Table<T>(Db db, string name, IQueryable<T> rows) where T : class
    {
        var fields = db.Model.FindEntityType(typeof(T))!.GetProperties()
            .Where(property => property.PropertyInfo is { } info && info.GetCustomAttribute<SecretAttribute>() is null).Select(property => property.PropertyInfo!).ToList();
        var stored = rows.AsNoTracking().IgnoreAutoIncludes().AsAsyncEnumerable();
        return new ExportTable(
            name,
            [.. fields.Select(field => SnakeCaseNames.SnakeCase(field.Name))],
            stored.Select(record => (IReadOnlyList<string?>)[.. fields.Select(field => Text(field.GetValue(record)))]));
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        DateOnly day => Canonical.Of(day),
        bool yes => yes ? "true" : "false",
        Enum word => word.ToString(),
        IEnumerable<string> list => Canonical.Of(list),
        Guid id => id.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => AsJson.Write(value),
    };
}
