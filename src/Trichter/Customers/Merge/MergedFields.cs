using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Customers.Merge;

/// <summary>Which of two values is kept.</summary>
public enum Keep
{
    [Says("of the one that stays")] This,
    [Says("of the other")] Other,

    /// <summary>For lists: the entries of both.</summary>
    [Says("both")] Both,
}

internal static class MergedFields
{
    /// <summary>What is proposed: nothing known is lost, and where both know something, the one that stays is right.</summary>
    public static Keep Proposed<T>(FieldOf<T> field, T stays, T goes) =>
        field.Read(goes).Length == 0 ? Keep.This : field.Read(stays).Length == 0 ? Keep.Other : field.Kind == FieldKind.List ? Keep.Both : Keep.This;

    /// <summary>Of what was chosen, that which I may decide; for the other fields the proposal holds.</summary>
    public static Dictionary<string, Keep> Chosen<T>(this Me me, IReadOnlyDictionary<string, Keep> chosen) =>
        chosen.Where(its => me.AccessTo(typeof(T).Name, its.Key) == FieldAccess.Visible).ToDictionary();

    public static void Take<T>(IEnumerable<FieldOf<T>> fields, T stays, T goes, IReadOnlyDictionary<string, Keep> chosen)
    {
        foreach (var field in fields)
        {
            var keep = chosen.TryGetValue(field.Key, out var said) ? said : Proposed(field, stays, goes);
            var value = keep switch
            {
                Keep.This => field.Read(stays),
                Keep.Other => field.Read(goes),
                _ => Canonical.Of(Canonical.List($"{field.Read(stays)}; {field.Read(goes)}")),
            };
            if (value != field.Read(stays)) field.Write(stays, value);
        }
    }
}
