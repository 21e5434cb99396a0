namespace Trichter.Orders.Intake;

/// <summary>Which down payments of an order are billed and not yet taken off a further invoice.</summary>
public interface IKnowDownPayments
{
    Task<IReadOnlyList<DownPaymentLeft>> LeftAsync(Guid orderId, CancellationToken cancellation = default);
}

/// <param name="PaidMinor">What of it has been settled so far.</param>
public sealed record DownPaymentLeft(Guid InvoiceId, string Number, long GrossMinor, long PaidMinor, string Currency);
