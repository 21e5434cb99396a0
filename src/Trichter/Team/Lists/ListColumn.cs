using System.Globalization;
using Microsoft.AspNetCore.Components;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Team.Lists;

/// <summary>A column that a list can show.</summary>
/// <param name="Key">As the address names it.</param>
/// <param name="Label">In the language of whoever looks.</param>
/// <param name="Text">Its value as text, as whoever looks reads it.</param>
public sealed record ListColumn<T>(string Key, string Label, Func<T, string> Text) where T : class
{
    /// <summary>How it is drawn; null for its text.</summary>
    public RenderFragment<T>? Cell { get; init; }

    /// <summary>What an export carries; null for its text.</summary>
    public Func<T, string>? Export { get; init; }

    public bool IsNumber { get; init; }

    /// <summary>Whether the list can be put in order by it.</summary>
    public bool Sorts { get; init; }

    /// <summary>Among the columns of a list that nobody has set up.</summary>
    public bool IsUsual { get; init; }

    /// <summary>The field that is edited in its cells; null where none is.</summary>
    public string? Edits { get; init; }
}

public static class ListColumns
{
    /// <summary>Those that are asked for, in that order; the usual ones when none is known.</summary>
    public static IReadOnlyList<ListColumn<T>> Chosen<T>(this IReadOnlyList<ListColumn<T>> all, ListQuery query) where T : class
    {
        var asked = query.Columns.Select(key => all.FirstOrDefault(column => column.Key == key)).OfType<ListColumn<T>>().ToList();
        return asked.Count > 0 ? asked : [.. all.Where(column => column.IsUsual)];
    }

    /// <summary>A column of a field, edited in place where whoever looks may change it.</summary>
    public static ListColumn<T> Of<T>(FieldOf<T> field, Texts texts) where T : class => new(field.Key, field.LabelIn(texts), record => field.Show is { } show ? show(field.Read(record)) : field.Read(record))
    {
        IsNumber = field.Kind is FieldKind.Money or FieldKind.Number or FieldKind.Measure,
        Sorts = true,
        Export = record => Exported(field, record, texts),
        Edits = field.Access == FieldAccess.Visible ? field.Key : null,
    };

    /// <summary>Numbers without the points between thousands, so that a spreadsheet takes them as numbers.</summary>
    private static string Exported<T>(FieldOf<T> field, T record, Texts texts) =>
        field.Kind == FieldKind.Measure && decimal.TryParse(field.Read(record), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.####", texts.Culture)
        : field.Show is { } show ? show(field.Read(record)) : field.Read(record);
}
