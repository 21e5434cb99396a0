using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Trichter.Customers;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Deals.List.Filters;

/// <summary>Makes questions to the database of conditions. Days are those of the person who asks.</summary>
[SuppressMessage("Globalization", "CA1304:Specify CultureInfo", Justification = "The database carries it out, and knows lower() alone.")]
[SuppressMessage("Globalization", "CA1311:Specify a culture or use an invariant version", Justification = "The database carries it out, and knows lower() alone.")]
[SuppressMessage("Performance", "CA1862:Use the StringComparison overloads", Justification = "The database carries it out, and knows lower() alone.")]
public sealed class MatchDeals(Db db, Me me, Texts texts, TimeProvider clock)
{
    public IQueryable<Deal> Narrow(IQueryable<Deal> deals, IReadOnlyList<IReadOnlyList<DealCondition>> groups)
    {
        if (groups.Count == 0) return deals;
        return deals.Where(groups.Select(group => group.Select(Match).Aggregate(Predicates.And)).Aggregate(Predicates.Or));
    }

    private Expression<Func<Deal, bool>> Match(DealCondition condition) => condition.Field switch
    {
        "name" => OnText(deal => deal.Name, condition),
        "company" => OnText(deal => deal.CompanyName, condition),
        "source" => OnText(deal => deal.Source, condition),
        "product" => OnText(deal => deal.Product, condition),
        "value" => OnValue(condition),
        "owner" => OnOwner(condition),
        "tag" => OnTag(condition),
        "close" => OnDay(condition),
        "created" => OnInstant(deal => deal.CreatedAt, condition),
        "entered-stage" => OnInstant(deal => deal.StageEnteredAt, condition),
        "activity" => OnInstant(deal => deal.LastActivityAt, condition),
        "next" => OnInstant(deal => deal.NextStepAt, condition),
        "existing" => condition.Operator == "yes" ? deal => deal.ExistingCustomer : deal => !deal.ExistingCustomer,
        "red-flag" => condition.Operator == "yes" ? deal => deal.OpenCritical > 0 : deal => deal.OpenCritical == 0,
        "industry" => OnCompany(condition, industry => company => company.Industry.ToLower() == industry),
        _ => deal => false,
    };

    private static Expression<Func<Deal, bool>> OnText(Expression<Func<Deal, string>> field, DealCondition condition)
    {
        var wanted = condition.Value.Trim().ToLower(CultureInfo.InvariantCulture);
        return condition.Operator switch
        {
            "contains" => On(field, text => text.ToLower().Contains(wanted)),
            "not" => On(field, text => text.ToLower() != wanted),
            "empty" => On(field, text => text == ""),
            "filled" => On(field, text => text != ""),
            _ => On(field, text => text.ToLower() == wanted),
        };
    }

    /// <summary>Who may not see values gets no answer from asking about them.</summary>
    private Expression<Func<Deal, bool>> OnValue(DealCondition condition)
    {
        if (!me.MaySee(DealFields.Value) || !decimal.TryParse(condition.Value, NumberStyles.Number, texts.Culture, out var amount) || Math.Abs(amount) > 1_000_000_000_000m) return deal => false;

        var minor = (long)(amount * 100);
        return condition.Operator == "min" ? deal => deal.ValueMinor >= minor : deal => deal.ValueMinor <= minor;
    }

    private Expression<Func<Deal, bool>> OnOwner(DealCondition condition)
    {
        var (team, owner) = (me.TeamId, condition.Value == "me" ? me.Id : FormValues.Id(condition.Value));
        return condition.Operator switch
        {
            "empty" => deal => deal.OwnerId == null,
            "team" => deal => db.Users.Any(user => user.Id == deal.OwnerId && user.TeamId != null && user.TeamId == team),
            "not" => deal => deal.OwnerId != owner,
            _ => deal => deal.OwnerId == owner,
        };
    }

    /// <summary>Tags lie in one column as JSON; a tag is looked for with its quotation marks.</summary>
    private static Expression<Func<Deal, bool>> OnTag(DealCondition condition)
    {
        var tag = JsonSerializer.Serialize(condition.Value.Trim(), AsJson.Options);
        return condition.Operator == "has" ? deal => ((string)(object)deal.Tags).Contains(tag) : deal => !((string)(object)deal.Tags).Contains(tag);
    }

    private Expression<Func<Deal, bool>> OnDay(DealCondition condition)
    {
        if (condition.Operator == "empty") return deal => deal.ExpectedClose == null;
        if (condition.Operator == "filled") return deal => deal.ExpectedClose != null;
        if (DaysOf(condition) is not var (from, to)) return deal => false;
        return deal => deal.ExpectedClose >= from && deal.ExpectedClose <= to;
    }

    private Expression<Func<Deal, bool>> OnInstant(Expression<Func<Deal, DateTime?>> field, DealCondition condition)
    {
        if (condition.Operator == "empty") return On(field, at => at == null);
        if (condition.Operator == "filled") return On(field, at => at != null);
        if (DaysOf(condition) is not var (from, to)) return deal => false;

        var (first, end) = (MidnightOf(from), MidnightOf(to.AddDays(1)));
        return On(field, at => at >= first && at < end);
    }

    private Expression<Func<Deal, bool>> OnCompany(DealCondition condition, Func<string, Expression<Func<Company, bool>>> rule)
    {
        var wanted = condition.Value.Trim().ToLower(CultureInfo.InvariantCulture);
        var companies = db.Companies.VisibleTo(me, db).Where(rule(wanted)).Select(company => (Guid?)company.Id);
        return condition.Operator == "not" ? deal => !companies.Contains(deal.CompanyId) : deal => companies.Contains(deal.CompanyId);
    }

    private (DateOnly From, DateOnly To)? DaysOf(DealCondition condition)
    {
        var today = texts.Today(clock);
        if (condition.Operator == "within") return DealFilterFields.Days(condition.Value, today);
        if (FormValues.Day(condition.Value) is not { } day) return null;
        return condition.Operator == "before" ? (DateOnly.MinValue.AddDays(2), day.AddDays(-1)) : (day.AddDays(1), DateOnly.MaxValue.AddDays(-2));
    }

    private DateTime MidnightOf(DateOnly day) => LocalTime.ToUtc(day, 0, texts.Zone);

    /// <summary>A rule about a value, asked of one field.</summary>
    private static Expression<Func<Deal, bool>> On<T>(Expression<Func<Deal, T>> field, Expression<Func<T, bool>> rule) =>
        Expression.Lambda<Func<Deal, bool>>(new InPlaceOf(rule.Parameters[0], field.Body).Visit(rule.Body), field.Parameters);

    private sealed class InPlaceOf(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : base.VisitParameter(node);
    }
}
