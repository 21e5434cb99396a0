using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>What was charged, line by line. Cancellations and corrections take off again what they correct, and so does a final invoice with the down payments before it.</summary>
internal sealed class InvoiceLineSubject(Db db, Me me, Texts texts, AroundDeal around, FindInvoice find, MatchInvoiceLines match, FiguresOfPeople people) : LineSubject<InvoiceLine, Invoice>(db, me, texts, people)
{
    public override string Key => "invoice-lines";

    public override Told Title => new("Lines of invoices");

    protected override IReadOnlyList<FilterField> DocumentFields { get; } =
    [
        new("issued", new Told("Issued on"), FilterKind.Day),
        new("kind", new Told("Kind"), FilterKind.Choice) { Choices = FilterChoice.Of<InvoiceKind>() },
    ];

    protected override Expression<Func<OfDeal<LineOf<InvoiceLine, Invoice>>, long?>> Net => its => its.Its.Line.NetMinor;

    protected override Expression<Func<OfDeal<LineOf<InvoiceLine, Invoice>>, RecordLine>> Line => its => new RecordLine { Id = its.Its.Document.Id, Name = its.Its.Document.Number + " · " + its.Its.Line.Name, About = its.Deal.CompanyName };

    protected override async Task<IEnumerable<Dimension<OfDeal<LineOf<InvoiceLine, Invoice>>>>> DocumentDimensionsAsync(CancellationToken cancellation) =>
    [
        Dimensions.Choice<OfDeal<LineOf<InvoiceLine, Invoice>>, InvoiceKind>(Texts, "kind", new("Kind"), its => its.Its.Document.Kind),
        .. Dimensions.Days<OfDeal<LineOf<InvoiceLine, Invoice>>>(Texts, "issued", new("Issued on"), its => its.Its.Document.IssuedOn),
        .. await around.DimensionsAsync<LineOf<InvoiceLine, Invoice>>(Texts, seen => its => its.Its.Document.IssuedOn < seen.ByNameSince, cancellation),
    ];

    protected override Task<IQueryable<OfDeal<LineOf<InvoiceLine, Invoice>>>> RecordsAsync(Question question, CancellationToken cancellation) => match.NarrowAsync(
        around.Seen(Db.InvoiceLines.AsNoTracking().Join(find.Visible(Db.Invoices.AsNoTracking()).Where(invoice => invoice.Number != ""), line => line.InvoiceId, invoice => invoice.Id, (line, invoice) => new LineOf<InvoiceLine, Invoice> { Line = line, Document = invoice }), its => its.Line.DealId), question.Groups, cancellation);

    protected override IQueryable<OfDeal<LineOf<InvoiceLine, Invoice>>> InOrder(IQueryable<OfDeal<LineOf<InvoiceLine, Invoice>>> records) =>
        records.OrderByDescending(its => its.Its.Document.IssuedOn).ThenByDescending(its => its.Its.Document.Id).ThenBy(its => its.Its.Line.Position).ThenBy(its => its.Its.Line.Id);

    protected override string AddressOf(Guid id) => $"/invoices/{id}";
}

internal sealed class MatchInvoiceLines(Db db, Me me, Texts texts, TimeProvider clock) : MatchLines<InvoiceLine, Invoice>(db, me, texts, clock)
{
    protected override Expression<Func<OfDeal<LineOf<InvoiceLine, Invoice>>, bool>>? Own(ListCondition condition) => condition.Field.Key switch
    {
        "issued" => OnDay(its => its.Its.Document.IssuedOn, condition),
        "kind" => OnChoice(its => its.Its.Document.Kind, condition),
        "net" => OnAmount(its => its.Its.Line.NetMinor, condition),
        _ => base.Own(condition),
    };
}
