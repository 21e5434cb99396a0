namespace Trichter.Team.Roles;

/// <summary>A field that a role may be kept from reading or changing; modules register theirs.</summary>
/// <param name="Record">The kind of record, by its name in the ledger.</param>
/// <param name="Key">The key of its <see cref="Platform.Fields.FieldOf{T}"/>.</param>
/// <param name="Label">English; translated when shown.</param>
/// <param name="Stored">The properties that tell it, which the ledger names.</param>
public sealed record ProtectedField(int Order, string Record, string Key, string Label, params string[] Stored)
{
    /// <summary>"Deal.value".</summary>
    public string Name => $"{Record}.{Key}";
}
