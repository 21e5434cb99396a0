using Trichter.Exchange.Import;

namespace Trichter.Exchange.Columns;

/// <summary>By what a row can find the record it speaks about.</summary>
internal static class MatchKeys
{
    public static IReadOnlyList<string> Of(ImportKind kind) => kind switch
    {
        ImportKind.Companies => ["external_id", "vat_number", "domain", "name"],
        ImportKind.People => ["external_id", "emails", "name"],
        ImportKind.Events => ["external_id"],
        ImportKind.Suspects => ["vat_number", "domain", "name"],
        ImportKind.Products => ["key", "external_id"],
        ImportKind.Prices => ["product"],
        ImportKind.Orders => ["number"],
        _ => ["external_id", "name"],
    };

    /// <summary>Deals only by their external id, because names repeat; companies also by name, people also by e-mail.</summary>
    public static IReadOnlyList<string> UsualFor(ImportKind kind, IReadOnlyList<PlannedColumn> columns)
    {
        string[] usual = kind switch
        {
            ImportKind.Companies => ["external_id", "name"],
            ImportKind.People => ["external_id", "emails"],
            ImportKind.Suspects => ["vat_number", "domain", "name"],
            ImportKind.Products or ImportKind.Prices or ImportKind.Orders => [.. Of(kind)],
            _ => ["external_id"],
        };
        return [.. usual.Where(key => IsMapped(key, columns.Select(column => column.Target)))];
    }

    public static bool IsMapped(string key, IEnumerable<string> targets) =>
        targets.Any(target => target == key || (key == "name" && target is "last_name" or "full_name"));
}
