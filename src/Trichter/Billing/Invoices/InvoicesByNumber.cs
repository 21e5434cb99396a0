using Trichter.Deals.Find;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Billing.Invoices;

internal sealed class InvoicesByNumber(Db db, Me me) : FindByNumber(db, me)
{
    public override int Order => 40;

    public override Told Kind => new("Invoices");

    public override string Icon => "receipt";

    protected override string Root => "/invoices/";

    protected override IQueryable<Numbered> All(Db db) => db.Invoices.Where(invoice => invoice.RetiredAt == null).Select(invoice => new Numbered { Id = invoice.Id, DealId = invoice.DealId, Number = invoice.Number });
}
