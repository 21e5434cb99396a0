using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Offers.Amounts;
using Trichter.Platform.Storage;

namespace Trichter.Billing.Rates;

/// <summary>What a currency was worth on a day: so many units of it equal so many of ours, as they were published.</summary>
public sealed class ExchangeRate : IRecorded
{
    public const int LongestSource = 120;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Above 0, at most six decimals: 100 for a rate of 100 forints, 1.0823 for one that tells dollars for a euro.</summary>
    public required decimal CurrencyUnits { get; set; }

    /// <summary>The currency we account in.</summary>
    public required string Home { get; init; }

    public required decimal HomeUnits { get; set; }
    public required DateOnly Day { get; init; }

    /// <summary>Who published it: "NBP, table A", "ECB".</summary>
    public required string Source { get; set; }
}

/// <summary>In which currency VAT is accounted in a country (Article 230 of Directive 2006/112/EC): that of the country.</summary>
public static class VatCurrency
{
    public static string Of(string country) => country switch
    {
        "PL" => "PLN",
        "CZ" => "CZK",
        "DK" => "DKK",
        "HU" => "HUF",
        "RO" => "RON",
        "SE" => "SEK",
        "CH" or "LI" => "CHF",
        "GB" => "GBP",
        "NO" => "NOK",
        _ => "EUR",
    };
}

internal sealed class ExchangeRateStorage : IEntityTypeConfiguration<ExchangeRate>
{
    public void Configure(EntityTypeBuilder<ExchangeRate> rate)
    {
        rate.ToTable("exchange_rates");
        rate.Property(r => r.CurrencyUnits).HasConversion<Micros>();
        rate.Property(r => r.HomeUnits).HasConversion<Micros>();
    }
}
