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

/// <summary>A line with the invoice it stands in.</summary>
internal sealed class LineOfInvoice
{
    public required InvoiceLine Line { get; init; }
    public required Invoice Invoice { get; init; }
}

/// <summary>What was charged, line by line. Cancellations and corrections take off again what they correct, and so does a final invoice with the down payments before it.</summary>
internal sealed class InvoiceLineSubject(Db db, Me me, Texts texts, AroundDeal around, FindInvoice find, MatchInvoiceLines match, FiguresOfPeople figures) : Subject<OfDeal<LineOfInvoice>>(texts, figures)
{
    private static readonly Expression<Func<OfDeal<LineOfInvoice>, InvoiceLine>> LineOf = its => its.Its.Line;

    public override string Key => "invoice-lines";

    public override Told Title => new("Lines of invoices");

    public override bool IsSeen => me.May(Right.SeeDeals) && me.MaySee(DealFields.Value);

    protected override Expression<Func<OfDeal<LineOfInvoice>, RecordLine>> Line => its => new RecordLine { Id = its.Its.Invoice.Id, Name = its.Its.Invoice.Number + " · " + its.Its.Line.Name, About = its.Deal.CompanyName };

    protected override Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FilterField>>(
    [
        new("issued", new Told("Issued on"), FilterKind.Day),
        new("kind", new Told("Kind"), FilterKind.Choice) { Choices = FilterChoice.Of<InvoiceKind>() },
        .. LinesOfDocuments.Fields,
        .. AroundDeal.Fields,
    ]);

    protected override async Task<IReadOnlyList<Dimension<OfDeal<LineOfInvoice>>>> DimensionsAsync(CancellationToken cancellation) =>
    [
        .. LinesOfDocuments.Dimensions(db, Texts, LineOf),
        Dimensions.Choice<OfDeal<LineOfInvoice>, InvoiceKind>(Texts, "kind", new("Kind"), its => its.Its.Invoice.Kind),
        .. Dimensions.Days<OfDeal<LineOfInvoice>>(Texts, "issued", new("Issued on"), its => its.Its.Invoice.IssuedOn),
        .. await around.DimensionsAsync<LineOfInvoice>(Texts, seen => its => its.Its.Invoice.IssuedOn < seen.ByNameSince, cancellation),
    ];

    protected override Task<IReadOnlyList<Figure<OfDeal<LineOfInvoice>>>> FiguresAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Figure<OfDeal<LineOfInvoice>>>>(
    [
        new("net", Texts["Net"], its => its.Its.Line.NetMinor, its => its.Its.Invoice.Currency) { Steps = 100 },
        LinesOfDocuments.Quantity(Texts, LineOf),
    ]);

    protected override Task<IQueryable<OfDeal<LineOfInvoice>>> RecordsAsync(Question question, CancellationToken cancellation) => match.NarrowAsync(
        around.Seen(db.InvoiceLines.AsNoTracking().Join(find.Visible(db.Invoices.AsNoTracking()).Where(invoice => invoice.Number != ""), line => line.InvoiceId, invoice => invoice.Id, (line, invoice) => new LineOfInvoice { Line = line, Invoice = invoice }), its => its.Line.DealId), question.Groups, cancellation);

    protected override IQueryable<OfDeal<LineOfInvoice>> InOrder(IQueryable<OfDeal<LineOfInvoice>> records) =>
        records.OrderByDescending(its => its.Its.Invoice.IssuedOn).ThenByDescending(its => its.Its.Invoice.Id).ThenBy(its => its.Its.Line.Position).ThenBy(its => its.Its.Line.Id);

    protected override string AddressOf(Guid id) => $"/invoices/{id}";
}

internal sealed class MatchInvoiceLines(Db db, Me me, Texts texts, TimeProvider clock) : MatchOfDeal<LineOfInvoice>(db, me, texts, clock)
{
    protected override Expression<Func<OfDeal<LineOfInvoice>, bool>>? Own(ListCondition condition) => condition.Field.Key switch
    {
        "issued" => OnDay(its => its.Its.Invoice.IssuedOn, condition),
        "kind" => OnChoice(its => its.Its.Invoice.Kind, condition),
        "item" => OnText(its => its.Its.Line.Name, condition),
        "article" => OnText(its => its.Its.Line.Article, condition),
        "interval" => OnChoice(its => its.Its.Line.Interval, condition),
        "net" => OnAmount(its => its.Its.Line.NetMinor, condition),
        _ => null,
    };
}
