using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team.CustomFields;

namespace Trichter.Team.Lists;

/// <summary>The same for records that carry fields of the workspace.</summary>
public abstract class Match<T>(Db db, Me me, Texts texts, TimeProvider clock, IEnumerable<RelationTarget> targets) : MatchPlain<T>(db, me, texts, clock) where T : class, IHasCustomFields
{
    /// <summary>From so many records on that have a value, it is faster to ask each record of a page for it than to gather them all.</summary>
    private const int Many = 2_000;

    /// <summary>The records sorted by a field of the workspace; those without a value come last.</summary>
    public IQueryable<T> Sorted(IQueryable<T> records, CustomField field, bool descending)
    {
        var with = from value in Db.CustomValues
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

    protected override async Task<Expression<Func<T, bool>>> RuleAsync(ListCondition condition, CancellationToken cancellation) =>
        condition.Field.Own is { } own ? await OnOwnAsync(own, condition, cancellation) : Rule(condition);

    /// <summary>A field of the workspace, by its own index.</summary>
    private async Task<Expression<Func<T, bool>>> OnOwnAsync(CustomField field, ListCondition condition, CancellationToken cancellation)
    {
        var values = Db.CustomValues.Where(value => value.FieldId == field.Id);
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
                var related = target.Seen(Db, Me).Where(record => record.Name.ToLower().Contains(wanted)).Select(record => (Guid?)record.Id);
                return values.Where(value => related.Contains(value.RelatedId));
            default:
                return condition.Operator == "contains" ? values.Where(value => value.Text.Contains(wanted)) : values.Where(value => value.Text == wanted);
        }
    }
}
