using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Offers.Vat;
using Trichter.Platform.Storage;

namespace Trichter.Orders;

/// <summary>What an order said before it was changed (O64). Written once, with the change that ended it.</summary>
public sealed class OrderVersion : DocumentHead, IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid OrderId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>1, 2, 3 … within the order.</summary>
    public required int Number { get; init; }

    /// <summary>Why it had been changed to this; empty for the first.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who of the customer had agreed to this.</summary>
    public string AgreedBy { get; init; } = "";

    public string CustomerNumber { get; init; } = "";
    public required DateOnly OrderedOn { get; init; }
    public DateOnly? PromisedOn { get; init; }
    public DateTime? ConfirmedAt { get; init; }
    public List<KeptLine> Lines { get; init; } = [];
    public required DateTime KeptAt { get; init; }
    public Guid? KeptBy { get; init; }

    public Guid PartOf => DealId;

    /// <summary>The order with what this version says; to be read, never stored.</summary>
    public OpenOrder Of(OpenOrder now)
    {
        var order = new Order
        {
            DealId = DealId,
            CompanyId = now.Order.CompanyId,
            Number = now.Order.Number,
            QuoteVersionId = now.Order.QuoteVersionId,
            CustomerNumber = CustomerNumber,
            Language = Language,
            Currency = Currency,
            OrderedOn = OrderedOn,
            PromisedOn = PromisedOn,
            CreatedAt = now.Order.CreatedAt,
        };
        order.TakeFrom(this);
        (order.DeliveryStreet, order.DeliveryPostalCode, order.DeliveryCity, order.DeliveryCountry) = (now.Order.DeliveryStreet, now.Order.DeliveryPostalCode, now.Order.DeliveryCity, now.Order.DeliveryCountry);
        return now with
        {
            Order = order,
            Lines = Lines.ConvertAll(kept =>
            {
                var line = new OrderLine { OrderId = order.Id, DealId = DealId, Key = kept.Key, Position = kept.Position };
                line.TakeFrom(kept.AsLine(DealId));
                return line;
            }),
        };
    }
}

/// <summary>A line as it was; without costs, which not everybody may see.</summary>
public sealed record KeptLine(
    Guid Key, int Position, Guid? ProductId, string Article, string Name, string Text, decimal Quantity, string Unit, decimal? Price, decimal Basis, decimal Discount,
    TaxClass TaxClass, VatCategory VatCategory, decimal VatRate, Interval Interval, int? Term)
{
    public static KeptLine Of(DocumentLine line) => new(
        line.Key, line.Position, line.ProductId, line.Article, line.Name, line.Text, line.Quantity, line.Unit, line.Price, line.Basis, line.Discount,
        line.TaxClass, line.VatCategory, line.VatRate, line.Interval, line.Term);

    public QuoteLine AsLine(Guid dealId) => new()
    {
        VersionId = Guid.Empty,
        DealId = dealId,
        Key = Key,
        Position = Position,
        ProductId = ProductId,
        Article = Article,
        Name = Name,
        Text = Text,
        Quantity = Quantity,
        Unit = Unit,
        Price = Price,
        Basis = Basis,
        Discount = Discount,
        TaxClass = TaxClass,
        VatCategory = VatCategory,
        VatRate = VatRate,
        Interval = Interval,
        Term = Term,
    };
}
