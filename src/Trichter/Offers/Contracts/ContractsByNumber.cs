using Trichter.Deals.Find;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Contracts;

internal sealed class ContractsByNumber(Db db, Me me) : FindByNumber(db, me)
{
    public override int Order => 20;

    public override Told Kind => new("Contracts");

    public override string Icon => "signature";

    protected override string Root => "/contracts/";

    protected override IQueryable<Numbered> All(Db db) => db.Contracts.Select(contract => new Numbered { Id = contract.Id, DealId = contract.DealId, Number = contract.Number });
}
