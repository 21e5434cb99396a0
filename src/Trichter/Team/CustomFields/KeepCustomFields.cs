using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.CustomFields;

/// <summary>Adds a field to a kind of record, changes it, or takes it out of use. Values stay with their records.</summary>
public sealed class KeepCustomFields(Db db, Me me, Change change, TimelineWriter timeline, IEnumerable<CustomFieldRecord> records, IEnumerable<RelationTarget> targets)
{
    private const int MostOptions = 200;

    /// <returns>What is wrong, by the name of the input; empty when it was saved.</returns>
    /// <exception cref="NotAllowedException">The role may not manage the workspace.</exception>
    public async Task<IReadOnlyDictionary<string, Told>> AddAsync(CustomFieldDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (records.All(its => its.Record != draft.Record)) return new Dictionary<string, Told> { ["Record"] = new Told("Say what gets the field.") };

        var taken = await db.CustomFields.Where(field => field.Record == draft.Record).ToListAsync(cancellation);
        var key = draft.Key is { Length: > 0 } said ? said : KeyFor(draft.Label, [.. taken.Select(field => field.Key), .. PlainOf(draft.Record)]);
        var faults = await FaultsOfAsync(draft, draft.Record, draft.Type, cancellation);
        if (key.Length > CustomField.LongestKey || key.AsSpan().ContainsAny("[]~\"")) faults["Key"] = new Told("A name with [, ], ~, \" or more than {0} characters cannot become a field.", CustomField.LongestKey);
        else if (taken.Exists(field => field.Key == key && field.RetiredAt is null)) faults["Key"] = new Told("There is a field {0} already.", key);
        else if (taken.Exists(field => field.Key == key && field.Type != draft.Type)) faults["Type"] = new Told("There was such a field of another type. Give it another name.");
        if (faults.Count > 0) return faults;

        var field = taken.Find(its => its.Key == key);
        if (field is null)
        {
            field = new CustomField
            {
                Record = draft.Record,
                Key = key,
                Label = draft.Label,
                Type = draft.Type,
                Target = draft.Type == CustomFieldType.Relation ? draft.Target : "",
                Result = draft.Type == CustomFieldType.Formula ? draft.Result : CustomFieldType.Number,
                Position = taken.Count + 1,
            };
            db.CustomFields.Add(field);
        }

        Take(field, draft);
        (field.RetiredAt, field.IsIndexed, field.IndexedTo) = (null, false, null);
        timeline.Record(new CustomFieldAdded(field.Id, field.Label));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <returns>What is wrong, by the name of the input; null when there is no such field.</returns>
    public async Task<IReadOnlyDictionary<string, Told>?> ChangeAsync(Guid id, CustomFieldDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var field = await db.CustomFields.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (field is null) return null;

        var faults = await FaultsOfAsync(draft, field.Record, field.Type, cancellation);
        if (faults.Count > 0) return faults;

        Take(field, draft);
        timeline.Record(new CustomFieldChanged(field.Id, field.Label));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <summary>Values that imports brought along under this key, and that the type would not take; of the records that were entered last.</summary>
    public async Task<IReadOnlyList<string>> UnfittingAsync(CustomFieldDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (records.FirstOrDefault(its => its.Record == draft.Record) is not { } record) return [];

        var trial = new CustomField { Record = draft.Record, Key = draft.Key, Label = draft.Label, Type = draft.Type, Options = [.. draft.Options] };
        var latest = await record.Latest(db, CustomFieldRecord.LookedThrough, cancellation);
        return [.. latest.Select(values => values.GetValueOrDefault(draft.Key, "")).Where(value => trial.Read(value, out _) is not null)];
    }

    /// <returns>False when there is no such field.</returns>
    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var field = await db.CustomFields.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (field is null) return false;

        field.Retire(change.Now);
        timeline.Record(new CustomFieldRetired(field.Id, field.Label));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Moves it before the one above it, or behind the one below.</summary>
    public async Task<bool> MoveAsync(Guid id, bool up, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var field = await db.CustomFields.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (field is null) return false;

        var all = await db.CustomFields.Where(its => its.Record == field.Record && its.RetiredAt == null).OrderBy(its => its.Position).ThenBy(its => its.Id).ToListAsync(cancellation);
        var at = all.IndexOf(field);
        all.RemoveAt(at);
        all.Insert(Math.Clamp(at + (up ? -1 : 1), 0, all.Count), field);
        foreach (var (its, position) in all.Select((its, index) => (its, index + 1))) its.Position = position;
        timeline.Record(new CustomFieldChanged(field.Id, field.Label));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static void Take(CustomField field, CustomFieldDraft draft)
    {
        field.Label = draft.Label;
        if (field.Type == CustomFieldType.Choice) field.Options = [.. draft.Options];
        if (field.Type == CustomFieldType.Formula && field.Formula != draft.Formula.Trim()) (field.Formula, field.IsIndexed, field.IndexedTo) = (draft.Formula.Trim(), false, null);
    }

    private async Task<Dictionary<string, Told>> FaultsOfAsync(CustomFieldDraft draft, string record, CustomFieldType type, CancellationToken cancellation)
    {
        var faults = new Dictionary<string, Told>();
        if (draft.Label.In("en").Trim().Length == 0) faults["Label"] = new Told("A name is needed.");
        if (new[] { draft.Label.En, draft.Label.De, draft.Label.Pl }.Any(name => name.Length > CustomField.LongestKey)) faults["Label"] = new Told("At most {0} characters.", CustomField.LongestKey);
        if (type == CustomFieldType.Choice && draft.Options.Count == 0) faults["Options"] = new Told("Say what can be chosen, one a line.");
        if (draft.Options.Count > MostOptions) faults["Options"] = new Told("At most {0} choices.", MostOptions);
        if (type == CustomFieldType.Relation && targets.All(target => target.Key != draft.Target)) faults["Target"] = new Told("Say what it points to.");
        if (type != CustomFieldType.Formula) return faults;

        if (draft.Result is CustomFieldType.Formula or CustomFieldType.Relation or CustomFieldType.Choice) faults["Result"] = new Told("A formula does not result in that.");
        var names = await db.CustomFields.Where(field => field.Record == record && field.RetiredAt == null && field.Type != CustomFieldType.Formula).Select(field => field.Key).ToListAsync(cancellation);
        if (Formula.FaultOf(draft.Formula, [.. names, .. PlainOf(record)]) is { } fault) faults["Formula"] = fault;
        return faults;
    }

    private IEnumerable<string> PlainOf(string record) => records.Where(its => its.Record == record).SelectMany(its => its.Plain).Select(field => field.Key);

    /// <summary>"Größe der Anlage" → "grosse_der_anlage"; a number follows where that is taken.</summary>
    private static string KeyFor(Localized label, HashSet<string> taken)
    {
        var bare = new StringBuilder();
        foreach (var letter in label.In("en").Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter)) bare.Append(letter);
            else if (letter == 'ł') bare.Append('l');
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && bare.Length > 0 && bare[^1] != '_') bare.Append('_');

        var key = bare.ToString().Trim('_') is { Length: > 0 } some ? some[..Math.Min(some.Length, 40)] : "field";
        return taken.Contains(key) ? Enumerable.Range(2, taken.Count + 1).Select(number => $"{key}_{number}").First(free => !taken.Contains(free)) : key;
    }
}

/// <summary>A field as the form for it carries it.</summary>
/// <param name="Key">Under which values lie already that an import brought along; empty for a new one.</param>
public sealed record CustomFieldDraft(string Record, string Key, Localized Label, CustomFieldType Type)
{
    public IReadOnlyList<CustomOption> Options { get; init; } = [];
    public string Target { get; init; } = "";
    public string Formula { get; init; } = "";
    public CustomFieldType Result { get; init; } = CustomFieldType.Number;
}

public sealed record CustomFieldAdded(Guid FieldId, Localized Name) : Happening(FieldId)
{
    public override Told Told => new("added the field {0}", Name);

    public override string Icon => "adjustments-horizontal";
}

public sealed record CustomFieldChanged(Guid FieldId, Localized Name) : Happening(FieldId)
{
    public override Told Told => new("changed the field {0}", Name);

    public override string Icon => "adjustments-horizontal";
}

public sealed record CustomFieldRetired(Guid FieldId, Localized Name) : Happening(FieldId)
{
    public override Told Told => new("took the field {0} out of use", Name);

    public override string Icon => "adjustments-horizontal";
}
