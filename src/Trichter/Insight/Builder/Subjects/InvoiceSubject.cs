using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>Issued invoices; a cancellation takes its invoice off again.</summary>
internal sealed class InvoiceSubject(Db db, Me me, Texts texts, AroundDeal around, FindInvoice find, MatchInvoices match, FiguresOfPeople figures) : Subject<OfDeal<Invoice>>(texts, figures)
{
    public override string Key => "invoices";

    public override Told Title => new("Issued invoices");

    public override bool IsSeen => me.May(Right.SeeDeals) && me.MaySee(DealFields.Value);

    protected override Expression<Func<OfDeal<Invoice>, RecordLine>> Line => its => new RecordLine { Id = its.Its.Id, Name = its.Its.Number, About = its.Deal.CompanyName };

    protected override Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FilterField>>(
    [
        new("issued", new Told("Issued on"), FilterKind.Day),
        new("due", new Told("Due"), FilterKind.Day),
        new("kind", new Told("Kind"), FilterKind.Choice) { Choices = FilterChoice.Of<InvoiceKind>() },
        new("net", new Told("Net"), FilterKind.Amount),
        .. AroundDeal.Fields,
    ]);

    protected override async Task<IReadOnlyList<Dimension<OfDeal<Invoice>>>> DimensionsAsync(CancellationToken cancellation) =>
    [
        .. Dimensions.Days<OfDeal<Invoice>>(Texts, "issued", new("Issued on"), its => its.Its.IssuedOn),
        .. Dimensions.Days<OfDeal<Invoice>>(Texts, "due", new("Due"), its => its.Its.DueOn),
        Dimensions.Choice<OfDeal<Invoice>, InvoiceKind>(Texts, "kind", new("Kind"), its => its.Its.Kind),
        .. await around.DimensionsAsync<Invoice>(Texts, seen => its => its.Its.IssuedOn < seen.ByNameSince, cancellation),
    ];

    protected override Task<IReadOnlyList<Figure<OfDeal<Invoice>>>> FiguresAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Figure<OfDeal<Invoice>>>>(
    [
        new("net", Texts["Net"], its => its.Its.NetMinor, its => its.Its.Currency) { Steps = 100 },
        new("gross", Texts["Gross"], its => its.Its.GrossMinor, its => its.Its.Currency) { Steps = 100 },
        new("unpaid", Texts["Unpaid"], its => its.Its.GrossMinor - db.Allocations.Where(allocation => allocation.InvoiceId == its.Its.Id).Sum(allocation => allocation.AmountMinor), its => its.Its.Currency) { Steps = 100 },
    ]);

    protected override Task<IQueryable<OfDeal<Invoice>>> RecordsAsync(Question question, CancellationToken cancellation) =>
        match.NarrowAsync(around.Seen(find.Visible(db.Invoices.AsNoTracking()).Where(invoice => invoice.Number != ""), invoice => invoice.DealId), question.Groups, cancellation);

    protected override IQueryable<OfDeal<Invoice>> InOrder(IQueryable<OfDeal<Invoice>> records) => records.OrderByDescending(its => its.Its.IssuedOn).ThenByDescending(its => its.Its.Id);

    protected override string AddressOf(Guid id) => $"/invoices/{id}";
}

internal sealed class MatchInvoices(Db db, Me me, Texts texts, TimeProvider clock) : MatchOfDeal<Invoice>(db, me, texts, clock)
{
    protected override Expression<Func<OfDeal<Invoice>, bool>>? Own(ListCondition condition) => condition.Field.Key switch
    {
        "issued" => OnDay(its => its.Its.IssuedOn, condition),
        "due" => OnDay(its => its.Its.DueOn, condition),
        "kind" => OnChoice(its => its.Its.Kind, condition),
        "net" => OnAmount(its => its.Its.NetMinor, condition),
        _ => null,
    };
}
