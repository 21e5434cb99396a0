using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Deals.List;

/// <summary>Puts the deals of a list together by a field, with count and sum of each; the database counts, in one question.</summary>
public sealed class DealGroups(Db db, Me me, Texts texts, DealListReader reader, OwnFields own, ProcessCatalogue catalogue)
{
    private static readonly (string Key, Told Label)[] Plain =
        [("stage", new Told("Stage")), ("owner", new Told("Owner")), ("source", new Told("Source")), ("product", new Told("Product")), ("company", new Told("Company")), ("outcome", new Told("Outcome")), ("close", new Told("Month of the expected close")), ("created", new Told("Month of entry"))];

    /// <summary>What deals can be put together by.</summary>
    public async Task<IReadOnlyList<(string Key, string Label)>> OfferedAsync(CancellationToken cancellation = default) =>
    [
        .. Plain.Select(its => (its.Key, texts[its.Label])),
        .. (await own.OfAsync(nameof(Deal), cancellation)).Where(field => field.ValueType is CustomFieldType.Choice or CustomFieldType.YesNo or CustomFieldType.Text).Select(field => (field.Name, texts[field.Label])),
    ];

    /// <returns>The largest first, months in their order; null for what deals cannot be put together by.</returns>
    /// <param name="fields">What the list can be filtered by, so that each group leads to its deals.</param>
    public async Task<IReadOnlyList<GroupRow>?> ReadAsync(
        DealFilter filter, string by, IReadOnlyList<FilterField> fields, IReadOnlyDictionary<Guid, string> users, CancellationToken cancellation = default)
    {
        var deals = await reader.FilteredAsync(filter, cancellation);
        var field = (await own.OfAsync(nameof(Deal), cancellation)).FirstOrDefault(its => its.Name == by);
        var found = by switch
        {
            "owner" or "outcome" when filter.IsKeptInTotals => [.. (await reader.KeptByOwnerAsync(filter, cancellation))
                .Select(sum => (by == "owner" ? new Together(Id: sum.OwnerId) : new Together(Outcome: Enum.Parse<Outcome>(sum.Outcome)), sum.Currency, sum.Count, sum.Value))],
            "stage" => await StagesAsync(deals, filter, cancellation),
            _ when field is not null => await CountAsync(
                from deal in deals
                join value in db.CustomValues.Where(value => value.FieldId == field.Id) on deal.Id equals value.RecordId into its
                from value in its.DefaultIfEmpty()
                select new Keyed<string> { Key = value == null ? "" : value.Text, Currency = deal.Currency, Value = deal.ValueMinor }, text => new Together(Text: text), cancellation),
            "owner" => await CountAsync(deals.Select(deal => new Keyed<Guid?> { Key = deal.OwnerId, Currency = deal.Currency, Value = deal.ValueMinor }), id => new Together(Id: id), cancellation),
            "source" => await CountAsync(deals.Select(deal => new Keyed<string> { Key = deal.Source, Currency = deal.Currency, Value = deal.ValueMinor }), text => new Together(Text: text), cancellation),
            "product" => await CountAsync(deals.Select(deal => new Keyed<string> { Key = deal.Product, Currency = deal.Currency, Value = deal.ValueMinor }), text => new Together(Text: text), cancellation),
            "company" => await CountAsync(deals.Select(deal => new Keyed<string> { Key = deal.CompanyName, Currency = deal.Currency, Value = deal.ValueMinor }), text => new Together(Text: text), cancellation),
            "outcome" => await CountAsync(deals.Select(deal => new Keyed<Outcome> { Key = deal.Outcome, Currency = deal.Currency, Value = deal.ValueMinor }), outcome => new Together(Outcome: outcome), cancellation),
            "close" => await CountAsync(deals.Select(deal => new Keyed<int?> { Key = deal.ExpectedClose == null ? null : deal.ExpectedClose.Value.Year * 12 + deal.ExpectedClose.Value.Month - 1, Currency = deal.Currency, Value = deal.ValueMinor }), month => new Together(Month: month), cancellation),
            "created" => await CountAsync(deals.Select(deal => new Keyed<int?> { Key = deal.CreatedAt.Year * 12 + deal.CreatedAt.Month - 1, Currency = deal.Currency, Value = deal.ValueMinor }), month => new Together(Month: month), cancellation),
            _ => null,
        };
        if (found is null) return null;

        var rows = found.GroupBy(one => one.Key).Select(group =>
        {
            IReadOnlyList<(string, long)> sums = me.MaySee(DealFields.Value)
                ? [.. group.GroupBy(one => one.Currency).Select(one => (one.Key, Sum: one.Sum(its => its.Sum))).Where(one => one.Sum != 0).OrderByDescending(one => one.Sum)] : [];
            return (Place: group.Key.Stage?.Position ?? group.Key.Month, Row: new GroupRow(LabelOf(group.Key, field, users), ShownBy(by, group.Key, fields), group.Sum(one => one.Count), sums));
        });
        return [.. rows.OrderBy(its => its.Place ?? int.MaxValue).ThenByDescending(its => its.Row.Count).ThenBy(its => its.Row.Label, StringComparer.CurrentCulture).Select(its => its.Row)];
    }

    /// <summary>The same stage of every version of the process together; those that the current one no longer has stand last, by their key.</summary>
    private async Task<List<(Together Key, string Currency, int Count, long Sum)>> StagesAsync(IQueryable<Deal> deals, DealFilter filter, CancellationToken cancellation)
    {
        var process = await catalogue.OfAsync(filter.ProcessId, cancellation);
        var (version, keys) = (await catalogue.CurrentAsync(process, cancellation), await catalogue.StageKeysAsync(process.Id, cancellation));
        if (filter.IsKeptInTotals) return [.. (await reader.KeptAsync(filter, cancellation)).Select(sum => (StageWith(sum.StageId), sum.Currency, sum.Count, sum.Value))];
        return await CountAsync(deals.Select(deal => new Keyed<Guid> { Key = deal.StageId, Currency = deal.Currency, Value = deal.ValueMinor }), StageWith, cancellation);

        Together StageWith(Guid id)
        {
            var key = keys.GetValueOrDefault(id, "");
            return new Together(Text: key, Stage: version.StageWithKey(key) is { } stage ? new StageOf(texts[stage.Name], stage.Position) : new StageOf(key, int.MaxValue));
        }
    }

    private static async Task<List<(Together Key, string Currency, int Count, long Sum)>> CountAsync<T>(IQueryable<Keyed<T>> deals, Func<T, Together> keyOf, CancellationToken cancellation)
    {
        var found = await deals.GroupBy(deal => new { deal.Key, deal.Currency })
            .Select(group => new { group.Key.Key, group.Key.Currency, Count = group.Count(), Sum = group.Sum(deal => deal.Value) }).ToListAsync(cancellation);
        return found.ConvertAll(one => (keyOf(one.Key), one.Currency, one.Count, one.Sum));
    }

    private string LabelOf(Together key, CustomField? field, IReadOnlyDictionary<Guid, string> users) => key switch
    {
        { Stage: { } stage } => stage.Name,
        { Id: { } id } => users.GetValueOrDefault(id, "–"),
        { Outcome: { } outcome } => texts.Of(outcome),
        { Month: { } month } => new DateOnly(month / 12, month % 12 + 1, 1).ToString("Y", texts.Culture),
        { Text: { Length: > 0 } text } when field is { ValueType: CustomFieldType.Choice } => field.Options.Find(option => option.Key.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } option ? texts[option.Label] : text,
        { Text: YesNoWords.Yes or YesNoWords.No } when field is { ValueType: CustomFieldType.YesNo } => texts[key.Text!],
        { Text: { Length: > 0 } text } => text,
        _ => texts["(blank)"],
    };

    private static Func<ListQuery, ListQuery>? ShownBy(string by, Together key, IReadOnlyList<FilterField> fields) =>
        key.Stage is not null ? query => query is DealListQuery deals ? deals with { Stage = key.Text } : query
        : ConditionOf(by, key, fields) is { } condition ? query => query.Besides(condition) : null;

    /// <summary>Months have none: the lists know days from today on, not months by name.</summary>
    private static ListCondition? ConditionOf(string by, Together key, IReadOnlyList<FilterField> fields)
    {
        if (key.Month is not null || key.Outcome is not null || fields.FirstOrDefault(field => field.Key == by) is not { } field) return null;
        if (key.Id is { } id) return new ListCondition(field, "is", id.ToString());
        if (key.Text is not { Length: > 0 } text) return new ListCondition(field, "empty", "");
        return field.Kind == FilterKind.YesNo ? new ListCondition(field, text, "") : new ListCondition(field, "is", field.Own?.Options.Find(option => option.Key.Equals(text, StringComparison.OrdinalIgnoreCase))?.Key ?? text);
    }

    /// <summary>What deals of a group have in common; the one that is set, or none.</summary>
    private sealed record Together(string? Text = null, Guid? Id = null, Outcome? Outcome = null, int? Month = null, StageOf? Stage = null);

    private sealed record StageOf(string Name, int Position);

    private sealed class Keyed<T>
    {
        public required T Key { get; init; }
        public required string Currency { get; init; }
        public required long Value { get; init; }
    }
}
