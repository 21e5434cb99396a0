using System.Linq.Expressions;
using Trichter.Deals;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Products;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>A line with the document it stands in.</summary>
internal sealed class LineOf<TLine, TDocument> where TLine : DocumentLine where TDocument : DocumentHead
{
    public required TLine Line { get; init; }
    public required TDocument Document { get; init; }
}

/// <summary>What lines of orders and of invoices can be asked alike: item, product number, group of goods, interval, net and quantity.</summary>
internal abstract class LineSubject<TLine, TDocument>(Db db, Me me, Texts texts, FiguresOfPeople people) : Subject<OfDeal<LineOf<TLine, TDocument>>>(texts, people)
    where TLine : DocumentLine where TDocument : DocumentHead
{
    protected Db Db => db;

    public override bool IsSeen => me.May(Right.SeeDeals) && me.MaySee(DealFields.Value);

    /// <summary>What can be asked of the document.</summary>
    protected abstract IReadOnlyList<FilterField> DocumentFields { get; }

    /// <summary>In minor units.</summary>
    protected abstract Expression<Func<OfDeal<LineOf<TLine, TDocument>>, long?>> Net { get; }

    /// <summary>By the document, and by its deal.</summary>
    protected abstract Task<IEnumerable<Dimension<OfDeal<LineOf<TLine, TDocument>>>>> DocumentDimensionsAsync(CancellationToken cancellation);

    protected override Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FilterField>>(
    [
        .. DocumentFields,
        new("item", new Told("Item"), FilterKind.Text),
        new("article", new Told("Product number"), FilterKind.Text),
        new("interval", new Told("Charged"), FilterKind.Choice) { Choices = FilterChoice.Of<Interval>() },
        new("net", new Told("Net"), FilterKind.Amount),
        .. AroundDeal.Fields,
    ]);

    protected override async Task<IReadOnlyList<Dimension<OfDeal<LineOf<TLine, TDocument>>>>> DimensionsAsync(CancellationToken cancellation) =>
    [
        Dimensions.Text<OfDeal<LineOf<TLine, TDocument>>>(Texts, "item", new("Item"), its => its.Its.Line.Name),
        Dimensions.Text<OfDeal<LineOf<TLine, TDocument>>>(Texts, "article", new("Product number"), its => its.Its.Line.Article),
        Dimensions.Text<OfDeal<LineOf<TLine, TDocument>>>(Texts, "goods", new("Group of goods"), its => db.Products.Where(product => product.Id == its.Its.Line.ProductId).Select(product => product.GoodsGroup).FirstOrDefault() ?? ""),
        Dimensions.Choice<OfDeal<LineOf<TLine, TDocument>>, Interval>(Texts, "interval", new("Charged"), its => its.Its.Line.Interval),
        .. await DocumentDimensionsAsync(cancellation),
    ];

    protected override Task<IReadOnlyList<Figure<OfDeal<LineOf<TLine, TDocument>>>>> FiguresAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Figure<OfDeal<LineOf<TLine, TDocument>>>>>(
    [
        new("net", Texts["Net"], Net, its => its.Its.Document.Currency) { Steps = 100 },
        new("quantity", Texts["Quantity"], its => StoredFunctions.Steps(its.Its.Line.Quantity), its => its.Its.Line.Unit) { Steps = (int)Micros.Millionths, IsMeasured = true },
    ]);
}

/// <summary>Conditions about lines of documents.</summary>
internal abstract class MatchLines<TLine, TDocument>(Db db, Me me, Texts texts, TimeProvider clock) : MatchOfDeal<LineOf<TLine, TDocument>>(db, me, texts, clock)
    where TLine : DocumentLine where TDocument : DocumentHead
{
    protected override Expression<Func<OfDeal<LineOf<TLine, TDocument>>, bool>>? Own(ListCondition condition) => condition.Field.Key switch
    {
        "item" => OnText(its => its.Its.Line.Name, condition),
        "article" => OnText(its => its.Its.Line.Article, condition),
        "interval" => OnChoice(its => its.Its.Line.Interval, condition),
        _ => null,
    };
}
