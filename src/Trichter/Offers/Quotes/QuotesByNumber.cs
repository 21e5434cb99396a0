using Trichter.Deals.Find;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Quotes;

internal sealed class QuotesByNumber(Db db, Me me) : FindByNumber(db, me)
{
    public override int Order => 10;

    public override Told Kind => new("Quotes");

    public override string Icon => "file-text";

    protected override string Root => "/quotes/";

    protected override IQueryable<Numbered> All(Db db) => db.Quotes.Where(quote => quote.RetiredAt == null).Select(quote => new Numbered { Id = quote.Id, DealId = quote.DealId, Number = quote.Number });
}
