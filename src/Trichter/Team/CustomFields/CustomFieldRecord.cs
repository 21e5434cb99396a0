using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Team.CustomFields;

/// <summary>A kind of record that takes fields of the workspace's own; modules register theirs.</summary>
/// <param name="Record">Its name in the ledger: "Deal".</param>
/// <param name="Label">English, in the plural; translated when shown.</param>
/// <param name="Plain">The fields it is built with, for formulas.</param>
/// <param name="Portion">Records after an id, in the order of ids, deleted ones included.</param>
/// <param name="Latest">The custom values of the records that were entered last.</param>
public sealed record CustomFieldRecord(
    int Order, string Record, string Label, IReadOnlyList<PlainField> Plain,
    Func<Db, Guid, int, CancellationToken, Task<List<IHasCustomFields>>> Portion,
    Func<Db, int, CancellationToken, Task<List<Dictionary<string, string>>>> Latest)
{
    /// <summary>As many of the latest records are looked through for values without a definition.</summary>
    public const int LookedThrough = 2_000;

    public static CustomFieldRecord Of<T>(int order, Told label, IReadOnlyList<FieldOf<T>> plain) where T : class, IHasCustomFields => new(
        order, typeof(T).Name, label.Key, [.. plain.Select(field => new PlainField(field.Key, field.Label))],
        async (db, after, many, cancellation) => [.. await db.Set<T>().AsNoTracking().IgnoreQueryFilters().Where(record => record.Id > after).OrderBy(record => record.Id).Take(many).ToListAsync(cancellation)],
        (db, many, cancellation) => db.Set<T>().AsNoTracking().OrderByDescending(record => record.Id).Select(record => record.Custom).Take(many).ToListAsync(cancellation));
}

/// <param name="Label">English; translated when shown.</param>
public sealed record PlainField(string Key, string Label);

/// <summary>Records that a custom field can point to; modules register theirs.</summary>
/// <param name="Label">English; translated when shown.</param>
/// <param name="Address">Of the page of one of them, up to its id.</param>
/// <param name="Seen">Those that somebody may see.</param>
public sealed record RelationTarget(int Order, string Key, string Label, string Address, Func<Db, Me, IQueryable<NamedRecord>> Seen);

public sealed class NamedRecord
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
}
