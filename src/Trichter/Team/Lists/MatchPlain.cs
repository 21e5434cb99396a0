using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;

namespace Trichter.Team.Lists;

/// <summary>Makes questions to the database of conditions about one kind of record. Days are those of the person who asks.</summary>
public abstract class MatchPlain<T>(Db db, Me me, Texts texts, TimeProvider clock) where T : class
{
    protected Db Db => db;

    protected Me Me => me;

    protected static readonly Expression<Func<T, bool>> Nothing = record => false;

    public async Task<IQueryable<T>> NarrowAsync(IQueryable<T> records, IReadOnlyList<IReadOnlyList<ListCondition>> groups, CancellationToken cancellation = default)
    {
        if (groups.Count == 0) return records;

        var rules = new List<Expression<Func<T, bool>>>();
        foreach (var group in groups)
        {
            var parts = new List<Expression<Func<T, bool>>>();
            foreach (var condition in group) parts.Add(await RuleAsync(condition, cancellation));
            rules.Add(parts.Aggregate(Predicates.And));
        }

        return records.Where(rules.Aggregate(Predicates.Or));
    }

    /// <summary>The rule of any condition that such a list knows.</summary>
    protected virtual Task<Expression<Func<T, bool>>> RuleAsync(ListCondition condition, CancellationToken cancellation) => Task.FromResult(Rule(condition));

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
        var (team, owner) = (FormValues.Id(condition.Value) ?? me.TeamId, condition.Value == "me" ? me.Id : FormValues.Id(condition.Value));
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
    protected static Expression<Func<T, bool>> On<TValue>(Expression<Func<T, TValue>> field, Expression<Func<TValue, bool>> rule) => field.Then(rule);

    protected static Expression<Func<T, bool>> OnChoice<TValue>(Expression<Func<T, TValue>> field, ListCondition condition) where TValue : struct, Enum
    {
        if (FormValues.One<TValue>(condition.Value) is not { } wanted) return Nothing;

        var same = Expression.Equal(field.Body, Expression.Constant(wanted));
        return Expression.Lambda<Func<T, bool>>(condition.Operator == "not" ? Expression.Not(same) : same, field.Parameters);
    }

    protected decimal? NumberOf(ListCondition condition) => decimal.TryParse(condition.Value, NumberStyles.Number, texts.Culture, out var number) ? number : null;

    protected (DateOnly From, DateOnly To)? DaysOf(ListCondition condition)
    {
        var today = texts.Today(clock);
        if (condition.Operator == "within") return FilterWords.Days(condition.Value, today);
        if (FormValues.Day(condition.Value) is not { } day) return null;
        return condition.Operator == "before" ? (DateOnly.MinValue.AddDays(2), day.AddDays(-1)) : (day.AddDays(1), DateOnly.MaxValue.AddDays(-2));
    }

    private DateTime MidnightOf(DateOnly day) => LocalTime.ToUtc(day, 0, texts.Zone);
}
