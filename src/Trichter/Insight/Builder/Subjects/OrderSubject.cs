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

internal sealed class OrderSubject(Db db, Me me, Texts texts, AroundDeal around, FindOrder find, MatchOrders match, FiguresOfPeople figures) : Subject<OfDeal<Order>>(texts, figures)
{
    public override string Key => "orders";

    public override Told Title => new("Orders");

    public override bool IsSeen => me.May(Right.SeeDeals) && me.MaySee(DealFields.Value);

    protected override Expression<Func<OfDeal<Order>, RecordLine>> Line => its => new RecordLine { Id = its.Its.Id, Name = its.Its.Number, About = its.Deal.CompanyName };

    protected override Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FilterField>>(
    [
        new("ordered", new Told("Ordered on"), FilterKind.Day),
        new("promised", new Told("Promised for"), FilterKind.Day),
        new("state", new Told("State"), FilterKind.Choice) { Choices = FilterChoice.Of<OrderState>() },
        new("net", new Told("Net"), FilterKind.Amount),
        .. AroundDeal.Fields,
    ]);

    protected override async Task<IReadOnlyList<Dimension<OfDeal<Order>>>> DimensionsAsync(CancellationToken cancellation) =>
    [
        .. Dimensions.Days<OfDeal<Order>>(Texts, "ordered", new("Ordered on"), its => its.Its.OrderedOn),
        .. Dimensions.Days<OfDeal<Order>>(Texts, "promised", new("Promised for"), its => its.Its.PromisedOn),
        Dimensions.Choice<OfDeal<Order>, OrderState>(Texts, "state", new("State"), its => its.Its.State),
        .. await around.DimensionsAsync<Order>(Texts, seen => its => its.Its.OrderedOn < seen.ByNameSince, cancellation),
    ];

    protected override Task<IReadOnlyList<Figure<OfDeal<Order>>>> FiguresAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Figure<OfDeal<Order>>>>(
    [
        new("net", Texts["Net"], its => its.Its.NetMinor, its => its.Its.Currency) { Steps = 100 },
        new("contract", Texts["Contract value"], its => its.Its.ContractMinor, its => its.Its.Currency) { Steps = 100 },
    ]);

    protected override Task<IQueryable<OfDeal<Order>>> RecordsAsync(Question question, CancellationToken cancellation) =>
        match.NarrowAsync(around.Seen(find.Visible(db.Orders.AsNoTracking()), order => order.DealId), question.Groups, cancellation);

    protected override IQueryable<OfDeal<Order>> InOrder(IQueryable<OfDeal<Order>> records) => records.OrderByDescending(its => its.Its.OrderedOn).ThenByDescending(its => its.Its.Id);

    protected override string AddressOf(Guid id) => $"/orders/{id}";
}

internal sealed class MatchOrders(Db db, Me me, Texts texts, TimeProvider clock) : MatchOfDeal<Order>(db, me, texts, clock)
{
    protected override Expression<Func<OfDeal<Order>, bool>>? Own(ListCondition condition) => condition.Field.Key switch
    {
        "ordered" => OnDay(its => its.Its.OrderedOn, condition),
        "promised" => OnDay(its => its.Its.PromisedOn, condition),
        "state" => OnChoice(its => its.Its.State, condition),
        "net" => OnAmount(its => its.Its.NetMinor, condition),
        _ => null,
    };
}
