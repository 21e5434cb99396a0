using Microsoft.EntityFrameworkCore;

namespace Trichter.Billing.Rates;

/// <summary>
/// The rate by which VAT is turned into the currency it is accounted in (O24). Poland: that of the last working day before the supply, or before
/// the issue where this comes first (art. 31a ustawy o VAT). Elsewhere: the latest of the month of supply up to its day (§ 16(6) UStG).
/// </summary>
public sealed class FindRate(Db db)
{
    /// <summary>An older rate than so many days is none: over holidays a week passes at most.</summary>
    private const int PolishDays = 10;

    /// <param name="country">Where VAT is accounted; ISO 3166-1.</param>
    /// <param name="suppliedOn">The last day of supply; null where nothing was supplied yet.</param>
    /// <returns>Null where none is known that may be used.</returns>
    public Task<ExchangeRate?> ForAsync(string currency, string country, DateOnly? suppliedOn, DateOnly issuedOn, CancellationToken cancellation = default)
    {
        var home = VatCurrency.Of(country);
        var on = suppliedOn < issuedOn ? suppliedOn.Value : issuedOn;
        var (first, last) = country == "PL" ? (on.AddDays(-PolishDays), on.AddDays(-1)) : (new DateOnly(on.Year, on.Month, 1), on);
        return db.ExchangeRates.AsNoTracking().Where(rate => rate.Home == home && rate.Currency == currency && rate.Day >= first && rate.Day <= last)
            .OrderByDescending(rate => rate.Day).FirstOrDefaultAsync(cancellation);
    }
}
