using Trichter.Team.CustomFields;

namespace Trichter.Exchange.Columns;

/// <summary>Columns that become a field of their own go to the one the workspace has for them, by its key or its name in any language.</summary>
internal static class OwnColumns
{
    /// <param name="targets">Header to target, as proposed or chosen.</param>
    public static Dictionary<string, string> Find(Dictionary<string, string> targets, IReadOnlyList<CustomField> own)
    {
        foreach (var (header, target) in targets.ToList())
        {
            if (!target.StartsWith(Target.CustomPrefix, StringComparison.Ordinal)) continue;

            var name = target[Target.CustomPrefix.Length..];
            var field = own.FirstOrDefault(its => its.Key == name) ?? own.FirstOrDefault(its => Headers.Fold(its.Key) == Headers.Fold(name) || its.Label.Is(name));
            if (field is not null && !targets.ContainsValue(field.Name)) targets[header] = field.Name;
        }

        return targets;
    }
}
