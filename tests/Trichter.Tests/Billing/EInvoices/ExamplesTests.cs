using Trichter.Billing.EInvoices;
using Trichter.Billing.Invoices;
using Trichter.Offers.Amounts;
using Trichter.Offers.Seller;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>The examples of the rules for money come out of our own invoices: the same kind, nets of lines, discounts, freight, groups of VAT and totals. E4c writes E4b in another way that we do not write.</summary>
[Trait("Database", "any")]
public sealed class ExamplesTests
{
    private const decimal GrossPrice = 9.99m;

    [Theory]
    [InlineData("e1")]
    [InlineData("e2")]
    [InlineData("e3")]
    [InlineData("e4a")]
    [InlineData("e4b")]
    [InlineData("e5")]
    [InlineData("e6")]
    [InlineData("e7")]
    [InlineData("e8")]
    [InlineData("e9")]
    [InlineData("e10")]
    [InlineData("e11")]
    [InlineData("g1")]
    public void An_example_comes_out_to_the_cent(string name)
    {
        var example = OfficialFiles.Invoice(Path.Combine(OfficialFiles.Folder("invoice-examples"), name + ".xml"));
        var (invoice, lines) = Ours(example, isGross: name == "g1");
        var written = WriteEInvoice.Of(invoice, lines, new OurCompany { Country = "DE" });

        Assert.Equal((example.Kind, example.Currency, example.Totals!.Lines, example.Totals.Allowances, example.Totals.Charges, example.Totals.Net, example.Vat, example.Totals.Gross),
            (written.Kind, written.Currency, written.Totals!.Lines, written.Totals.Allowances, written.Totals.Charges, written.Totals.Net, written.Vat, written.Totals.Gross));
        Assert.Equal(example.Lines.Select(Words), written.Lines.Select(Words));
        Assert.Equal(example.VatGroups.Select(its => (its.Category, its.Rate ?? 0, its.Taxable, its.Tax)).Order(), written.VatGroups.Select(its => (its.Category, its.Rate ?? 0, its.Taxable, its.Tax)).Order());
        Assert.Equal(example.Allowances.Concat(example.Charges).Select(its => (its.Amount, its.VatCategory, its.VatRate)).Order(), written.Allowances.Concat(written.Charges).Select(its => (its.Amount, its.VatCategory, its.VatRate)).Order());
    }

    private static (decimal?, decimal?, string?, decimal) Words(ELine its) => (its.Quantity, its.Net, its.VatCategory, its.VatRate ?? 0);

    private static EAllowance? First(Several<EAllowance> its) => its is [var one, ..] ? one : null;

    private static (Invoice Invoice, List<InvoiceLine> Lines) Ours(EInvoice example, bool isGross)
    {
        var kind = example.Kind switch { "381" => InvoiceKind.Credit, "384" => InvoiceKind.Cancellation, "326" => InvoiceKind.DownPayment, _ => InvoiceKind.Invoice };
        var freight = First(example.Charges);
        var invoice = new Invoice
        {
            DealId = Guid.NewGuid(),
            Kind = kind,
            Language = "de",
            Currency = example.Currency!,
            CreatedAt = DateTime.UnixEpoch,
            IsGross = isGross,
            DiscountPercent = First(example.Allowances)?.Percent,
            FreightMinor = Round.ToMinor(freight?.Amount ?? 0),
            FreightCategory = Enum.Parse<VatCategory>(freight?.VatCategory ?? "S"),
            FreightRate = freight?.VatRate ?? 0,
        };
        var lines = example.Lines.Select((line, index) => new InvoiceLine
        {
            InvoiceId = invoice.Id,
            DealId = invoice.DealId,
            Key = Guid.NewGuid(),
            Position = index,
            Name = line.Name!,
            Quantity = (kind == InvoiceKind.Credit ? -1 : 1) * line.Quantity!.Value,
            Unit = line.Unit!,
            Price = isGross ? GrossPrice : line.Price,
            Basis = line.BaseQuantity ?? 1,
            Discount = First(line.Allowances)?.Percent ?? 0,
            VatCategory = Enum.Parse<VatCategory>(line.VatCategory!),
            VatRate = line.VatRate ?? 0,
        }).ToList();
        invoice.Issue("RE-1", new DateOnly(2026, 11, 20), DateTime.UnixEpoch, null);
        return (invoice, lines);
    }
}
