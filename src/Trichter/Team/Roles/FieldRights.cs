using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Team.Roles;

/// <summary>The fields of a kind of record as I may use them: every form, import and API goes through here.</summary>
internal static class FieldRights
{
    /// <summary>Hidden fields read as empty and are marked; those that I may not write say so when somebody tries.</summary>
    public static IReadOnlyList<FieldOf<T>> Fields<T>(this Me me, IReadOnlyList<FieldOf<T>> all) => [.. all.Select(field => me.AccessTo(typeof(T).Name, field.Key) switch
    {
        FieldAccess.Hidden => field with { Access = FieldAccess.Hidden, Read = _ => "", Write = (_, _) => new Told("This field is hidden for your role.") },
        FieldAccess.ReadOnly => field with { Access = FieldAccess.ReadOnly, Write = (_, _) => new Told("Your role may read this field, not change it.") },
        _ => field,
    })];

    public static bool MaySee(this Me me, ProtectedField field) => me.AccessTo(field.Record, field.Key) != FieldAccess.Hidden;
}

/// <summary>Which fields of the ledger I may read.</summary>
public sealed class LedgerRights(Me me, IEnumerable<ProtectedField> fields)
{
    private readonly HashSet<(string, string)> hidden = [.. fields.Where(field => !me.MaySee(field)).SelectMany(field => field.Stored.Select(name => (field.Record, name)))];

    public bool HidesSomething => hidden.Count > 0;

    public bool MaySee(string record, string property) => !hidden.Contains((record, property));
}
