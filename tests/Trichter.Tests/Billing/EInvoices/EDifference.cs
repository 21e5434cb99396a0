using System.Collections;
using System.Globalization;
using System.Reflection;

using Trichter.Billing.EInvoices;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>A business term in which two invoices differ.</summary>
public sealed record EDifference(string Term, string Name, string? One, string? Other)
{
    public override string ToString() => $"{Term} {Name}: {One ?? "–"} ≠ {Other ?? "–"}";

    /// <summary>Every term in which the invoices differ, in the order of the model.</summary>
    public static List<EDifference> Between(EInvoice one, EInvoice other)
    {
        var found = new List<EDifference>();
        Compare(typeof(EInvoice), one, other, "", 0, found);

        return found;
    }

    private static void Compare(Type type, object? one, object? other, string path, int place, List<EDifference> found)
    {
        foreach (var property in type.GetProperties())
            if (property.GetCustomAttribute<TermAttribute>() is { } term)
            {
                var name = path.Length == 0 ? term.Name : $"{path}, {term.Name}";
                var isPlaced = term.Place > 0 || type == typeof(EInvoice) || type == typeof(ELine);
                CompareValues(term.Number(place), name, Value(property, term, one), Value(property, term, other), isPlaced ? term.Place : place, found);
            }
    }

    /// <summary>What a member says; a group that says nothing is nothing.</summary>
    private static object? Value(PropertyInfo property, TermAttribute term, object? of) => (of is null ? null : property.GetValue(of)) switch
    {
        0m when term.ZeroIsNothing => null,
        { } group when IsGroup(group) && IsEmpty(group) => null,
        var value => value,
    };

    private static bool IsEmpty(object group) => group.GetType().GetProperties()
        .All(property => property.GetCustomAttribute<TermAttribute>() is not { } term || Value(property, term, group) is null or IReadOnlyCollection<object> { Count: 0 });

    private static void CompareValues(string number, string name, object? one, object? other, int place, List<EDifference> found)
    {
        if (Equals(one, other))
            return;

        if ((one ?? other) is IEnumerable and not string and not Several<byte>)
            CompareLists(number, name, All(one), All(other), place, found);
        else if (one is not null && other is not null && IsGroup(one))
            Compare(one.GetType(), one, other, name, place, found);
        else
            found.Add(new(number, name, Say(one), Say(other)));
    }

    private static void CompareLists(string number, string name, List<object?> ones, List<object?> others, int place, List<EDifference> found)
    {
        for (var index = 0; index < Math.Max(ones.Count, others.Count); index++)
            CompareValues(number, $"{name} {index + 1}", ones.ElementAtOrDefault(index), others.ElementAtOrDefault(index), place, found);
    }

    private static List<object?> All(object? values) => values is IEnumerable several ? [.. several.Cast<object?>()] : [];

    private static bool IsGroup(object value) => value.GetType().Namespace == typeof(EInvoice).Namespace && value is not (Identifier or IEnumerable);

    private static string? Say(object? value) => value switch
    {
        null => null,
        Several<byte> bytes => bytes.Count.ToString(CultureInfo.InvariantCulture) + " B",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
