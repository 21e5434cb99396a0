using System.Linq.Expressions;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;

namespace Trichter.Customers.Lists;

public sealed class MatchPeople(Db db, Me me, Texts texts, TimeProvider clock, IEnumerable<RelationTarget> targets) : Match<Person>(db, me, texts, clock, targets)
{
    protected override Expression<Func<Person, bool>> Rule(ListCondition condition) => condition.Field.Key switch
    {
        "last-name" => OnText(person => person.LastName, condition),
        "first-name" => OnText(person => person.FirstName, condition),
        "email" => OnText(person => person.MainEmail, condition),
        "language" => OnText(person => person.Language, condition),
        "owner" => OnOwner(person => person.OwnerId, condition),
        "tag" => OnTag(person => person.Tags, condition),
        "created" => OnInstant(person => person.CreatedAt, condition),
        "company" => OnCompany(condition),
        "role" => OnRole(condition),
        _ => Nothing,
    };

    private Expression<Func<Person, bool>> OnCompany(ListCondition condition)
    {
        var wanted = Wanted(condition);
        var seen = Db.Companies.VisibleTo(Me, Db);
        var found = condition.Operator == "contains" ? seen.Where(company => company.Name.ToLower().Contains(wanted)) : seen.Where(company => company.Name.ToLower() == wanted);
        var people = Db.Employments.Where(job => found.Any(company => company.Id == job.CompanyId)).Select(job => job.PersonId);
        return condition.Operator switch
        {
            "empty" => person => !Db.Employments.Any(job => job.PersonId == person.Id),
            "filled" => person => Db.Employments.Any(job => job.PersonId == person.Id),
            "not" => person => !people.Contains(person.Id),
            _ => person => people.Contains(person.Id),
        };
    }

    private Expression<Func<Person, bool>> OnRole(ListCondition condition)
    {
        var wanted = Wanted(condition);
        var people = Db.Employments.Where(job => job.Role.ToLower().Contains(wanted)).Select(job => job.PersonId);
        return condition.Operator == "not" ? person => !people.Contains(person.Id) : person => people.Contains(person.Id);
    }
}
