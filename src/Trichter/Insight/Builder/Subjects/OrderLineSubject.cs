using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>A line with the order it stands in.</summary>
internal sealed class LineOfOrder
{
    public required OrderLine Line { get; init; }
    public required Order Order { get; init; }
}

/// <summary>What was ordered, line by line: by article, group of goods and how it is charged.</summary>
internal sealed class OrderLineSubject(Db db, Me me, Texts texts, AroundDeal around, FindOrder find, MatchOrderLines match, FiguresOfPeople figures) : Subject<OfDeal<LineOfOrder>>(texts, figures)
{
    private static readonly Expression<Func<OfDeal<LineOfOrder>, OrderLine>> LineOf = its => its.Its.Line;

    public override string Key => "order-lines";

    public override Told Title => new("Lines of orders");

    public override bool IsSeen => me.May(Right.SeeDeals) && me.MaySee(DealFields.Value);

    protected override Expression<Func<OfDeal<LineOfOrder>, RecordLine>> Line => its => new RecordLine { Id = its.Its.Order.Id, Name = its.Its.Order.Number + " · " + its.Its.Line.Name, About = its.Deal.CompanyName };

    protected override Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FilterField>>(
    [
        new("ordered", new Told("Ordered on"), FilterKind.Day),
        new("state", new Told("State"), FilterKind.Choice) { Choices = FilterChoice.Of<OrderState>() },
        .. LinesOfDocuments.Fields,
        .. AroundDeal.Fields,
    ]);

    protected override async Task<IReadOnlyList<Dimension<OfDeal<LineOfOrder>>>> DimensionsAsync(CancellationToken cancellation) =>
    [
        .. LinesOfDocuments.Dimensions(db, Texts, LineOf),
        Dimensions.Choice<OfDeal<LineOfOrder>, OrderState>(Texts, "state", new("State"), its => its.Its.Order.State),
        .. Dimensions.Days<OfDeal<LineOfOrder>>(Texts, "ordered", new("Ordered on"), its => its.Its.Order.OrderedOn),
        .. await around.DimensionsAsync<LineOfOrder>(Texts, seen => its => its.Its.Order.OrderedOn < seen.ByNameSince, cancellation),
    ];

    protected override Task<IReadOnlyList<Figure<OfDeal<LineOfOrder>>>> FiguresAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Figure<OfDeal<LineOfOrder>>>>(
    [
        new("net", Texts["Net"], its => its.Its.Line.NetMinor, its => its.Its.Order.Currency) { Steps = 100 },
        LinesOfDocuments.Quantity(Texts, LineOf),
    ]);

    protected override Task<IQueryable<OfDeal<LineOfOrder>>> RecordsAsync(Question question, CancellationToken cancellation) => match.NarrowAsync(
        around.Seen(db.OrderLines.AsNoTracking().Join(find.Visible(db.Orders.AsNoTracking()), line => line.OrderId, order => order.Id, (line, order) => new LineOfOrder { Line = line, Order = order }), its => its.Line.DealId), question.Groups, cancellation);

    protected override IQueryable<OfDeal<LineOfOrder>> InOrder(IQueryable<OfDeal<LineOfOrder>> records) =>
        records.OrderByDescending(its => its.Its.Order.OrderedOn).ThenByDescending(its => its.Its.Order.Id).ThenBy(its => its.Its.Line.Position).ThenBy(its => its.Its.Line.Id);

    protected override string AddressOf(Guid id) => $"/orders/{id}";
}

internal sealed class MatchOrderLines(Db db, Me me, Texts texts, TimeProvider clock) : MatchOfDeal<LineOfOrder>(db, me, texts, clock)
{
    protected override Expression<Func<OfDeal<LineOfOrder>, bool>>? Own(ListCondition condition) => condition.Field.Key switch
    {
        "ordered" => OnDay(its => its.Its.Order.OrderedOn, condition),
        "state" => OnChoice(its => its.Its.Order.State, condition),
        "item" => OnText(its => its.Its.Line.Name, condition),
        "article" => OnText(its => its.Its.Line.Article, condition),
        "interval" => OnChoice(its => its.Its.Line.Interval, condition),
        "net" => OnAmount(its => its.Its.Line.NetMinor, condition),
        _ => null,
    };
}
