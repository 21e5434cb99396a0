using System.Globalization;
using System.Linq.Expressions;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;

namespace Trichter.Customers.Lists;

public sealed class MatchCompanies(Db db, Me me, Texts texts, TimeProvider clock, IEnumerable<RelationTarget> targets) : Match<Company>(db, me, texts, clock, targets)
{
    protected override Expression<Func<Company, bool>> Rule(ListCondition condition) => condition.Field.Key switch
    {
        "name" => OnText(company => company.Name, condition),
        "industry" => OnText(company => company.Industry, condition),
        "domain" => OnText(company => company.Domain, condition),
        "vat" => OnText(company => company.VatNumber, condition),
        "city" => OnCity(condition),
        "employees" => OnEmployees(condition),
        "owner" => OnOwner(company => company.OwnerId, condition),
        "tag" => OnTag(company => company.Tags, condition),
        "customer-since" => OnDay(company => company.CustomerSince, condition),
        "created" => OnInstant(company => company.CreatedAt, condition),
        "people" => condition.Operator == "yes" ? company => Db.Employments.Any(job => job.CompanyId == company.Id) : company => !Db.Employments.Any(job => job.CompanyId == company.Id),
        _ => Nothing,
    };

    private static Expression<Func<Company, bool>> OnEmployees(ListCondition condition)
    {
        if (!int.TryParse(condition.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)) return Nothing;
        return condition.Operator == "min" ? company => company.Employees >= number : company => company.Employees <= number;
    }

    /// <summary>Addresses lie in one column as JSON.</summary>
    private static Expression<Func<Company, bool>> OnCity(ListCondition condition)
    {
        var wanted = Wanted(condition);
        return condition.Operator == "not" ? company => !((string)(object)company.Addresses).ToLower().Contains(wanted) : company => ((string)(object)company.Addresses).ToLower().Contains(wanted);
    }
}
