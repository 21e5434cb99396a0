using Trichter.Exchange.Import;
using Trichter.Exchange.Reading;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;
using Trichter.Process;
using Trichter.Team.CustomFields;

namespace Trichter.Exchange.Columns;

/// <summary>A mapping applied to one file: every column with its target, every setting decided.</summary>
internal sealed class ImportPlan
{
    private static readonly string[] Creatable = ["company", "owner", "contact"];

    public required Mapping Mapping { get; init; }
    public required FileDialect Dialect { get; init; }
    public required IReadOnlyList<PlannedColumn> Columns { get; init; }
    public required IReadOnlyList<string> Match { get; init; }

    /// <summary>The zone of times that name none.</summary>
    public required TimeZoneInfo FileZone { get; init; }

    /// <summary>The zone in which days are cut.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public ProcessVersion? Version { get; init; }

    public bool Has(string target) => Columns.Any(column => column.Target == target);

    public string HeaderOf(string target) => Columns.FirstOrDefault(column => column.Target == target)?.Header ?? target;

    /// <summary>The fields of the workspace, by the key under which values lie with the record.</summary>
    public IReadOnlyDictionary<string, CustomField> Own { get; init; } = new Dictionary<string, CustomField>();

    /// <param name="own">The fields that the workspace added to such records.</param>
    public static PlanResult Of(Mapping mapping, FileLook.Readable file, ProcessVersion? version, TimeZoneInfo zone, IReadOnlyList<CustomField> own)
    {
        var targets = OwnColumns.Find(AutoMapping.Complete(mapping.As, file.Headers, file.Detected.DateColumns, version, mapping.Columns), own);
        var faults = FaultsOf(mapping, targets, version, file.Headers);
        foreach (var (header, _) in targets.Where(pair => own.Any(field => field.Type == CustomFieldType.Formula && field.Name == pair.Value))) faults[header] = new Told("This field is computed.");
        if (faults.Count > 0) return new PlanResult.Faulty(faults);

        var kinds = Target.Of(mapping.As).ToDictionary(target => target.Key, target => target.Kind);
        var columns = file.Headers.Select((header, index) => new PlannedColumn(
            index, header, targets[header], KindOf(targets[header], kinds), FormatsFor(index, mapping, file))
        {
            Replacements = Headers.Find(mapping.Values, header, targets[header]),
            Accepted = Headers.Find(mapping.Lists, header, targets[header]),
        }).ToList();

        return new PlanResult.Planned(new ImportPlan
        {
            Mapping = mapping,
            Dialect = file.Dialect,
            Columns = columns,
            Match = mapping.Match ?? MatchKeys.UsualFor(mapping.As, columns),
            FileZone = mapping.TimeZone is { Length: > 0 } name ? Zones.Find(name) : zone,
            Zone = zone,
            Version = version,
            Own = own.ToDictionary(field => field.Key),
        });
    }

    private static Dictionary<string, Told> FaultsOf(
        Mapping mapping, Dictionary<string, string> targets, ProcessVersion? version, IReadOnlyList<string> headers)
    {
        var faults = DialectSettings.FaultsOf(mapping.Dialect);
        var known = Target.Of(mapping.As);

        foreach (var (header, target) in targets)
            if (FaultOf(target, mapping.As, known, version) is { } why) faults[header] = why;
            else if (Again(header, target, targets, known) is { } other) faults[header] = new Told("{0} goes there already.", other);

        foreach (var header in mapping.Columns.Keys.Where(header => !targets.ContainsKey(header) && !headers.Any(its => Headers.Fold(its) == Headers.Fold(header))))
            faults[header] = new Told("The file has no column {0}.", header);
        foreach (var key in (mapping.Match ?? []).Where(key => !MatchKeys.Of(mapping.As).Contains(key)))
            faults["match"] = new Told("Records cannot be found by {0}.", key);
        foreach (var what in (mapping.CreateMissing ?? []).Where(what => !Creatable.Contains(what)))
            faults["createMissing"] = new Told("{0} cannot be entered along.", what);
        if (mapping.TimeZone is { Length: > 0 } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            faults["timeZone"] = new Told("Unknown time zone {0}.", zone);
        if (mapping.Mode == ImportMode.Update && !(mapping.Match ?? MatchKeys.Of(mapping.As)).Any(key => MatchKeys.IsMapped(key, targets.Values)))
            faults["match"] = new Told("To update, one column has to say which record is meant.");
        return faults;
    }

    private static Told? FaultOf(string target, ImportKind kind, IReadOnlyList<Target> known, ProcessVersion? version)
    {
        if (target is Target.Ignore || known.Any(its => its.Key == target)) return null;
        if (kind.KeepsOtherColumns() && target.StartsWith(Target.CustomPrefix, StringComparison.Ordinal))
            return target.Length is > 7 and <= 207 ? null : new Told("A field of its own needs a name of at most {0} characters.", 200);
        if (target.StartsWith(Target.EnteredPrefix, StringComparison.Ordinal) && version?.StageWithKey(target[Target.EnteredPrefix.Length..]) is not null)
            return null;
        return new Told("{0} is not a place a column can go to.", target);
    }

    private static string? Again(string header, string target, Dictionary<string, string> targets, IReadOnlyList<Target> known) =>
        target is Target.Ignore || known.Any(its => its.Key == target && its.TakesSeveral) ? null
        : targets.TakeWhile(other => other.Key != header).FirstOrDefault(other => other.Value == target).Key;

    private static FieldKind KindOf(string target, Dictionary<string, FieldKind> kinds) =>
        target.StartsWith(Target.EnteredPrefix, StringComparison.Ordinal) ? FieldKind.Date : kinds.GetValueOrDefault(target, FieldKind.Text);

    /// <summary>The formats to try on a column of dates: the one that was said, else those that read every value of the sample.</summary>
    private static IReadOnlyList<string> FormatsFor(int column, Mapping mapping, FileLook.Readable file)
    {
        if (DialectSettings.FormatOf(mapping.Dialect?.DateFormat) is { } said) return [said];

        var fitting = file.Detected.DateColumns.FirstOrDefault(date => date.Column == column)?.Formats ?? [];
        return fitting.Count == 0 || fitting.Contains(file.Dialect.DateFormat) ? [file.Dialect.DateFormat] : [fitting[0]];
    }
}

/// <param name="DateFormats">The formats in which dates of this column are read.</param>
internal sealed record PlannedColumn(int Index, string Header, string Target, FieldKind Kind, IReadOnlyList<string> DateFormats)
{
    public IReadOnlyDictionary<string, string>? Replacements { get; init; }
    public IReadOnlyList<string>? Accepted { get; init; }
}

internal abstract record PlanResult
{
    public sealed record Planned(ImportPlan Plan) : PlanResult;

    /// <param name="Faults">Header or setting → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : PlanResult;
}
