using System.Linq.Expressions;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Deals.List;

public sealed class MatchDeals(Db db, Me me, Texts texts, TimeProvider clock, IEnumerable<RelationTarget> targets) : Match<Deal>(db, me, texts, clock, targets)
{
    protected override Expression<Func<Deal, bool>> Rule(ListCondition condition) => condition.Field.Key switch
    {
        "process" => OnProcess(condition),
        "name" => OnText(deal => deal.Name, condition),
        "company" => OnText(deal => deal.CompanyName, condition),
        "source" => OnText(deal => deal.Source, condition),
        "product" => OnText(deal => deal.Product, condition),
        "value" => OnValue(condition),
        "owner" => OnOwner(deal => deal.OwnerId, condition),
        "tag" => OnTag(deal => deal.Tags, condition),
        "close" => OnDay(deal => deal.ExpectedClose, condition),
        "created" => OnInstant(deal => deal.CreatedAt, condition),
        "outcome" => OnChoice(deal => deal.Outcome, condition),
        "closed" => OnInstant(deal => deal.OutcomeAt, condition),
        "entered-stage" => OnInstant(deal => deal.StageEnteredAt, condition),
        "activity" => OnInstant(deal => deal.LastActivityAt, condition),
        "next" => OnInstant(deal => deal.NextStepAt, condition),
        "existing" => condition.Operator == "yes" ? deal => deal.ExistingCustomer : deal => !deal.ExistingCustomer,
        "red-flag" => condition.Operator == "yes" ? deal => deal.OpenCritical > 0 : deal => deal.OpenCritical == 0,
        "industry" => OnIndustry(condition),
        _ => Nothing,
    };

    /// <summary>Who may not see values gets no answer from asking about them.</summary>
    private Expression<Func<Deal, bool>> OnValue(ListCondition condition) => Me.MaySee(DealFields.Value) ? OnAmount(deal => deal.ValueMinor, condition) : Nothing;

    private static Expression<Func<Deal, bool>> OnProcess(ListCondition condition)
    {
        var process = FormValues.Id(condition.Value) ?? Guid.Empty;
        return condition.Operator == "not" ? deal => deal.ProcessId != process : deal => deal.ProcessId == process;
    }

    private Expression<Func<Deal, bool>> OnIndustry(ListCondition condition)
    {
        var wanted = Wanted(condition);
        var companies = Db.Companies.VisibleTo(Me, Db).Where(company => company.Industry.ToLower() == wanted).Select(company => (Guid?)company.Id);
        return condition.Operator == "not" ? deal => !companies.Contains(deal.CompanyId) : deal => companies.Contains(deal.CompanyId);
    }
}
