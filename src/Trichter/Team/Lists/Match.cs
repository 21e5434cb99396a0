using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Calendar;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;
using Trichter.Team.CustomFields;

namespace Trichter.Team.Lists;

/// <summary>Makes questions to the database of conditions about one kind of record. Days are those of the person who asks.</summary>
public abstract class Match<T>(Db db, Me me, Texts texts, TimeProvider clock, IEnumerable<RelationTarget> targets) where T : class, IHasCustomFields
{
    protected Db Db => db;

    protected Me Me => me;

    protected static readonly Expression<Func<T, bool>> Nothing = record => false;

    /// <summary>From so many records on that have a value, it is faster to ask each record of a page for it than to gather them all.</summary>
    private const int Many = 2_000;

    public async Task<IQueryable<T>> NarrowAsync(IQueryable<T> records, IReadOnlyList<IReadOnlyList<ListCondition>> groups, CancellationToken cancellation = default)
    {
        if (groups.Count == 0) return records;

        var rules = new List<Expression<Func<T, bool>>>();
        foreach (var group in groups)
        {
            var parts = new List<Expression<Func<T, bool>>>();
            foreach (var condition in group) parts.Add(condition.Field.Own is { } own ? await OnOwnAsync(own, condition, cancellation) : Rule(condition));
            rules.Add(parts.Aggregate(Predicates.And));
        }

        return records.Where(rules.Aggregate(Predicates.Or));
    }

    /// <summary>The records sorted by a field of the workspace; those without a value come last.</summary>
    public IQueryable<T> Sorted(IQueryable<T> records, CustomField field, bool descending)
    {
        var with = from value in db.CustomValues
                   where value.FieldId == field.Id
                   join record in records on value.RecordId equals record.Id
                   select new { value, record };
        return (field.IsNumeric || field.ValueType == CustomFieldType.Date, descending) switch
        {
            (true, false) => with.OrderBy(its => its.value.Number).ThenBy(its => its.value.RecordId).Select(its => its.record),
            (true, true) => with.OrderByDescending(its => its.value.Number).ThenByDescending(its => its.value.RecordId).Select(its => its.record),
            (_, false) => with.OrderBy(its => its.value.Text).ThenBy(its => its.value.RecordId).Select(its => its.record),
            _ => with.OrderByDescending(its => its.value.Text).ThenByDescending(its => its.value.RecordId).Select(its => its.record),
        };
    }

    /// <summary>The rule of a condition about a field that the records are built with.</summary>
    protected abstract Expression<Func<T, bool>> Rule(ListCondition condition);

    protected static Expression<Func<T, bool>> OnText(Expression<Func<T, string>> field, ListCondition condition)
    {
        var wanted = Wanted(condition);
        return condition.Operator switch
        {
            "contains" => On(field, text => text.ToLower().Contains(wanted)),
            "not" => On(field, text => text.ToLower() != wanted),
            "empty" => On(field, text => text == ""),
            "filled" => On(field, text => text != ""),
            _ => On(field, text => text.ToLower() == wanted),
        };
    }

    /// <param name="field">Minor units.</param>
    protected Expression<Func<T, bool>> OnAmount(Expression<Func<T, long>> field, ListCondition condition)
    {
        if (NumberOf(condition) is not { } amount || Math.Abs(amount) > 1_000_000_000_000m) return Nothing;

        var minor = (long)(amount * 100);
        return condition.Operator == "min" ? On(field, value => value >= minor) : On(field, value => value <= minor);
    }

    protected Expression<Func<T, bool>> OnOwner(Expression<Func<T, Guid?>> field, ListCondition condition)
    {
        var (team, owner) = (me.TeamId, condition.Value == "me" ? me.Id : FormValues.Id(condition.Value));
        return condition.Operator switch
        {
            "empty" => On(field, id => id == null),
            "team" => On(field, id => db.Users.Any(user => user.Id == id && user.TeamId != null && user.TeamId == team)),
            "not" => On(field, id => id != owner),
            _ => On(field, id => id == owner),
        };
    }

    /// <summary>Tags lie in one column as JSON; a tag is looked for with its quotation marks.</summary>
    protected static Expression<Func<T, bool>> OnTag(Expression<Func<T, List<string>>> field, ListCondition condition)
    {
        var tag = JsonSerializer.Serialize(condition.Value.Trim(), AsJson.Options);
        return condition.Operator == "has" ? On(field, tags => ((string)(object)tags).Contains(tag)) : On(field, tags => !((string)(object)tags).Contains(tag));
    }

    protected Expression<Func<T, bool>> OnDay(Expression<Func<T, DateOnly?>> field, ListCondition condition)
    {
        if (condition.Operator == "empty") return On(field, day => day == null);
        if (condition.Operator == "filled") return On(field, day => day != null);
        if (DaysOf(condition) is not var (from, to)) return Nothing;
        return On(field, day => day >= from && day <= to);
    }

    protected Expression<Func<T, bool>> OnInstant(Expression<Func<T, DateTime?>> field, ListCondition condition)
    {
        if (condition.Operator == "empty") return On(field, at => at == null);
        if (condition.Operator == "filled") return On(field, at => at != null);
        if (DaysOf(condition) is not var (from, to)) return Nothing;

        var (first, end) = (MidnightOf(from), MidnightOf(to.AddDays(1)));
        return On(field, at => at >= first && at < end);
    }

    protected static string Wanted(ListCondition condition) => condition.Value.Trim().ToLower(CultureInfo.InvariantCulture);

    /// <summary>A rule about a value, asked of one field.</summary>
    protected static Expression<Func<T, bool>> On<TValue>(Expression<Func<T, TValue>> field, Expression<Func<TValue, bool>> rule) =>
        Expression.Lambda<Func<T, bool>>(new InPlaceOf(rule.Parameters[0], field.Body).Visit(rule.Body), field.Parameters);

    /// <summary>A field of the workspace, by its own index.</summary>
    private async Task<Expression<Func<T, bool>>> OnOwnAsync(CustomField field, ListCondition condition, CancellationToken cancellation)
    {
        var values = db.CustomValues.Where(value => value.FieldId == field.Id);
        if (condition.Operator == "empty") return record => !values.Any(value => value.RecordId == record.Id);
        if (condition.Operator == "filled") return record => values.Any(value => value.RecordId == record.Id);

        var fitting = OwnValues(values, field, condition);
        var rule = await fitting.OrderBy(value => value.FieldId).Take(Many + 1).CountAsync(cancellation) > Many ? Has(fitting) : In(fitting);
        return condition.Operator == "not" ? Expression.Lambda<Func<T, bool>>(Expression.Not(rule.Body), rule.Parameters) : rule;
    }

    private static Expression<Func<T, bool>> Has(IQueryable<CustomValue> values) => record => values.Any(value => value.RecordId == record.Id);

    private static Expression<Func<T, bool>> In(IQueryable<CustomValue> values)
    {
        var ids = values.Select(value => value.RecordId);
        return record => ids.Contains(record.Id);
    }

    private IQueryable<CustomValue> OwnValues(IQueryable<CustomValue> values, CustomField field, ListCondition condition)
    {
        var wanted = Wanted(condition);
        switch (condition.Field.Kind)
        {
            case FilterKind.Amount:
                if (NumberOf(condition) is not { } number || CustomValue.InSteps(number) is not { } steps) return values.Where(value => false);
                return condition.Operator == "min" ? values.Where(value => value.Number >= steps) : values.Where(value => value.Number <= steps);
            case FilterKind.Day:
                if (DaysOf(condition) is not var (from, to)) return values.Where(value => false);
                var (first, last) = (from.DayNumber, to.DayNumber);
                return values.Where(value => value.Number >= first && value.Number <= last);
            case FilterKind.YesNo:
                return values.Where(value => value.Text == condition.Operator);
            case FilterKind.Related when targets.FirstOrDefault(target => target.Key == field.Target) is { } target:
                var related = target.Seen(db, me).Where(record => record.Name.ToLower().Contains(wanted)).Select(record => (Guid?)record.Id);
                return values.Where(value => related.Contains(value.RelatedId));
            default:
                return condition.Operator == "contains" ? values.Where(value => value.Text.Contains(wanted)) : values.Where(value => value.Text == wanted);
        }
    }

    private decimal? NumberOf(ListCondition condition) => decimal.TryParse(condition.Value, NumberStyles.Number, texts.Culture, out var number) ? number : null;

    private (DateOnly From, DateOnly To)? DaysOf(ListCondition condition)
    {
        var today = texts.Today(clock);
        if (condition.Operator == "within") return FilterWords.Days(condition.Value, today);
        if (FormValues.Day(condition.Value) is not { } day) return null;
        return condition.Operator == "before" ? (DateOnly.MinValue.AddDays(2), day.AddDays(-1)) : (day.AddDays(1), DateOnly.MaxValue.AddDays(-2));
    }

    private DateTime MidnightOf(DateOnly day) => LocalTime.ToUtc(day, 0, texts.Zone);

    private sealed class InPlaceOf(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : base.VisitParameter(node);
    }
}
