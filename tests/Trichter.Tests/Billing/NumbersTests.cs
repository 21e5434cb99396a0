using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Offers.Numbers;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>Numbers of invoices have no gap and no duplicate, however many clients issue at once.</summary>
public sealed class NumbersTests
{
    private const int Clients = 8;
    private const int Together = 500;

    [Fact]
    public async Task Five_hundred_invoices_from_eight_clients_leave_no_gap_and_no_duplicate()
    {
        await using var desk = await Desk.OpenAsync();
        var deal = await desk.PrepareQuotesAsync();
        var order = await desk.OrderAsync(deal, [("SERVICE", "", "500", "", "Normal")]);
        var line = await desk.App.InDbAsync(db => db.OrderLines.AsNoTracking().SingleAsync());
        var drafts = await desk.App.InDbAsync(async db =>
        {
            var made = Enumerable.Range(0, Together).Select(_ => Draft(order, line)).ToList();
            db.Invoices.AddRange(made.Select(its => its.Invoice));
            db.InvoiceLines.AddRange(made.Select(its => its.Line));
            await db.SaveChangesAsync();
            return made.ConvertAll(its => its.Invoice.Id);
        });

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var index = client; index < Together; index += Clients) await desk.IssueAsync(drafts[index]);
        })));

        var numbers = await desk.App.InDbAsync(db => db.Invoices.Select(its => its.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, Together).Select(number => $"RE-2026-{number:00000}"), numbers.Order(StringComparer.Ordinal));
        var chain = await desk.App.InDbAsync(db => db.InvoicesKept.AsNoTracking().OrderBy(kept => kept.Place).Select(kept => new { kept.Place, kept.Hash, kept.HashBefore }).ToListAsync());
        Assert.Equal(Enumerable.Range(1, Together).Select(place => (long)place), chain.Select(kept => kept.Place));
        Assert.All(chain.Zip(chain.Skip(1)), pair => Assert.Equal(pair.First.Hash, pair.Second.HashBefore));
    }

    [Theory]
    [InlineData("RE-{yyyy}-{00000}", "RE-2026-00042", "2026")]
    [InlineData("FV/{yyyy}/{MM}/{0000}", "FV/2026/11/0042", "2026-11")]
    [InlineData("{000000}", "000042", "")]
    public void A_pattern_says_how_numbers_look_and_when_they_begin_anew(string pattern, string number, string period)
    {
        Assert.Null(NumberRange.FaultOf(pattern));
        Assert.Equal((number, period), (NumberRange.Write(pattern, new DateOnly(2026, 11, 26), 42), NumberRange.PeriodOf(pattern, new DateOnly(2026, 11, 26))));
    }

    [Theory]
    [InlineData("RE-{yyyy}")]
    [InlineData("RE-{00}-{00}")]
    [InlineData("RE-{MM}-{000}")]
    [InlineData("RECHNUNGEN-{yyyy}-{MM}-{00000}")]
    [InlineData("RE {yyyy} {000}")]
    public void A_pattern_that_would_not_do_is_refused(string pattern) => Assert.NotNull(NumberRange.FaultOf(pattern));

    private static (Invoice Invoice, InvoiceLine Line) Draft(Trichter.Orders.Order order, Trichter.Orders.OrderLine line)
    {
        var invoice = new Invoice { DealId = order.DealId, OrderId = order.Id, Language = order.Language, Currency = order.Currency, CreatedAt = order.CreatedAt, BuyerReference = "B-1", SupplyFrom = order.OrderedOn, SupplyTo = order.OrderedOn };
        invoice.TakeFrom(order);
        var its = new InvoiceLine { InvoiceId = invoice.Id, DealId = order.DealId, Key = line.Key };
        its.TakeFrom(line);
        its.Quantity = 1;
        return (invoice, its);
    }
}
