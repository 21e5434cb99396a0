using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team.Roles;

namespace Trichter.Team.CustomFields;

/// <summary>The fields of a kind of record as somebody has them: those it is built with and those of the workspace.</summary>
public sealed class OwnFields(Db db, Me me, Texts texts, IEnumerable<RelationTarget> targets)
{
    private ILookup<string, CustomField>? all;

    /// <summary>Those in use, in their order; without formulas over what I may not see.</summary>
    /// <param name="record">The kind of record, by its name in the ledger.</param>
    public async Task<IReadOnlyList<CustomField>> OfAsync(string record, CancellationToken cancellation = default)
    {
        all ??= (await db.CustomFields.AsNoTracking().Where(field => field.RetiredAt == null).OrderBy(field => field.Position).ThenBy(field => field.Id).ToListAsync(cancellation))
            .Where(MaySee).ToLookup(field => field.Record);
        return [.. all[record]];
    }

    /// <summary>Everything that can be read and written of such records, for forms, imports, the API and lists.</summary>
    /// <param name="plain">The fields they are built with.</param>
    /// <param name="records">Those that will be shown, so that the names of related ones are known.</param>
    /// <param name="typed">What was typed, so that related ones are found by name.</param>
    public async Task<IReadOnlyList<FieldOf<T>>> AllAsync<T>(
        IReadOnlyList<FieldOf<T>> plain, IReadOnlyCollection<T>? records = null, IReadOnlyDictionary<string, string>? typed = null, CancellationToken cancellation = default)
        where T : class, IHasCustomFields =>
        [.. me.Fields(plain), .. await CustomAsync(records, typed is null ? [] : [typed], cancellation)];

    /// <summary>Those of the workspace alone.</summary>
    public async Task<IReadOnlyList<FieldOf<T>>> CustomAsync<T>(
        IReadOnlyCollection<T>? records = null, IReadOnlyCollection<IReadOnlyDictionary<string, string>>? typed = null, CancellationToken cancellation = default)
        where T : class, IHasCustomFields
    {
        var fields = new List<FieldOf<T>>();
        foreach (var field in await OfAsync(typeof(T).Name, cancellation))
        {
            var related = field.Type == CustomFieldType.Relation
                ? await RelatedAsync(field, [.. (records ?? []).Select(record => field.Of(record)), .. (typed ?? []).Select(values => values.GetValueOrDefault(field.Name) ?? "")], cancellation)
                : Related.None;
            fields.Add(Of<T>(field, related));
        }

        return fields;
    }

    private FieldOf<T> Of<T>(CustomField field, Related related) where T : class, IHasCustomFields => new(
        field.Name, field.Label.In("en"), KindOf(field.ValueType), record => field.Of(record),
        (record, value) =>
        {
            if (field.Type == CustomFieldType.Formula) return null;
            if (field.Read(value, out var canonical) is { } fault) return fault;
            if (record.Custom.GetValueOrDefault(field.Key, "") == canonical) return null;
            record.Custom = new(record.Custom) { [field.Key] = canonical };
            if (canonical.Length == 0) record.Custom.Remove(field.Key);
            return null;
        })
    {
        Called = field.Label,
        Access = field.Type == CustomFieldType.Formula ? FieldAccess.ReadOnly : FieldAccess.Visible,
        Longest = field.Type == CustomFieldType.LongText ? 4_000 : 400,
        AlsoCalled = [field.Key, field.Label.En, field.Label.De, field.Label.Pl],
        Options = field.ValueType switch
        {
            CustomFieldType.Choice => [.. field.Options.Select(option => (option.Key, texts[option.Label]))],
            CustomFieldType.YesNo => [(YesNoWords.Yes, texts["yes"]), (YesNoWords.No, texts["no"])],
            _ => [],
        },
        Show = value => Shown(field, value, related),
        Typed = text => Canon(field, text, related),
    };

    private bool MaySee(CustomField field) =>
        field.Type != CustomFieldType.Formula || Formula.NamesIn(field.Formula).All(name => me.AccessTo(field.Record, name) != FieldAccess.Hidden);

    private string Canon(CustomField field, string text, Related related)
    {
        var typed = field.Type == CustomFieldType.Relation ? related.IdOf(text.Trim()) ?? text.Trim() : Canonical.FromTyped(KindOf(field.ValueType), text, texts.Culture);
        return field.Read(typed, out var canonical) is null ? canonical : typed;
    }

    private string Shown(CustomField field, string value, Related related) => field.ValueType switch
    {
        _ when value.Length == 0 => "",
        CustomFieldType.Number => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString("#,0.####", texts.Culture) : value,
        CustomFieldType.Money => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount.ToString("N2", texts.Culture) : value,
        CustomFieldType.Date => FormValues.Day(value) is { } day ? texts.Date(day) : value,
        CustomFieldType.YesNo => value == YesNoWords.Yes ? texts["yes"] : value == YesNoWords.No ? texts["no"] : value,
        CustomFieldType.Choice => field.Options.Find(option => option.Key == value) is { } option ? texts[option.Label] : value,
        CustomFieldType.Relation => related.NameOf(value) ?? texts["Somebody or something you may not see"],
        _ => value,
    };

    private static FieldKind KindOf(CustomFieldType type) => type switch
    {
        CustomFieldType.LongText => FieldKind.LongText,
        CustomFieldType.Number or CustomFieldType.Money => FieldKind.Measure,
        CustomFieldType.Date => FieldKind.Date,
        CustomFieldType.YesNo or CustomFieldType.Choice => FieldKind.Choice,
        _ => FieldKind.Text,
    };

    private async Task<Related> RelatedAsync(CustomField field, IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        if (targets.FirstOrDefault(its => its.Key == field.Target) is not { } target) return Related.None;

        var ids = texts.Select(text => FormValues.Id(text)).OfType<Guid>().Distinct().ToList();
        var names = texts.Where(text => text.Length > 0 && FormValues.Id(text) is null).Select(text => text.Trim()).Distinct().ToList();
        if (ids.Count == 0 && names.Count == 0) return Related.None;

        var found = await target.Seen(db, me).Where(record => ids.Contains(record.Id) || names.Contains(record.Name)).OrderBy(record => record.Name).Take(ids.Count + names.Count * 3).AsNoTracking().ToListAsync(cancellation);
        return new Related(found.ToDictionary(record => record.Id, record => record.Name));
    }

    /// <summary>Related records that are known by now: their names by id.</summary>
    private sealed record Related(IReadOnlyDictionary<Guid, string> Names)
    {
        public static readonly Related None = new(new Dictionary<Guid, string>());

        public string? NameOf(string id) => FormValues.Id(id) is { } known ? Names.GetValueOrDefault(known) : null;

        /// <summary>Null where none, or more than one, is called so.</summary>
        public string? IdOf(string name) => Names.Where(its => its.Value == name).Take(2).ToList() is [var only] ? only.Key.ToString() : null;
    }
}
