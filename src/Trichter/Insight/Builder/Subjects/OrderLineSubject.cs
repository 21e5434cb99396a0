using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>What was ordered, line by line: by article, group of goods and how it is charged.</summary>
internal sealed class OrderLineSubject(Db db, Me me, Texts texts, AroundDeal around, FindOrder find, MatchOrderLines match, FiguresOfPeople people) : LineSubject<OrderLine, Order>(db, me, texts, people)
{
    public override string Key => "order-lines";

    public override Told Title => new("Lines of orders");

    protected override IReadOnlyList<FilterField> DocumentFields { get; } =
    [
        new("ordered", new Told("Ordered on"), FilterKind.Day),
        new("state", new Told("State"), FilterKind.Choice) { Choices = FilterChoice.Of<OrderState>() },
    ];

    protected override Expression<Func<OfDeal<LineOf<OrderLine, Order>>, long?>> Net => its => its.Its.Line.NetMinor;

    protected override Expression<Func<OfDeal<LineOf<OrderLine, Order>>, RecordLine>> Line => its => new RecordLine { Id = its.Its.Document.Id, Name = its.Its.Document.Number + " · " + its.Its.Line.Name, About = its.Deal.CompanyName };

    protected override async Task<IEnumerable<Dimension<OfDeal<LineOf<OrderLine, Order>>>>> DocumentDimensionsAsync(CancellationToken cancellation) =>
    [
        Dimensions.Choice<OfDeal<LineOf<OrderLine, Order>>, OrderState>(Texts, "state", new("State"), its => its.Its.Document.State),
        .. Dimensions.Days<OfDeal<LineOf<OrderLine, Order>>>(Texts, "ordered", new("Ordered on"), its => its.Its.Document.OrderedOn),
        .. await around.DimensionsAsync<LineOf<OrderLine, Order>>(Texts, seen => its => its.Its.Document.OrderedOn < seen.ByNameSince, cancellation),
    ];

    protected override Task<IQueryable<OfDeal<LineOf<OrderLine, Order>>>> RecordsAsync(Question question, CancellationToken cancellation) => match.NarrowAsync(
        around.Seen(Db.OrderLines.AsNoTracking().Join(find.Visible(Db.Orders.AsNoTracking()), line => line.OrderId, order => order.Id, (line, order) => new LineOf<OrderLine, Order> { Line = line, Document = order }), its => its.Line.DealId), question.Groups, cancellation);

    protected override IQueryable<OfDeal<LineOf<OrderLine, Order>>> InOrder(IQueryable<OfDeal<LineOf<OrderLine, Order>>> records) =>
        records.OrderByDescending(its => its.Its.Document.OrderedOn).ThenByDescending(its => its.Its.Document.Id).ThenBy(its => its.Its.Line.Position).ThenBy(its => its.Its.Line.Id);

    protected override string AddressOf(Guid id) => $"/orders/{id}";
}

internal sealed class MatchOrderLines(Db db, Me me, Texts texts, TimeProvider clock) : MatchLines<OrderLine, Order>(db, me, texts, clock)
{
    protected override Expression<Func<OfDeal<LineOf<OrderLine, Order>>, bool>>? Own(ListCondition condition) => condition.Field.Key switch
    {
        "ordered" => OnDay(its => its.Its.Document.OrderedOn, condition),
        "state" => OnChoice(its => its.Its.Document.State, condition),
        "net" => OnAmount(its => its.Its.Line.NetMinor, condition),
        _ => base.Own(condition),
    };
}
